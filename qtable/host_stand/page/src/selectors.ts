// Questions about the state, as a host would ask them.
import { guest, guests, table, tables, type State } from "./store";
import type { Guest, GuestStatus, Table } from "./wire";

const waits: ReadonlySet<GuestStatus> = new Set(["waiting", "arrived", "running_late"]);

export function isWaiting(party: Guest): boolean {
  return waits.has(party.status);
}

/** First come, first shown. */
export function waitingList(state: State): Guest[] {
  return guests(state).filter(isWaiting).sort(by((party) => party.arrivalTime));
}

/** Longest seated first: they are the next to leave. */
export function seatedList(state: State): Guest[] {
  return guests(state).filter((party) => party.status === "seated").sort(by((party) => party.seatedTime ?? ""));
}

export function floorTables(state: State): Table[] {
  return tables(state).sort((a, b) => a.number - b.number || compare(a.tableNumber, b.tableNumber));
}

export function sections(state: State): string[] {
  return [...new Set(floorTables(state).map((table) => table.section).filter((name): name is string => Boolean(name)))];
}

export type TableState = "free" | "seated" | "reserved" | "dirty" | "blocked";

const states: Record<Table["status"], TableState> = {
  available: "free",
  occupied: "seated",
  reserved: "reserved",
  needs_cleaning: "dirty",
  out_of_service: "blocked",
};

export function tableState(table: Table): TableState {
  return states[table.status] ?? "blocked";
}

/** Who sits there; at a joined table it is the party of the one that it is joined to. */
export function occupant(state: State, at: Table): Guest | undefined {
  return guest(state, (firstTable(state, at) ?? at).currentGuestId);
}

/** The table that another one is joined to for as long as its party sits there. */
export function firstTable(state: State, at: Table): Table | undefined {
  return table(state, at.joinedTo);
}

export function covers(parties: Pick<Guest, "partySize">[]): number {
  return parties.reduce((sum, party) => sum + party.partySize, 0);
}

/** Whole minutes; never negative, since a device's clock may run ahead. */
export function minutesSince(stamp: string | null, now: number): number {
  const then = stamp === null ? NaN : Date.parse(stamp);
  return Number.isNaN(then) ? 0 : Math.max(0, Math.floor((now - then) / 60_000));
}

function by(key: (party: Guest) => string): (a: Guest, b: Guest) => number {
  return (a, b) => compare(key(a), key(b)) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
