import { useSignal, type ReadonlySignal } from "@preact/signals";
import { newKey } from "../ids";
import { controls } from "../texts/controls";
import { problemText } from "../texts/problem";
import { useHere } from "./context";

type Settle = <T = unknown>(method: string, path: string, body?: object, said?: string) => Promise<T | null>;

/** Changes what the box keeps under `path` of the restaurant, or of /auth. Null where it was refused: `wrong` says why. */
export function useSettle(): { wrong: ReadonlySignal<string>; settle: Settle } {
  const { api, restaurantId, stand } = useHere();
  const wrong = useSignal("");
  const settle: Settle = async <T,>(method: string, path: string, body?: object, said = controls.saved) => {
    const whole = path.startsWith("/auth/") ? path : `/restaurants/${restaurantId}${path}`;
    wrong.value = "";
    try {
      const answer = await api.act({ method, path: whole, ...(body && { body }) }, newKey());
      stand.tell({ kind: "done", text: said });
      return answer.body as T;
    } catch (problem) {
      wrong.value = problemText(problem);
      // "Saved." of a moment ago would stand beside what is wrong now.
      stand.takeBack(({ kind }) => kind === "done");
      return null;
    }
  };
  return { wrong, settle };
}
