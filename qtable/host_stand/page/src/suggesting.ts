// The best tables for a party: as the box judges, by the plain rule while it can't be asked.
import { bestTables, fits } from "./fit";
import type { components } from "./generated/api";
import { server, table, type State } from "./store";
import type { Server, Table } from "./wire";

export interface Advice {
  suggestions: components["schemas"]["Suggestion"][];
  refusals: components["schemas"]["Refusal"][];
  /** The server whose turn it is. */
  next: string | null;
}

export interface Offer {
  table: Table;
  seats: number;
  booked: boolean;
  freeUntil: string | null;
  /** It is this server's turn. */
  next: Server | undefined;
}

/** Whether a party fits there now: where the box was asked, no booking stands in the way either. */
export function suits(found: Table, partySize: number, advice: Advice | null): boolean {
  return fits(found, partySize) && !advice?.refusals.some((one) => one.table_id === found.id);
}

/** Best first; what has been taken since the box was asked is left out. */
export function offers(state: State, partySize: number, advice: Advice | null): Offer[] {
  if (!advice) return bestTables(state, partySize).map((found) => ({ table: found, seats: found.capacity, booked: false, freeUntil: null, next: undefined }));
  return advice.suggestions.flatMap(({ table_id, seats, booked, free_until }) => {
    const found = table(state, table_id);
    if (!found || !fits(found, partySize)) return [];
    const next = found.serverId && found.serverId === advice.next ? server(state, advice.next) : undefined;
    return [{ table: found, seats, booked, freeUntil: free_until, next }];
  });
}
