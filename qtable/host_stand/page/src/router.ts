// Which screen is open, by the address: `#/book/2026-11-21` is the screen `/book`, and what it shows of it.
import { signal } from "@preact/signals";

export interface Place {
  path: string;
  rest: readonly string[];
}

export const place = signal<Place>(placeOf(globalThis.location?.hash ?? ""));

export function placeOf(hash: string): Place {
  const [first = "", ...rest] = hash.replace(/^#?\/?/, "").split("/");
  return { path: `/${first}`, rest: rest.filter(Boolean) };
}

export function hashOf(path: string, ...rest: string[]): string {
  return `#${[path, ...rest].join("/")}`;
}

export function go(path: string, ...rest: string[]): void {
  location.hash = hashOf(path, ...rest);
}

/** From now on the browser's back and forward change the screen. */
export function followAddress(): void {
  addEventListener("hashchange", () => (place.value = placeOf(location.hash)));
}
