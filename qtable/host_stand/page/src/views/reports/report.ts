import type { components } from "../../generated/api";
import { clockTime, dayName, minutes } from "../../texts/format";

export type Report = components["schemas"]["ServiceReport"];

export function span(count: number | null): string {
  return count === null ? "–" : minutes(Math.round(count));
}

export function dayBar(day: Report["days"][number]) {
  return { ...day, name: dayName(day.date), short: day.date.slice(8) };
}

/** The hour is one of the restaurant's clock already. */
export function hourBar(one: Report["total"]["hours"][number]) {
  const name = clockTime(Date.UTC(2000, 0, 1, one.hour), "UTC");
  return { ...one, name, short: name.replace(":00", "") };
}
