// The best tables for a party: as the box judges, by the plain rule while it can't be asked.
import { bestTables, fits } from "./fit";
import type { components } from "./generated/api";
import { tableState } from "./selectors";
import { combinations, server, table, tablesOf, type State } from "./store";
import type { Combination, Server, Table } from "./wire";

const MOST = 3;

export interface Advice {
  suggestions: components["schemas"]["Suggestion"][];
  refusals: components["schemas"]["Refusal"][];
  /** The server whose turn it is. */
  next: string | null;
}

export interface Offer {
  /** Of a combination the first one. */
  table: Table;
  together?: Combination;
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

/** Best first; what has been taken since the box was asked is left out, what is `held` for others comes last. */
export function offers(state: State, partySize: number, advice: Advice | null, held: ReadonlySet<string> = new Set()): Offer[] {
  const found = [...single(state, partySize, advice), ...joined(state, partySize, advice)];
  const waitedFor = (one: Offer) => held.has(one.table.id);
  return [...found.filter((one) => !waitedFor(one)), ...found.filter(waitedFor)].slice(0, MOST);
}

/** Free combinations, the fewest chairs first. The box names none, but a booking in the way of one of the tables. */
function joined(state: State, partySize: number, advice: Advice | null): Offer[] {
  const booked = new Set(advice?.refusals.filter((one) => one.obstacles.includes("booked")).map((one) => one.table_id));
  return combinations(state).filter((one) => one.minPartySize <= partySize && partySize <= one.maxPartySize).flatMap((together) => {
    const all = tablesOf(state, together);
    const [first] = all;
    const free = all.every((one) => tableState(one) === "free" && !booked.has(one.id));
    const seats = all.reduce((sum, one) => sum + one.capacity, 0);
    return first && free ? [{ table: first, together, seats, booked: false, freeUntil: null, next: undefined }] : [];
  }).sort((a, b) => a.seats - b.seats);
}

function single(state: State, partySize: number, advice: Advice | null): Offer[] {
  if (!advice) return bestTables(state, partySize).map((found) => ({ table: found, seats: found.capacity, booked: false, freeUntil: null, next: undefined }));
  return advice.suggestions.flatMap(({ table_id, seats, booked, free_until }) => {
    const found = table(state, table_id);
    if (!found || !fits(found, partySize)) return [];
    const next = found.serverId && found.serverId === advice.next ? server(state, advice.next) : undefined;
    return [{ table: found, seats, booked, freeUntil: free_until, next }];
  });
}
