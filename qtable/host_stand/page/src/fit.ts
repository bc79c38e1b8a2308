// Which table suits a party, or which tables put together.
import { floorTables, tableState } from "./selectors";
import { combinations, tablesOf, type State } from "./store";
import type { Combination, Guest, Table } from "./wire";

/** Where a party can sit. */
export interface Spot {
  /** Of a combination the first one. */
  table: Table;
  together?: Combination;
}

/** As the box judges it, which need not be by the chairs. */
export function holds(table: Table, partySize: number): boolean {
  return table.maxPartySize >= partySize;
}

export function fits(table: Table, partySize: number): boolean {
  return tableState(table) === "free" && holds(table, partySize);
}

/** The range is the combination's own, and all of its tables are free. */
export function fitsTogether(state: State, together: Combination, partySize: number): boolean {
  const inRange = together.minPartySize <= partySize && partySize <= together.maxPartySize;
  return inRange && tablesOf(state, together).every((one) => tableState(one) === "free");
}

const NOBODY: ReadonlyMap<string, Guest> = new Map();

/** The free tables that lack the fewest chairs, then those that waste the fewest, best first; with them combinations,
 * where none alone fits or only one of whose chairs half or more would stay empty. Last what is `held` for others. */
export function bestSpots(state: State, partySize: number, held = NOBODY): Spot[] {
  const alone: Spot[] = floorTables(state).filter((one) => fits(one, partySize)).map((table) => ({ table }));
  const well = alone.some(({ table }) => table.maxPartySize < 2 * partySize && !held.has(table.id));
  const rank = (spot: Spot) => [Number(Boolean(holderOf(state, spot, held))), lacking(spot, partySize), chairs(spot), tablesIn(spot), spot.table.number];
  return [...alone, ...(well ? [] : joined(state, partySize))].map((spot) => ({ spot, rank: rank(spot) })).sort((a, b) => compare(a.rank, b.rank)).map(({ spot }) => spot);
}

/** For whom a table there is `held`. */
export function holderOf(state: State, spot: Spot, held: ReadonlyMap<string, Guest>): Guest | undefined {
  return tablesAt(state, spot).flatMap(({ id }) => held.get(id) ?? [])[0];
}

export function chairs({ table, together }: Spot): number {
  return together?.maxPartySize ?? table.capacity;
}

/** All that the party takes there. */
export function tablesAt(state: State, { table, together }: Spot): Table[] {
  return together ? tablesOf(state, together) : [table];
}

/** What is written on the table, or the combination's name. */
export function labelOf({ table, together }: Spot): string {
  return together?.name ?? table.tableNumber;
}

function joined(state: State, partySize: number): Spot[] {
  return combinations(state).filter((one) => fitsTogether(state, one, partySize)).flatMap((together) => {
    const [table] = tablesOf(state, together);
    return table ? [{ table, together }] : [];
  });
}

function compare(a: number[], b: number[]): number {
  return a.map((value, i) => value - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function tablesIn({ together }: Spot): number {
  return together?.tableIds.length ?? 1;
}

function lacking(spot: Spot, partySize: number): number {
  return Math.max(0, partySize - chairs(spot));
}
