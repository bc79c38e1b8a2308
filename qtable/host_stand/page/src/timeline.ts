// A day of the book as lines of bars. Pure.
import type { Booking } from "./book";

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

/** One line for each table in the given order, with all bookings that hold it, and before them those for bookings without one, none overlapping. */
export function timeline(all: readonly Booking[], tableIds: readonly string[], held: (one: Booking) => readonly string[]): Timeline {
  const shown = all.filter((one) => one.status !== "cancelled" && one.status !== "no_show");
  const start = Math.floor(Math.min(...shown.map(begin)) / HOUR_MS) * HOUR_MS;
  const end = Math.ceil(Math.max(...shown.map(finish)) / HOUR_MS) * HOUR_MS;
  if (shown.length === 0) return { start: 0, end: 0, lines: [] };
  const bar = (one: Booking): Bar => ({ booking: one, from: (begin(one) - start) / (end - start), to: (finish(one) - start) / (end - start) });
  const known = new Set(tableIds);
  const loose = shown.filter((one) => !held(one).some((id) => known.has(id)));
  const ofTables = tableIds.map((tableId) => ({ tableId, bars: shown.filter((one) => held(one).includes(tableId)).map(bar) }));
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
