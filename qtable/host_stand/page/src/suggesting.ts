// The best tables for a party: as the box judges, by the plain rule while it can't be asked.
import { bestSpots, holderOf, inRange, isOpen, seats, spotOf, type Spot, type Wish } from "./fit";
import type { components } from "./generated/api";
import { guest, server, type State } from "./store";
import type { Guest, Server, Table } from "./wire";

const MOST = 3;

export interface Advice {
  suggestions: components["schemas"]["Suggestion"][];
  refusals: components["schemas"]["Refusal"][];
  /** The server whose turn it is. */
  next: string | null;
}

export interface Offer extends Spot {
  seats: number;
  booked: boolean;
  /** Who was called to it. */
  heldFor: Guest | undefined;
  freeUntil: string | null;
  /** It is this server's turn. */
  next: Server | undefined;
}

/** At which tables a party fits now, alone: no booking stands in the way. */
export function suiting(state: State, wish: Wish, advice: Advice | null): (found: Table) => boolean {
  if (advice) return (found) => isOpen(found) && inRange(found, wish.partySize) && !advice.refusals.some((one) => one.table_id === found.id);
  const alone = new Set(bestSpots(state, wish).map((one) => !one.together && one.table.id));
  return ({ id }) => alone.has(id);
}

/** Best first; what has been taken since the box was asked is left out, what is held for others comes last. */
export function offers(state: State, wish: Wish, advice: Advice | null): Offer[] {
  return advice ? asked(state, wish.partySize, advice) : plain(state, wish).slice(0, MOST);
}

function plain(state: State, wish: Wish): Offer[] {
  return bestSpots(state, wish).map((spot) => ({ ...spot, seats: seats(spot), heldFor: holderOf(state, spot, wish.held ?? new Map()), next: undefined }));
}

function asked(state: State, partySize: number, advice: Advice): Offer[] {
  return advice.suggestions.flatMap((one) => {
    const spot = spotOf(state, one, partySize);
    if (!spot) return [];
    const { serverId } = spot.table;
    const next = serverId && serverId === advice.next ? server(state, advice.next) : undefined;
    return [{ ...spot, seats: one.seats, booked: one.booked, heldFor: guest(state, one.held_for), freeUntil: one.free_until, next }];
  });
}
