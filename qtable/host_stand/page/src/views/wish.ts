import type { Wish } from "../fit";
import { heldForOthers } from "../holding";
import { turnOf } from "../lists";
import type { Guest } from "../wire";
import { useFloor, useHere } from "./context";

/** What a party looks for, or whoever comes of that size. */
export function useWish(): (who: Pick<Guest, "partySize" | "reservationId"> & { id?: string | null }) => Wish {
  const { outlook, held, stand } = useHere();
  const state = useFloor();
  const now = stand.clock.now.value;
  return ({ id, partySize, reservationId }) => ({ partySize, now, turn: turnOf(state, outlook.last.value, partySize), own: reservationId, held: heldForOthers(held.value, id ?? null) });
}
