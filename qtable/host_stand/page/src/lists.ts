// What the stand's lists say of a party beyond its own fields, by the box's outlook where there is one. Pure.
import { bestSpots, holds, tablesAt, type Spot } from "./fit";
import { heldForOthers, type Held } from "./holding";
import { classOf, seatedOf, waitingOf, type ClassOutlook, type Outlook } from "./outlook";
import { combination, table, type State } from "./store";
import type { Guest, Table } from "./wire";

const MINUTE_MS = 60_000;
const STEP = 5;

/** The box's choice as long as that is still free; without an outlook the plain rule. */
export function suggestedSpot(state: State, outlook: Outlook | null, party: Guest, held: Held): Spot | undefined {
  const said = waitingOf(outlook, party.id);
  if (said && said.suggestion === null) return undefined;
  const [first, together] = [table(state, said?.suggestion?.table_id ?? null), combination(state, said?.suggestion?.combination_id ?? null)];
  const chosen = first && { table: first, ...(together ? { together } : {}) };
  if (chosen && tablesAt(state, chosen).every(open) && (together || holds(first, party.partySize))) return chosen;
  return bestSpots(state, party.partySize, heldForOthers(held, party.id))[0];
}

/** Whose table will be free first on top; those of whom nothing is known follow as they came. */
export function byFreeTime(seated: readonly Guest[], outlook: Outlook | null): Guest[] {
  const moment = (party: Guest) => Date.parse(seatedOf(outlook, party.id)?.free_at ?? "") || Infinity;
  return [...seated].sort((a, b) => (moment(a) === moment(b) ? 0 : moment(a) - moment(b)));
}

export type NextFree = "now" | "soon" | "never" | number;

/** Until a table for the class is free: whole minutes; `soon` where one is overdue and still taken. A table that is
 * free but booked too soon counts for nothing. */
export function nextFree(state: State, { next_free, next_free_minutes, largest, smallest }: ClassOutlook, now: number): NextFree {
  if (next_free === null) return "never";
  const minutes = Math.ceil((Date.parse(next_free) - now) / MINUTE_MS);
  // By the box's own count, since this device's clock may lag some seconds behind.
  if (next_free_minutes && minutes > 0) return minutes;
  return bestSpots(state, largest ?? smallest).length > 0 ? "now" : "soon";
}

export interface Offer {
  /** Rounded up to what one says at a door. */
  minutes: number;
  low: number;
  high: number;
  ahead: number;
}

export function offerFor(outlook: Outlook | null, partySize: number | null): Offer | null {
  const quote = outlook && partySize !== null ? classOf(outlook, partySize)?.quote : undefined;
  if (!quote) return null;
  const { minutes, low, high, ahead } = quote;
  return { minutes: Math.ceil(minutes / STEP) * STEP, low, high, ahead };
}

function open({ status }: Table): boolean {
  return status === "available" || status === "reserved";
}
