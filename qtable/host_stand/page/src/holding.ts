// Which tables are held for whom: for those who were called, until their time is over. Pure.
import type { Outlook } from "./outlook";
import { isWaiting } from "./selectors";
import { guest, type State } from "./store";
import type { Guest } from "./wire";

const MINUTE_MS = 60_000;

/** Who was called, by the ids of their tables. */
export type Held = ReadonlyMap<string, Guest>;

/** As the box last gave out its tables, since only it knows what is booked: while it is away, what it said stays. */
export function heldTables(state: State | null, last: Outlook | null, now: number): Held {
  return new Map((last?.waiting ?? []).flatMap(({ guest_id, suggestion }) => {
    const party = state && guest(state, guest_id);
    return party && isHeld(party, now) ? (suggestion?.table_ids ?? []).map((one) => [one, party] as const) : [];
  }));
}

export function heldForOthers(held: Held, guestId: string | null): Held {
  return new Map([...held].filter(([, who]) => who.id !== guestId));
}

/** Whole minutes until a called party's table is given away, 0 once that is over; null while it wasn't called. */
export function holdLeft({ heldUntil }: Guest, now: number): number | null {
  if (heldUntil === null) return null;
  const left = (Date.parse(heldUntil) - now) / MINUTE_MS;
  return left > 0 ? Math.max(1, Math.round(left)) : 0;
}

function isHeld(party: Guest, now: number): boolean {
  return party.notifiedTime !== null && isWaiting(party) && holdLeft(party, now) !== 0;
}
