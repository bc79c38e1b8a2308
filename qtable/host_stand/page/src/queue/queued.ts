// An action of this device, as it is kept until the box has answered, and a while longer for undoing.
import type { Booking } from "../book";
import type { Request } from "../http";
import type { Intent } from "../intents";
import type { Guest, Table } from "../wire";

/** Whose action it is: it is never sent in another name. */
export interface Owner {
  userId: string;
  userName: string;
  restaurantId: string;
}

/** What the host saw when deciding: for words, for judging a conflict, and for undoing. */
export interface Seen {
  party: Guest | null;
  /** The table that the action is for. */
  table: Table | null;
  /** Where the party sat. */
  from: Table | null;
  /** That the action is about, as it stood. */
  booking?: Booking;
  /** The ids of the other tables, where it is for a whole combination. */
  others?: string[];
}

export interface Why {
  code: string;
  message: string;
  /** What the box says of it: the party or table as it is now. */
  details: Record<string, unknown>;
  /** Set aside with this one, on which it was built. */
  with?: string;
}

export interface Queued extends Intent {
  /** Its turn; given when it is stored, later ones are higher. */
  place: number;
  owner: Owner;
  request: Request;
  seen: Seen;
  state: "waiting" | "done" | "aside";
  /** It was sent at least once, so it may have been carried out. */
  tried: boolean;
  /** It had to wait for the box, which is told when it was decided: its host may long be doing something else. */
  late: boolean;
  why?: Why;
  /** The action of which this is the inverse. */
  undoes?: string;
}

export function isOf(owner: Owner, { owner: other }: Queued): boolean {
  return owner.userId === other.userId && owner.restaurantId === other.restaurantId;
}

/** The party, the tables and the booking that an action is about. */
export function touches({ guestId, tableId, seen, book }: Queued): string[] {
  return [guestId, tableId, seen.from?.id, ...(seen.others ?? []), book?.booking.id, book?.booking.guestId].filter((id): id is string => Boolean(id));
}

/** Those behind `key` that were decided on its outcome: same party or table, or built on one that is. */
export function dependents(queue: readonly Queued[], key: string): Queued[] {
  const start = queue.findIndex((one) => one.key === key);
  if (start < 0) return [];
  const shaken = new Set(touches(queue[start] as Queued));
  return queue.slice(start + 1).filter((one) => {
    const depends = one.state === "waiting" && touches(one).some((id) => shaken.has(id));
    if (depends) touches(one).forEach((id) => shaken.add(id));
    return depends;
  });
}
