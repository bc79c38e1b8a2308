// The book, as a host asks for it. Pure.
import { combination, restaurant, type State } from "./store";
import type { Entity } from "./wire";

export type BookingStatus =
  | "pending" | "confirmed" | "partially_arrived" | "arrived" | "seated" | "finished" | "cancelled" | "no_show";

export type BookVerb = "arrive" | "seat" | "cancel" | "no-show";

export interface Booking extends Entity {
  version: number;
  guestName: string;
  partySize: number;
  status: BookingStatus;
  reservationTime: string;
  durationMinutes: number;
  endTime: string;
  assignedTableId: string | null;
  /** For all tables of this combination, the first of which is `assignedTableId`. */
  combinationId: string | null;
  guestId: string | null;
  phoneNumber: string | null;
  notes: string | null;
}

const QUARTER_MS = 15 * 60_000;
const clocks = new Map<string, Intl.DateTimeFormat>();
const expected: readonly BookingStatus[] = ["pending", "confirmed"];
const here: readonly BookingStatus[] = ["partially_arrived", "arrived"];
const gone: readonly BookingStatus[] = ["finished", "cancelled", "no_show"];

export function isExpected({ status }: Booking): boolean {
  return expected.includes(status);
}

export function isHere({ status }: Booking): boolean {
  return here.includes(status);
}

/** Finished, cancelled or never come: its table is no longer kept. */
export function isOver({ status }: Booking): boolean {
  return gone.includes(status);
}

/** By when they begin. */
export function bookings(state: State): Booking[] {
  return (Object.values(state.shelves["reservation"] ?? {}) as Booking[]).sort(byTime);
}

/** The ids of the tables that are kept for it. */
export function heldBy(state: State, { assignedTableId, combinationId }: Booking): string[] {
  return combination(state, combinationId ?? null)?.tableIds ?? (assignedTableId ? [assignedTableId] : []);
}

export interface Calendar {
  /** IANA; without one the device's. */
  zone: string | undefined;
  /** The local hour at which a business day ends. */
  cutoff: number;
}

export function calendarOf(state: State | null): Calendar {
  const here = state && restaurant(state);
  return { zone: here?.timeZone, cutoff: here?.businessDayCutoff ?? 4 };
}

/** The business day of a moment, like 2026-11-20: what is before the cut-off belongs to the evening before. */
export function dayOf(moment: string | number, { zone, cutoff }: Calendar): string {
  const { day, minutes } = wallClock(moment, zone);
  return minutes < cutoff * 60 ? shiftDay(day, -1) : day;
}

export function shiftDay(day: string, by: number): string {
  return new Date(Date.parse(`${day}T12:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

/** The wall clock of the restaurant, like 19:30. */
export function timeOf(moment: string | number, zone: string | undefined): string {
  const { minutes } = wallClock(moment, zone);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The next full quarter of an hour, to begin a new booking with: it may be the first of the next business day. */
export function nextQuarter(now: number, calendar: Calendar): { date: string; time: string } {
  const quarter = Math.ceil(now / QUARTER_MS) * QUARTER_MS;
  return { date: dayOf(quarter, calendar), time: timeOf(quarter, calendar.zone) };
}

function byTime(a: Booking, b: Booking): number {
  return Date.parse(a.reservationTime) - Date.parse(b.reservationTime) || (a.id < b.id ? -1 : 1);
}

export function wallClock(moment: string | number, timeZone: string | undefined): { day: string; minutes: number } {
  const said = clockOf(timeZone).formatToParts(new Date(moment));
  const part = (type: string) => said.find((one) => one.type === type)?.value ?? "";
  return { day: `${part("year")}-${part("month")}-${part("day")}`, minutes: Number(part("hour")) * 60 + Number(part("minute")) };
}

/** Making one costs many times what using it does. */
function clockOf(timeZone = ""): Intl.DateTimeFormat {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat("en-CA", { ...parts, ...(timeZone ? { timeZone } : {}) });
  clocks.set(timeZone, clock);
  return clock;
}

function two(count: number): string {
  return String(count).padStart(2, "0");
}
