// Which table suits a party.
import { floorTables, tableState } from "./selectors";
import type { State } from "./store";
import type { Table } from "./wire";

export function fits(table: Table, partySize: number): boolean {
  return tableState(table) === "free" && table.capacity >= partySize;
}

/** The free tables that waste the fewest chairs, best first. */
export function bestTables(state: State, partySize: number, count = 3): Table[] {
  return floorTables(state)
    .filter((table) => fits(table, partySize))
    .sort((a, b) => a.capacity - b.capacity || a.number - b.number)
    .slice(0, count);
}
