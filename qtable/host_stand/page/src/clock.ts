// Times come from the box's clock: tablets are often minutes off.
import { signal, type Signal } from "@preact/signals";
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

interface Counters {
  /** Jumps when somebody sets the device's clock. */
  wall(): number;
  /** Never jumps, but may stand still while the device sleeps. */
  ticks(): number;
}

const ofDevice: Counters = { wall: () => Date.now(), ticks: () => performance.now() };

export class ServerClock {
  /** Milliseconds since the epoch, as the box counts them; moves every few seconds. */
  readonly now: Signal<number>;
  private readonly offset = signal(0);
  private read: { wall: number; ticks: number };
  private moment: number;
  private hidden = false;

  constructor(private readonly counters = ofDevice) {
    this.read = { wall: counters.wall(), ticks: counters.ticks() };
    this.moment = this.read.wall;
    this.now = signal(this.moment);
  }

  /** The answer stops it. */
  start(): () => void {
    const timer = setInterval(() => this.tick(), TICK_MS);
    const look = () => this.hide(document.visibilityState === "hidden");
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }

  /** This device's time since the epoch, as if nobody had set its clock since the page was opened. */
  device(): number {
    const now = { wall: this.counters.wall(), ticks: this.counters.ticks() };
    const passed = now.ticks - this.read.ticks;
    // A device sleeps only while the page is hidden, and then its clock alone goes on.
    this.moment += this.hidden ? Math.max(passed, now.wall - this.read.wall) : passed;
    this.read = now;
    return this.moment;
  }

  /** Whether the page is hidden from here on. */
  hide(hidden: boolean): void {
    this.device();
    this.hidden = hidden;
  }

  /** `stamp` is the box's time at this moment. */
  set(stamp: string): void {
    const server = Date.parse(stamp);
    if (Number.isNaN(server)) return;
    this.offset.value = server - this.device();
    this.tick();
  }

  stamp(): string {
    return this.boxTime(this.device()).toISOString();
  }

  /** What the box's clock showed at a `moment` of `device`. */
  boxTime(moment: number): Date {
    return new Date(moment + this.offset.value);
  }

  private tick(): void {
    this.now.value = this.boxTime(this.device()).getTime();
  }
}
