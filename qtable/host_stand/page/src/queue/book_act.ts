// An act on the book, as it is asked for and shown before the box has answered. Pure.
import type { Booking, BookingStatus, BookVerb } from "../book";
import type { Request } from "../http";
import { booking, type State } from "../store";
import type { Change } from "../wire";

/** A booking as it is written; `date` and `time` are the restaurant's own clock. */
export interface Entry {
  guestName: string;
  partySize: number;
  date: string;
  time: string;
  assignedTableId: string | null;
  combinationId: string | null;
  phoneNumber: string | null;
  notes: string | null;
}

export interface BookAct {
  verb: BookVerb | "write" | "change" | "expect" | "unseat";
  /** As it stood at the decision; of a new one as it will stand. */
  booking: Booking;
  entry?: Entry;
  /** Where the party is to sit, by their ids. */
  at?: { tableId: string; combinationId: string | null };
  /** Taken back: as it stood before. */
  back?: Booking;
}

export const becomes: Partial<Record<BookAct["verb"], BookingStatus>> = {
  arrive: "arrived", seat: "seated", cancel: "cancelled", "no-show": "no_show", expect: "confirmed",
};

export function requestOfBook({ verb, booking: { id, version }, entry, at, back }: BookAct, restaurant: string): Request {
  const path = `${restaurant}/reservations`;
  if (verb === "write") return { method: "POST", path, body: { id, ...entry } };
  if (verb === "change") return { method: "PUT", path: `${path}/${id}`, body: { ...entry, base_version: version } };
  if (verb === "expect") return { method: "PUT", path: `${path}/${id}`, body: { status: back?.status ?? "confirmed", ...(back ? { as_it_was: true } : {}), base_version: version } };
  const where = at?.combinationId ? { combination_id: at.combinationId } : at ? { table_id: at.tableId } : {};
  return { method: "POST", path: `${path}/${id}/${verb}`, body: { ...where, base_version: version } };
}

/** The booking alone: the visit that an arrival begins, and who sits at a table, come from the box. */
export function changesOfBook(state: State, { verb, booking: seen, back }: BookAct): Change[] {
  const now = booking(state, seen.id) ?? seen;
  if (verb === "write") return [changed(seen)];
  const { guestName, partySize, reservationTime, endTime, assignedTableId, combinationId, phoneNumber, notes } = seen;
  if (verb === "change") return [changed({ ...now, guestName, partySize, reservationTime, endTime, assignedTableId, combinationId, phoneNumber, notes, version: now.version + 1 })];
  const led = { status: becomes[verb] ?? now.status };
  const place = back && { status: back.status, assignedTableId: back.assignedTableId, combinationId: back.combinationId };
  return [changed({ ...now, ...led, ...place, version: now.version + 1 })];
}

/** Whether nothing has changed that a decision about it rests on. */
export function sameBooking(seen: Booking, current: Booking): boolean {
  const names = ["id", "status", "partySize", "reservationTime", "endTime", "assignedTableId", "combinationId"] as const;
  return names.every((name) => (seen[name] ?? null) === (current[name] ?? null));
}

function changed(data: Booking): Change {
  return { entity_type: "reservation", entity_id: data.id, action: "update", data };
}
