import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { controls } from "../../texts/controls";
import { problemText } from "../../texts/problem";
import { useHere } from "../context";

/** What a screen asks the box for: nothing yet, an answer, or why there is none. */
export interface Asked<T> {
  answer: T | null;
  problem: unknown;
  again: () => void;
}

/** Reads what the stream doesn't bring, `path` being under the restaurant's own; another path or query reads anew.
 * Gives up when the screen is left, and tries again by itself when a lost line is back. */
export function useRead<T>(path: string, query: Record<string, string> = {}): Asked<T> {
  const { api, restaurantId, stand } = useHere();
  const asked = useSignal<Omit<Asked<T>, "again">>({ answer: null, problem: null });
  const tries = useSignal(0);
  const key = JSON.stringify([path, query]);
  const live = stand.syncPhase.value === "live";
  const again = () => (tries.value += 1);
  useEffect(() => {
    const leaving = new AbortController();
    const tell = (now: Omit<Asked<T>, "again">) => void (leaving.signal.aborted || (asked.value = now));
    tell({ answer: null, problem: null });
    api.read(`/restaurants/${restaurantId}${path}`, query, leaving.signal).then(
      (answer) => tell({ answer: answer as T, problem: null }),
      (problem: unknown) => tell({ answer: null, problem }),
    );
    return () => leaving.abort();
  }, [key, tries.value]);
  useEffect(() => {
    if (live && asked.peek().problem !== null) again();
  }, [live]);
  return { ...asked.value, again };
}

export function Read<T>({ asked, children }: { asked: Asked<T>; children: (answer: T) => ComponentChildren }) {
  if (asked.answer !== null) return <>{children(asked.answer)}</>;
  if (asked.problem === null) return <p class="reading" role="status">{controls.reading}</p>;
  return (
    <div class="empty" role="alert">
      <p class="empty-title">{problemText(asked.problem)}</p>
      <button class="button" onClick={asked.again}>{controls.again}</button>
    </div>
  );
}
