// What a table looks like at this moment: its state, who sits there, who is expected, who serves. Pure.
import { bookings, heldBy, isExpected, isHere, type Booking } from "./book";
import type { Held } from "./holding";
import { seatedOf, type Outlook } from "./outlook";
import { firstTable, minutesSince, occupant, tableState, type TableState } from "./selectors";
import { restaurant, server, tables, type State } from "./store";
import type { Guest, Server, Stage, Table } from "./wire";

/** `check` is also a table that has paid. */
export type Look = TableState | "held" | "soon" | "check" | "overdue";

export interface Sight {
  look: Look;
  party: Guest | undefined;
  /** Minutes since it sat down. */
  elapsed: number;
  /** Of the time in which four of five such parties have left; null while the outlook isn't known. */
  turn: number | null;
  /** Who was told that a table is ready, and is to get this one. */
  heldFor: Guest | undefined;
  /** Whose time comes within the length of their stay. */
  booking: Booking | undefined;
  server: Server | undefined;
  /** The table that it is joined to. */
  first: Table | undefined;
}

export type Sights = ReadonlyMap<string, Sight>;

/** `now` in milliseconds, as the box counts them. */
export function sightsOf(state: State, outlook: Outlook | null, held: Held, now: number): Sights {
  const booked = soonBooked(state, now);
  return new Map(tables(state).map((table) => [table.id, sight(table)]));

  function sight(table: Table): Sight {
    const party = occupant(state, table);
    const elapsed = minutesSince(party?.seatedTime ?? null, now);
    const long = party && seatedOf(outlook, party.id)?.long_turn;
    const seen = { party, elapsed, turn: long ? elapsed / long : null, heldFor: held.get(table.id), booking: booked.get(table.id) };
    return { ...seen, look: lookOf(table, seen), server: server(state, table.serverId), first: firstTable(state, table) };
  }
}

function lookOf(table: Table, { turn, heldFor, booking }: Pick<Sight, "turn" | "heldFor" | "booking">): Look {
  const plain = tableState(table);
  if (plain === "seated" && (table.stage === "check" || table.stage === "paid")) return "check";
  if (plain === "seated" && turn !== null && turn > 1) return "overdue";
  if (plain === "free" && heldFor) return "held";
  return plain === "free" && booking ? "soon" : plain;
}

/** The next booking of each table, where it begins within its own length from now. */
function soonBooked(state: State, now: number): Map<string, Booking> {
  const soon = bookings(state).filter((one) => (isExpected(one) || isHere(one))
    && Date.parse(one.reservationTime) - one.durationMinutes * 60_000 <= now && now < Date.parse(one.endTime));
  return new Map(soon.reverse().flatMap((one) => heldBy(state, one).map((id) => [id, one] as const)));
}

/** The one that follows, of those that the restaurant uses; null after the last. */
export function nextStage(state: State, stage: Stage | null): Stage | null {
  const used = stagesOf(state);
  return used[used.indexOf(stage ?? "seated") + 1] ?? null;
}

export function stagesOf(state: State): Stage[] {
  return restaurant(state)?.policies?.stages ?? [];
}
