// Which table suits a party, or which tables put together: the box's rule, by what this page knows.
import { bookings, heldBy, isExpected, isHere, type Booking } from "./book";
import { floorTables } from "./selectors";
import { booking, combination, combinations, table, tablesOf, type State } from "./store";
import type { Combination, Guest, Table } from "./wire";

/** Where a party can sit. */
export interface Spot {
  /** Of a combination the first one. */
  table: Table;
  together?: Combination;
}

/** Who looks for a table, when, and for how long, in milliseconds. */
export interface Wish {
  partySize: number;
  now: number;
  turn: number;
  /** The booking that is theirs. */
  own?: string | null | undefined;
  /** What is held for others. */
  held?: ReadonlyMap<string, Guest>;
}

export interface Found extends Spot {
  booked: boolean;
  /** When the next booking of others begins. */
  freeUntil: string | null;
}

const AHEAD_MS = 12 * 3_600_000;
const NOBODY: ReadonlyMap<string, Guest> = new Map();

/** As the box judges it, which need not be by the chairs. */
export function holds(table: Table, partySize: number): boolean {
  return table.maxPartySize >= partySize;
}

export function inRange({ minPartySize = 1, maxPartySize }: Pick<Table, "minPartySize" | "maxPartySize">, partySize: number): boolean {
  return minPartySize <= partySize && partySize <= maxPartySize;
}

/** Neither taken nor closed; what is held by hand is open for whoever has booked it. */
export function isOpen({ status }: Table): boolean {
  return status === "available" || status === "reserved";
}

/** Where the box sees a party; undefined where that is gone or taken by now. */
export function spotOf(state: State, { table_id, combination_id }: { table_id: string; combination_id: string | null }, partySize: number): Spot | undefined {
  const [first, together] = [table(state, table_id), combination(state, combination_id)];
  if (!first || (combination_id && !together)) return undefined;
  const spot = { table: first, ...(together ? { together } : {}) };
  return inRange(together ?? first, partySize) && tablesAt(state, spot).every(isOpen) ? spot : undefined;
}

/** Every place that the party could take now, best first, as the box ranks them; combinations, where no table alone fits
 * or only one of whose chairs half or more would stay empty. No booking of others begins before the turn is over. */
export function bestSpots(state: State, { partySize, now, turn, own, held = NOBODY }: Wish): Found[] {
  const kept = booking(state, own ?? "");
  const theirs = kept ? heldBy(state, kept) : [];
  const others = toCome(state, now, own);
  const isOwn = ({ table, together }: Spot) => kept?.assignedTableId === table.id && (kept.combinationId ?? undefined) === together?.id;
  const isTheirs = ({ id, status }: Table) => (status === "available" || (status === "reserved" && theirs.includes(id)))
    && !others.get(id)?.some((one) => Date.parse(one.reservationTime) < now + turn);
  const found = (spot: Spot): Found => {
    const coming = tablesAt(state, spot).flatMap(({ id }) => others.get(id)?.[0]?.reservationTime ?? []).sort()[0];
    return { ...spot, booked: isOwn(spot), freeUntil: coming ?? null };
  };
  const rank = (one: Found) => [
    Number(!one.booked), Number(Boolean(holderOf(state, one, held))), one.together ? 0 : Math.max(0, partySize - one.table.capacity),
    seats(one), one.together?.tableIds.length ?? 1, -(Date.parse(one.freeUntil ?? "") || Infinity), labelOf(one).length,
  ];
  const alone = floorTables(state).filter((table) => inRange(table, partySize) && isTheirs(table)).map((table): Spot => ({ table }));
  const well = alone.some(({ table }) => table.maxPartySize < 2 * partySize && !held.has(table.id));
  const joined = combinations(state).filter((one) => inRange(one, partySize)).flatMap((together): Spot[] => {
    const parts = tablesOf(state, together);
    return parts[0] && parts.every(isTheirs) ? [{ table: parts[0], together }] : [];
  });
  return [...alone, ...joined.filter((one) => !well || isOwn(one))].map(found)
    .map((one) => ({ one, rank: rank(one) })).sort((a, b) => compare(a.rank, b.rank) || (labelOf(a.one) < labelOf(b.one) ? -1 : 1)).map(({ one }) => one);
}

/** For whom a table there is `held`. */
export function holderOf(state: State, spot: Spot, held: ReadonlyMap<string, Guest>): Guest | undefined {
  return tablesAt(state, spot).flatMap(({ id }) => held.get(id) ?? [])[0];
}

/** How many may sit there. */
export function seats({ table, together }: Spot): number {
  return (together ?? table).maxPartySize;
}

/** All that the party takes there. */
export function tablesAt(state: State, { table, together }: Spot): Table[] {
  return together ? tablesOf(state, together) : [table];
}

/** What is written on the table, or the combination's name. */
export function labelOf({ table, together }: Spot): string {
  return together?.name ?? table.tableNumber;
}

/** What keeps each table from who hasn't booked it, the next one first. */
function toCome(state: State, now: number, own: string | null | undefined): Map<string, Booking[]> {
  const found = new Map<string, Booking[]>();
  for (const one of bookings(state)) {
    if (one.id === own || !(isExpected(one) || isHere(one)) || Date.parse(one.endTime) <= now || Date.parse(one.reservationTime) >= now + AHEAD_MS) continue;
    for (const id of heldBy(state, one)) found.set(id, [...(found.get(id) ?? []), one]);
  }
  return found;
}

function compare(a: number[], b: number[]): number {
  return a.map((value, i) => value - (b[i] ?? 0)).find((difference) => difference !== 0 && !Number.isNaN(difference)) ?? 0;
}
