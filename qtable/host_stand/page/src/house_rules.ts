// What is set in the restaurant: policies and opening hours, as they are written down and read back. Pure.
import type { components } from "./generated/api";

export type Policies = components["schemas"]["Policies"];
export type Hours = NonNullable<Policies["hours"]>;
export type Weekday = keyof Hours;

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const satisfies Weekday[];
const EVENING = { open: "18:00", close: "23:00" };

/** Those fields of `after` that aren't what they were: another device may have changed the others meanwhile. */
export function changed<T extends object>(before: T, after: T): Partial<T> {
  const names = Object.keys(after) as (keyof T)[];
  return Object.fromEntries(names.filter((name) => !same(before[name], after[name])).map((name) => [name, after[name]])) as Partial<T>;
}

export function readNumbers(text: string): number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}

export function everyEvening(): Hours {
  return Object.fromEntries(weekdays.map((day) => [day, [EVENING]]));
}

/** A second opening follows the first one by an hour. */
export function withMore(hours: Hours, day: Weekday): Hours {
  const open = hours[day] ?? [];
  const last = open.at(-1)?.close;
  const next = last ? { open: later(last, 1), close: later(last, 5) } : EVENING;
  return { ...hours, [day]: [...open, next] };
}

export function without(hours: Hours, day: Weekday, place: number): Hours {
  return { ...hours, [day]: (hours[day] ?? []).filter((_, at) => at !== place) };
}

export function withTime(hours: Hours, day: Weekday, place: number, name: "open" | "close", time: string): Hours {
  return { ...hours, [day]: (hours[day] ?? []).map((one, at) => (at === place ? { ...one, [name]: time } : one)) };
}

export function likeMonday(hours: Hours): Hours {
  return Object.fromEntries(weekdays.map((day) => [day, hours.monday ?? []]));
}

function later(time: string, by: number): string {
  return `${String((Number(time.slice(0, 2)) + by) % 24).padStart(2, "0")}${time.slice(2)}`;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
