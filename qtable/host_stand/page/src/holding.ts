// Which tables are held for whom: for those who were called, until their time is over. Pure.
import { bestSpots, tablesAt } from "./fit";
import type { Outlook } from "./outlook";
import { isWaiting, waitingList } from "./selectors";
import { guest, type State } from "./store";
import type { Guest } from "./wire";

const MINUTE_MS = 60_000;

/** Who was called, by the ids of their tables. */
export type Held = ReadonlyMap<string, Guest>;

/** As the box gives out its tables; without an outlook who came first gets the best by the plain rule. */
export function heldTables(state: State, outlook: Outlook | null, now: number): Held {
  const given = outlook?.waiting.map(({ guest_id, suggestion }): Given => [guest_id, suggestion?.table_ids ?? []]);
  return new Map((given ?? plainlyGiven(state)).flatMap(([id, tableIds]) => {
    const party = guest(state, id);
    return party && isHeld(party, now) ? tableIds.map((one) => [one, party] as const) : [];
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

type Given = [guestId: string, tableIds: string[]];

/** By the state, which is never changed: every row of a list asks. */
const known = new WeakMap<State, Given[]>();

function plainlyGiven(state: State): Given[] {
  const before = known.get(state);
  if (before) return before;
  const taken = new Set<string>();
  const given = waitingList(state).map((party): Given => {
    const open = bestSpots(state, party.partySize).map((spot) => tablesAt(state, spot).map(({ id }) => id));
    const best = open.find((ids) => !ids.some((id) => taken.has(id))) ?? [];
    best.forEach((id) => taken.add(id));
    return [party.id, best];
  });
  known.set(state, given);
  return given;
}
