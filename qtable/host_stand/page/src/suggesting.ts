// The best tables for a party: as the box judges, by the plain rule while it can't be asked.
import { bestSpots, chairs, fits, fitsTogether, holderOf, type Spot } from "./fit";
import type { components } from "./generated/api";
import type { Held } from "./holding";
import { combination, guest, server, table, type State } from "./store";
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

type Suggestion = components["schemas"]["Suggestion"];

/** Whether a party fits there now: where the box was asked, no booking stands in the way either. */
export function suits(found: Table, partySize: number, advice: Advice | null): boolean {
  return fits(found, partySize) && !advice?.refusals.some((one) => one.table_id === found.id);
}

/** Best first; what has been taken since the box was asked is left out, what is `held` for others comes last. */
export function offers(state: State, partySize: number, advice: Advice | null, held: Held): Offer[] {
  return advice ? asked(state, partySize, advice) : plain(state, partySize, held).slice(0, MOST);
}

/** Where the box sees the party; undefined where that is gone or taken by now. */
export function spotOf(state: State, { table_id, combination_id }: Pick<Suggestion, "table_id" | "combination_id">, partySize: number): Spot | undefined {
  const [found, together] = [table(state, table_id), combination(state, combination_id)];
  if (!found || (combination_id && !together)) return undefined;
  if (together) return fitsTogether(state, together, partySize) ? { table: found, together } : undefined;
  return fits(found, partySize) ? { table: found } : undefined;
}

function plain(state: State, partySize: number, held: Held): Offer[] {
  return bestSpots(state, partySize, held).map((spot) => ({ ...spot, seats: chairs(spot), booked: false, heldFor: holderOf(state, spot, held), freeUntil: null, next: undefined }));
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
