// Times come from the box's clock: tablets are often minutes off.
import { signal } from "@preact/signals";
import type { Clock } from "./sync/ports";

const TICK_MS = 5_000;

export const deviceClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

export class ServerClock {
  /** Milliseconds since the epoch, as the box counts them; moves every few seconds. */
  readonly now = signal(Date.now());
  private readonly offset = signal(0);

  /** The answer stops it. */
  start(): () => void {
    const timer = setInterval(() => this.tick(), TICK_MS);
    return () => clearInterval(timer);
  }

  /** `stamp` is the box's time at this moment. */
  set(stamp: string): void {
    const server = Date.parse(stamp);
    if (Number.isNaN(server)) return;
    this.offset.value = server - Date.now();
    this.tick();
  }

  stamp(): string {
    return this.boxTime(Date.now()).toISOString();
  }

  /** What the box's clock showed when this device's showed `moment`. */
  boxTime(moment: number): Date {
    return new Date(moment + this.offset.value);
  }

  private tick(): void {
    this.now.value = this.boxTime(Date.now()).getTime();
  }
}
