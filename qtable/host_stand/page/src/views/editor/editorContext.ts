import { createContext } from "preact";
import { useContext, useEffect, useMemo } from "preact/hooks";
import { Desk } from "../../editor/desk";
import { removed } from "../../editor/edits";
import type { Draft } from "../../editor/draft";
import { occupant } from "../../selectors";
import { table } from "../../store";
import { editor } from "../../texts/editor";
import { trade } from "../../texts/trade";
import { useHere } from "../context";

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("outside of the editor");
  return desk;
}

/** Null until the box has told its draft. */
export function useDraft(): Draft {
  return useDesk().draft.value ?? { sections: [], tables: [], combinations: [] };
}

/** What could not be stored while the box was away is stored when it is back. */
export function useNewDesk(): Desk {
  const { api, restaurantId, user, stand } = useHere();
  const desk = useMemo(() => new Desk(api, restaurantId, user.id), [api, restaurantId, user.id]);
  const live = stand.syncPhase.value === "live";
  useEffect(() => {
    if (live) void (desk.draft.peek() ? desk.store() : desk.read());
  }, [desk, live]);
  return desk;
}

/** Takes what is picked off the draft, but for a table at which a party sits: says so then. */
export function useRemove(): () => void {
  const { stand } = useHere();
  const desk = useDesk();
  return () => {
    const [draft, state] = [desk.draft.peek(), stand.state.peek()];
    if (!draft || !state) return;
    const taken = [...desk.picked.peek()].map((id) => table(state, id)).find((one) => one?.status === "occupied");
    if (taken) return stand.tell({ kind: "failure", text: editor.inUse(trade.table(taken), occupant(state, taken)?.name ?? "") });
    desk.edit(removed(draft, desk.picked.peek()));
    desk.pick([]);
  };
}
