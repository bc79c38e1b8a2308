// Counts, times and dates, as the chosen language writes them.
import { locale } from "./language";

type Moment = Date | number | string;

const made = new Map<string, unknown>();

export function plural(count: number, one: string, other: string): string {
  return kept("plural", () => new Intl.PluralRules(locale.value)).select(count) === "one" ? one : other;
}

/** Below an hour `42 min`, from then on `1 h 05`. */
export function minutes(count: number): string {
  return count < 60 ? `${count} min` : `${Math.floor(count / 60)} h ${String(count % 60).padStart(2, "0")}`;
}

export function spokenMinutes(count: number): string {
  const words = { style: "unit", unit: "minute", unitDisplay: "long" } as const;
  return kept("minutes", () => new Intl.NumberFormat(locale.value, words)).format(count);
}

/** `zone` is the restaurant's; without one the device's. */
export function clockTime(at: Moment, zone?: string): string {
  return dateFormat({ hour: "numeric", minute: "2-digit" }, zone).format(new Date(at));
}

/** Without the half of the day, where there is little room and it is known. */
export function shortTime(at: Moment, zone?: string): string {
  return clockTime(at, zone).replace(/\s\D+$/, "");
}

/** `0:42`, `1:05`: narrower than `minutes`. */
export function hours(count: number): string {
  return `${Math.floor(count / 60)}:${String(count % 60).padStart(2, "0")}`;
}

/** `day` is a date of the calendar like 2026-11-20. */
export function dayName(day: string): string {
  return dateFormat({ weekday: "short", day: "numeric", month: "short" }, "UTC").format(new Date(`${day}T12:00Z`));
}

function dateFormat(options: Intl.DateTimeFormatOptions, timeZone?: string): Intl.DateTimeFormat {
  const all = { ...options, ...(timeZone ? { timeZone } : {}) };
  return kept(JSON.stringify(all), () => new Intl.DateTimeFormat(locale.value, all));
}

/** A dash where there is nothing to count. */
export function figure(value: number | null, style: "decimal" | "percent" = "decimal"): string {
  return value === null ? "–" : kept(style, () => new Intl.NumberFormat(locale.value, { style })).format(value);
}

/** Of a whole, 0 to 1. */
export function share(part: number | null): string {
  return figure(part, "percent");
}

/** Making a formatter costs many times what using it does. */
function kept<T>(name: string, make: () => T): T {
  const key = `${locale.value} ${name}`;
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as T;
}
