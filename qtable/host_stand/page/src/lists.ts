// What the stand's lists say of a party beyond its own fields, by the box's outlook where there is one. Pure.
import { bestSpots, spotOf, type Spot, type Wish } from "./fit";
import { classOf, seatedOf, waitingOf, type ClassOutlook, type Outlook } from "./outlook";
import { restaurant, type State } from "./store";
import type { Guest } from "./wire";

const MINUTE_MS = 60_000;
const STEP = 5;
const USUAL_MINUTES = 90;

/** How long a party of that size needs its table, as the box last said. */
export function turnOf(state: State, last: Outlook | null, partySize: number): number {
  return ((last && classOf(last, partySize)?.usual_turn) ?? restaurant(state)?.policies?.reservation_minutes ?? USUAL_MINUTES) * MINUTE_MS;
}

/** The box's choice as long as that is still free; without an outlook the same rule, by what is known here. */
export function suggestedSpot(state: State, outlook: Outlook | null, id: string, wish: Wish): Spot | undefined {
  return freeSpot(state, waitingOf(outlook, id)?.suggestion, wish);
}

/** Whose table will be free first on top; those of whom nothing is known follow as they came. */
export function byFreeTime(seated: readonly Guest[], outlook: Outlook | null): Guest[] {
  const moment = (party: Guest) => Date.parse(seatedOf(outlook, party.id)?.free_at ?? "") || Infinity;
  return [...seated].sort((a, b) => (moment(a) === moment(b) ? 0 : moment(a) - moment(b)));
}

export type NextFree = "now" | "soon" | "never" | number;

/** Until a table for the class is free: whole minutes; `soon` where one is overdue and still taken. Now exactly when the
 * first of the class in line has a table. */
export function nextFree(state: State, { next_free, next_free_minutes, suggestion }: ClassOutlook, wish: Wish): NextFree {
  if (next_free === null) return "never";
  const minutes = Math.ceil((Date.parse(next_free) - wish.now) / MINUTE_MS);
  // By the box's own count, since this device's clock may lag some seconds behind.
  if (next_free_minutes && minutes > 0) return minutes;
  return freeSpot(state, suggestion, wish) ? "now" : "soon";
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

/** What the box chose (null: nothing, undefined: it wasn't asked), or where that was taken since, what else is free. */
function freeSpot(state: State, said: ClassOutlook["suggestion"] | undefined, wish: Wish): Spot | undefined {
  if (said === null) return undefined;
  return (said && spotOf(state, said, wish.partySize)) ?? bestSpots(state, wish)[0];
}
