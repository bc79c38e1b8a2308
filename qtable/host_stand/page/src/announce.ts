// What other devices did, in sentences for the polite live region.
import { isExpected, isHere, type Booking } from "./book";
import { EVERYTHING } from "./own";
import { isWaiting, tableState } from "./selectors";
import { guest, restaurant, table, type State } from "./store";
import { acts } from "./texts/acts";
import type { Change, Entity, Guest, Table } from "./wire";

/** `own` are the ids that this device itself is busy with: what follows from that is nobody else's news. */
export function announce(before: State, after: State, changes: Change[], own: ReadonlySet<string>): string[] {
  if (own.has(EVERYTHING)) return [];
  const others = changes.filter((change) => !linked(change, before).some((id) => own.has(id)));
  const moved = others.flatMap(({ entity_id, data }) => (hasMoved(table(before, entity_id), data as Table | null) ? [data as Table] : []));
  const told = others.flatMap(({ entity_type, entity_id, data }) => {
    if (data === null) return [];
    if (entity_type === "guest") return ofParty(guest(before, entity_id), data as Guest & Linked, after);
    if (entity_type === "table") return ofTable(table(before, entity_id), data as Table);
    return entity_type === "reservation" ? ofBooking(before.shelves["reservation"]?.[entity_id] as Booking | undefined, data as Booking, after) : [];
  });
  return [...told, ...(moved[0] ? [moved.length === 1 ? acts.tableMoved(moved[0]) : acts.floorChanged] : [])];
}

type Linked = Entity & { currentGuestId?: string | null; guestId?: string | null; reservationId?: string | null };

function linked({ entity_type, entity_id, data }: Change, before: State): string[] {
  const rows = [data, before.shelves[entity_type]?.[entity_id]] as (Linked | null | undefined)[];
  return [entity_id, ...rows.flatMap((row) => [row?.currentGuestId, row?.guestId, row?.reservationId])].filter((id): id is string => Boolean(id));
}

function ofParty(was: Guest | undefined, is: Guest & Linked, after: State): string[] {
  // Who had booked is told as a booking that has arrived.
  if (!was) return isWaiting(is) && !is.reservationId ? [acts.joined(is)] : [];
  if (was.status === is.status && was.tableId === is.tableId) return [];
  return [acts.changed(is, table(after, is.tableId))];
}

/** Who sits down and who leaves is told of the party. */
function ofTable(was: Table | undefined, is: Table): string[] {
  const [before, now] = [was && tableState(was), tableState(is)];
  const ofItself = before !== "seated" || now === "dirty";
  return before && before !== now && now !== "seated" && ofItself ? [acts.tableIs(is, now)] : [];
}

function hasMoved(was: Table | undefined, is: Table | null): boolean {
  return Boolean(was && is && (was.position.x !== is.position.x || was.position.y !== is.position.y));
}

function ofBooking(was: Booking | undefined, is: Booking, after: State): string[] {
  const { timeZone, businessDayCutoff = 4 } = restaurant(after) ?? {};
  if (!was) return isExpected(is) ? [acts.booked(is, { zone: timeZone, cutoff: businessDayCutoff })] : [];
  const ended = is.guestId === null && (is.status === "cancelled" || is.status === "no_show");
  return was.status !== is.status && (isHere(is) || ended) ? [acts.bookingIs(is)] : [];
}
