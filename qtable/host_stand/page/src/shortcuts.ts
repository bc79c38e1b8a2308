// The keys of the stand. A view claims one for as long as it is shown; the help lists them all.
import { signal } from "@preact/signals";
import { deviceStorage } from "./shelf";

/** In the order of the help. Arrows, Enter and Escape belong to whatever has the focus and are not among them. */
export const keys = { search: "/", walkIn: "n", wait: "1", booked: "2", seated: "3", seat: "s", move: "m", undo: "u", help: "?" } as const;
export type Shortcut = keyof typeof keys;

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "defaultPrevented" | "target" | "preventDefault">;

const SHELF = "qtable.shortcuts";
const OFF = "off";
const TYPED_IN = "input:not([type=radio], [type=checkbox]), textarea, select";

/** Kept on this device: whoever speaks to it may press keys without wanting to (WCAG 2.1.4). */
export const shortcutsOn = signal(deviceStorage()?.getItem(SHELF) !== OFF);

const claims: { key: string; act: () => void }[] = [];

/** Of several that claim a key, the latest has it. The answer gives it back. */
export function claim(name: Shortcut, act: () => void): () => void {
  const made = { key: keys[name], act };
  claims.push(made);
  return () => void claims.splice(claims.indexOf(made), 1);
}

export function switchShortcuts(on: boolean): void {
  shortcutsOn.value = on;
  deviceStorage()?.setItem(SHELF, on ? "on" : OFF);
}

export function followKeys(): void {
  addEventListener("keydown", press);
}

export function press(event: Press): void {
  if (!shortcutsOn.value || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const found = claims.filter(({ key }) => key === event.key.toLowerCase()).at(-1);
  if (!found) return;
  event.preventDefault();
  found.act();
}

function typing(target: EventTarget | null): boolean {
  return (target as Partial<Element> | null)?.closest?.(TYPED_IN) != null;
}
