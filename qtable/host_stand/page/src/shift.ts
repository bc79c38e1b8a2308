// Which service it is, by the restaurant's clock. Pure.
import { shiftDay, wallClock } from "./book";
import type { Restaurant } from "./wire";

export type Shift = "breakfast" | "lunch" | "dinner" | "closed";
type Hours = NonNullable<Restaurant["policies"]>["hours"];

const DAY = 24 * 60;
const LUNCH = 11 * 60;
const DINNER = 17 * 60;
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** Closed only where the restaurant says when it is open. What begins before midnight may end after it. */
export function shiftAt(now: number, zone: string | undefined, cutoff: number, hours: Hours | undefined): Shift {
  const { day, minutes } = wallClock(now, zone);
  const open = opens(hours, day, minutes) || opens(hours, shiftDay(day, -1), minutes + DAY);
  if (hours && !open) return "closed";
  if (minutes < cutoff * 60 || minutes >= DINNER) return "dinner";
  return minutes < LUNCH ? "breakfast" : "lunch";
}

function opens(hours: Hours | undefined, day: string, minutes: number): boolean {
  const weekday = weekdays[new Date(`${day}T12:00Z`).getUTCDay()];
  const spans = (weekday && hours?.[weekday]) ?? [];
  return spans.some((span) => {
    const [open, close] = [minutesOf(span.open), minutesOf(span.close)];
    return minutes >= open && minutes < (close > open ? close : close + DAY);
  });
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
