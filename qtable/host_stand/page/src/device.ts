// What this device is to the restaurant: paired or not, and after how many minutes it locks itself.
import { signal } from "@preact/signals";
import { deviceStorage } from "./shelf";

export interface Paired {
  id: string;
  name: string;
  /** Proves the device, not a person: with it people log in by PIN. */
  token: string;
}

const DEVICE = "qtable.device";
const IDLE = "qtable.idle";

/** Minutes without a touch before a paired device locks itself; 0 is never. */
export const idleChoices = [2, 5, 15, 0] as const;
const USUAL = 5;

export const paired = signal<Paired | null>(readPairing());
export const idleMinutes = signal(Number(deviceStorage()?.getItem(IDLE) ?? USUAL));

export function pair(device: Paired): void {
  paired.value = device;
  deviceStorage()?.setItem(DEVICE, JSON.stringify(device));
}

export function forgetPairing(): void {
  paired.value = null;
  deviceStorage()?.removeItem(DEVICE);
}

export function lockAfter(minutes: number): void {
  idleMinutes.value = minutes;
  deviceStorage()?.setItem(IDLE, String(minutes));
}

/** Not while the line is lost, when nobody could log in again, nor while something waits to be sent. */
export function shouldLock(idleMs: number, minutes: number, live: boolean, waiting: number): boolean {
  return minutes > 0 && live && waiting === 0 && idleMs >= minutes * 60_000;
}

function readPairing(): Paired | null {
  try {
    return JSON.parse(deviceStorage()?.getItem(DEVICE) ?? "null") as Paired | null;
  } catch {
    return null;
  }
}
