// What the sync client needs from the outside; tests hand in their own.
import type { Change, Delta, FullSync } from "../wire";
import type { State } from "../store";

export interface Clock {
  now(): number;
  /** Runs `act` once after `ms`; the answer cancels it. */
  after(ms: number, act: () => void): () => void;
  /** From 0 up to 1. */
  random(): number;
}

/** One connection; it never reconnects by itself. */
export interface Line {
  ask(event: string, payload: object): Promise<unknown>;
  /** Without an answer. */
  say(event: string): void;
  close(): void;
}

export interface LineEvents {
  up(): void;
  /** The server answered and said no; `refusal` tells what kind. */
  refused(problem: Error): void;
  down(reason: string): void;
  heard(event: string, payload: unknown): void;
}

export interface Ports {
  clock: Clock;
  open(token: string, events: LineEvents): Line;
  /** A valid access token, a fresh one if `renew`. Throws SessionOver. */
  token(renew: boolean): Promise<string>;
  /** Sends the next of the actions that wait on this device; false when none is left. */
  sendWaiting(): Promise<boolean>;
  /** Throws Unwelcome. */
  full(): Promise<FullSync>;
  /** Throws ResyncRequired when the cursor leads nowhere any more. */
  delta(cursor: string): Promise<Delta>;
}

export type Phase = "connecting" | "live" | "reconnecting" | "stopped" | "signed_out";

export interface Listener {
  onPhase(phase: Phase, reason: string): void;
  /** `changes` is null when everything was read anew. */
  onState(state: State, changes: Change[] | null): void;
  /** `stamp` is the box's time at this moment. */
  onTime(stamp: string): void;
}

export class ResyncRequired extends Error {}

export class SessionOver extends Error {}

/** An answer came for a connection that has been given up since. */
export class Stale extends Error {}
