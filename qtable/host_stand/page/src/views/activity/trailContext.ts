import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Entry } from "../../trail";
import { useHere } from "../context";

const PAGE = 50;
/** A busy evening is read in gulps. */
const GULP_MS = 1_000;

export interface Trail {
  entries: Entry[] | null;
  problem: unknown;
  /** Whether there may be older ones. */
  open: boolean;
  older: () => void;
  again: () => void;
}

/** The newest page, read again when something has happened, and as many older ones as were asked for. */
export function useTrail(query: Record<string, string>): Trail {
  const { api, restaurantId, stand } = useHere();
  const shown = useSignal<Pick<Trail, "entries" | "problem" | "open">>({ entries: null, problem: null, open: true });
  const key = JSON.stringify(query);
  const seq = stand.known.value?.seq ?? 0;
  const read = (more: Record<string, string>, signal?: AbortSignal) =>
    api.read(`/restaurants/${restaurantId}/activity`, { ...query, ...more, limit: String(PAGE) }, signal) as Promise<Entry[]>;
  const fail = (problem: unknown) => (shown.value = { ...shown.value, problem });

  const newest = (signal?: AbortSignal) => read({}, signal).then((page) => {
    const kept = meets(page, shown.value.entries) ? shown.value.entries ?? [] : [];
    const open = kept.length > 0 ? shown.value.open : page.length === PAGE;
    if (!signal?.aborted) shown.value = { entries: [...page, ...kept.filter((one) => one.seq < (page.at(-1)?.seq ?? Infinity))], problem: null, open };
  });
  const older = () => void read({ cursor: String(shown.value.entries?.at(-1)?.seq ?? 0) }).then((page) => {
    shown.value = { entries: [...(shown.value.entries ?? []), ...page], problem: null, open: page.length > 0 };
  }, fail);

  useEffect(() => void (shown.value = { entries: null, problem: null, open: true }), [key]);
  useEffect(() => {
    const leaving = new AbortController();
    const timer = setTimeout(() => newest(leaving.signal).catch((problem: unknown) => leaving.signal.aborted || fail(problem)), shown.value.entries ? GULP_MS : 0);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [key, seq]);
  return { ...shown.value, older, again: () => void newest().catch(fail) };
}

/** Whether nothing lies between a new page and what is shown already. */
function meets(page: Entry[], shown: Entry[] | null): boolean {
  return page.some((one) => one.seq === shown?.[0]?.seq);
}
