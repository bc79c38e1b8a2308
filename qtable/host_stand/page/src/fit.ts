// Which table suits a party.
import { floorTables, tableState } from "./selectors";
import type { State } from "./store";
import type { Table } from "./wire";

/** As the box judges it, which need not be by the chairs. */
export function holds(table: Table, partySize: number): boolean {
  return table.maxPartySize >= partySize;
}

export function fits(table: Table, partySize: number): boolean {
  return tableState(table) === "free" && holds(table, partySize);
}

/** The free tables that lack the fewest chairs, then those that waste the fewest, best first. */
export function bestTables(state: State, partySize: number, count = 3): Table[] {
  return floorTables(state)
    .filter((table) => fits(table, partySize))
    .sort((a, b) => lacking(a, partySize) - lacking(b, partySize) || a.capacity - b.capacity || a.number - b.number)
    .slice(0, count);
}

function lacking(table: Table, partySize: number): number {
  return Math.max(0, partySize - table.capacity);
}
