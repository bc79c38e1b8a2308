// What each server on duty carries and whose turn is next: the rule of GET …/servers/rotation over what this device
// knows, so that it moves with every seating, also without a line. Pure.
import { dayOf, type Calendar } from "./book";
import type { components } from "./generated/api";
import { covers, floorTables, occupant, tableState } from "./selectors";
import { guests, restaurant, servers, type State } from "./store";
import type { Guest, Server, Table } from "./wire";

type Served = Guest & Partial<Pick<components["schemas"]["Guest"], "serverId">>;

export interface Load {
  server: Server;
  tables: Table[];
  covers: number;
  /** Minutes since the last party of this business day was seated with them. */
  since: number | null;
  /** From 1; null for who is paused or has no table. */
  turn: number | null;
}

const DEFAULT_MINUTES = 60;

export function byName(state: State): Server[] {
  return servers(state).sort((a, b) => compare(nameOf(a), nameOf(b)) || compare(a.id, b.id));
}

/** Who is on duty: those who have a turn in its order, then the others by name. */
export function rotation(state: State, calendar: Calendar, now: number): Load[] {
  const minutes = restaurant(state)?.policies?.rotation_minutes ?? DEFAULT_MINUTES;
  const all = byName(state).filter((one) => one.onDuty).map((server) => weigh(state, server, calendar, now, now - minutes * 60_000));
  const takes = all.filter(({ server, tables }) => !server.paused && tables.length > 0).sort(byTurn);
  const turns = takes.map((one, i) => ({ ...one, turn: i + 1 }));
  return [...turns, ...all.filter((one) => !takes.includes(one))];
}

interface Weighed extends Load {
  full: boolean;
  recent: number;
  last: number;
}

function weigh(state: State, server: Server, calendar: Calendar, now: number, recently: number): Weighed {
  const tables = floorTables(state).filter((table) => table.serverId === server.id);
  const seated = (guests(state) as Served[]).filter((party) => party.serverId === server.id && party.seatedTime !== null);
  const latest = Math.max(...seated.map(seatedAt));
  const last = seated.length > 0 && dayOf(latest, calendar) === dayOf(now, calendar) ? latest : -Infinity;
  return {
    server, tables, last, turn: null,
    covers: covers(tables.flatMap((table) => occupant(state, table) ?? [])),
    since: last === -Infinity ? null : Math.max(0, Math.floor((now - last) / 60_000)),
    full: !tables.some((table) => tableState(table) === "free"),
    recent: covers(seated.filter((party) => seatedAt(party) > recently)),
  };
}

/** Who has a free table before who has none; the fewest recent covers; the longest without a party; by name. */
function byTurn(a: Weighed, b: Weighed): number {
  return Number(a.full) - Number(b.full) || a.recent - b.recent || compare(a.last, b.last) || compare(nameOf(a.server), nameOf(b.server));
}

function seatedAt(party: Guest): number {
  return Date.parse(party.seatedTime ?? "");
}

function nameOf({ name }: Server): string {
  return name.toLowerCase();
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
