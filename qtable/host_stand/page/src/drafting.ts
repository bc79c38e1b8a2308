// A booking as it will stand once the box has what was written. Pure.
import { shiftDay, wallClock, type Booking, type Calendar } from "./book";
import type { Entry } from "./queue/book_act";

/** A booking as an entry will have it, on `before` if it is one that stands. */
export function drafted(id: string, entry: Entry, calendar: Calendar, minutes: number, before?: Booking): Booking {
  const { date, time, ...said } = entry;
  const start = momentOf(date, time, calendar);
  const fresh = { status: "confirmed", guestId: null, version: 1 } as const;
  const times = { reservationTime: new Date(start).toISOString(), durationMinutes: minutes, endTime: new Date(start + minutes * 60_000).toISOString() };
  return { ...fresh, ...before, id, ...said, ...times };
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
