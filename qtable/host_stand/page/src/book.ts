// The book, as a host asks for it. Pure.
import type { State } from "./store";
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

export interface Calendar {
  /** IANA; without one the device's. */
  zone: string | undefined;
  /** The local hour at which a business day ends. */
  cutoff: number;
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

/** When that is by the restaurant's clock; what is before the cut-off belongs to the night after `day`. */
export function momentOf(day: string, time: string, { zone, cutoff }: Calendar): number {
  const wanted = Date.parse(`${Number(time.slice(0, 2)) < cutoff ? shiftDay(day, 1) : day}T${time}Z`);
  const shown = (at: number) => {
    const clock = wallClock(at, zone);
    return Date.parse(`${clock.day}T00:00Z`) + clock.minutes * 60_000;
  };
  const near = wanted - (shown(wanted) - wanted);
  return near + (wanted - shown(near));
}

/** The next full quarter of an hour, to begin a new booking with. */
export function nextQuarter(now: number, zone: string | undefined): string {
  const quarter = 15 * 60_000;
  return timeOf(Math.ceil(now / quarter) * quarter, zone);
}

export interface Bar {
  booking: Booking;
  /** Shares of the whole width, 0 to 1. */
  from: number;
  to: number;
}

export interface Line {
  tableId: string | null;
  bars: Bar[];
}

export interface Timeline {
  /** Milliseconds, on full hours. */
  start: number;
  end: number;
  lines: Line[];
}

const HOUR_MS = 3_600_000;

/** One line for each table in the given order, and before them those for bookings without one, none overlapping. */
export function timeline(all: readonly Booking[], tableIds: readonly string[]): Timeline {
  const shown = all.filter((one) => one.status !== "cancelled" && one.status !== "no_show");
  const start = Math.floor(Math.min(...shown.map(begin)) / HOUR_MS) * HOUR_MS;
  const end = Math.ceil(Math.max(...shown.map(finish)) / HOUR_MS) * HOUR_MS;
  if (shown.length === 0) return { start: 0, end: 0, lines: [] };
  const bar = (one: Booking): Bar => ({ booking: one, from: (begin(one) - start) / (end - start), to: (finish(one) - start) / (end - start) });
  const known = new Set(tableIds);
  const loose = shown.filter((one) => one.assignedTableId === null || !known.has(one.assignedTableId));
  const ofTables = tableIds.map((tableId) => ({ tableId, bars: shown.filter((one) => one.assignedTableId === tableId).map(bar) }));
  return { start, end, lines: [...stacked(loose.map(bar)).map((bars) => ({ tableId: null, bars })), ...ofTables] };
}

/** As few lines as need be, each bar on the first one that is free by then. */
function stacked(bars: readonly Bar[]): Bar[][] {
  const lines: Bar[][] = [];
  for (const bar of bars) {
    const line = lines.find((one) => (one.at(-1)?.to ?? 0) <= bar.from);
    if (line) line.push(bar);
    else lines.push([bar]);
  }
  return lines;
}

function begin(one: Booking): number {
  return Date.parse(one.reservationTime);
}

function finish(one: Booking): number {
  return Date.parse(one.endTime);
}

function byTime(a: Booking, b: Booking): number {
  return begin(a) - begin(b) || (a.id < b.id ? -1 : 1);
}

export function wallClock(moment: string | number, timeZone: string | undefined): { day: string; minutes: number } {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const said = new Intl.DateTimeFormat("en-CA", { ...parts, ...(timeZone ? { timeZone } : {}) }).formatToParts(new Date(moment));
  const part = (type: string) => said.find((one) => one.type === type)?.value ?? "";
  return { day: `${part("year")}-${part("month")}-${part("day")}`, minutes: Number(part("hour")) * 60 + Number(part("minute")) };
}

function two(count: number): string {
  return String(count).padStart(2, "0");
}
