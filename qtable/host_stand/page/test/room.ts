// A make-believe box: a clock that only moves when told, and a line whose both ends are in the test's hand.
import type { Wish } from "../src/fit";
import type { Clock, Line, LineEvents, Listener, Phase, Ports } from "../src/sync/ports";
import { SyncClient } from "../src/sync/client";
import type { State } from "../src/store";
import type { Change, Delta, DeltaUpdate, FullSync, Guest, Head, LoggedChange, Subscribed, Table } from "../src/wire";

export const cursor = (seq: number): string => `v1.abc.${seq}.${1_000 + seq}`;

export function party(id: string, more: Partial<Guest> = {}): Guest {
  const base = { name: id, partySize: 2, status: "waiting", tableId: null, phoneNumber: null, quotedWait: null } as const;
  const times = { arrivalTime: "2030-01-01T18:00:00Z", notifiedTime: null, heldUntil: null, seatedTime: null, finishedTime: null };
  return { id, version: 1, ...base, ...times, notes: null, tags: [], dietaryRestrictions: [], ...more };
}

const alone = { combinationId: null, joinedTo: null };

export function place(id: string, more: Partial<Table> = {}): Table {
  const base = { number: Number(id), tableNumber: id, capacity: 4, status: "available", currentGuestId: null, ...alone } as const;
  const size = { maxPartySize: more.capacity ?? base.capacity, shape: "square", rotation: 0 } as const;
  return { id, version: 1, stage: null, ...base, ...size, position: { x: 0.5, y: 0.5 }, section: null, ...more };
}

/** Who looks for a table as the first time of a test is struck, and needs it for ninety minutes. */
export function wish(partySize: number, more: Partial<Wish> = {}): Wish {
  return { partySize, now: Date.parse("2030-01-01T18:00:00Z"), turn: 90 * 60_000, ...more };
}

export function fullSync(seq: number, guests: Guest[] = [], tables: Table[] = []): FullSync {
  const lastChange = { timestamp: "2030-01-01T17:00:00Z", cursor: cursor(seq) };
  return { restaurant_id: "r1", ...lastChange, server_time: "2030-01-01T18:00:00Z", guests, tables };
}

export function guestChange(data: Guest): Change {
  return { entity_type: "guest", entity_id: data.id, action: "update", data };
}

export function update(seq: number, ...changes: Change[]): DeltaUpdate {
  return { restaurant_id: "r1", seq, cursor: cursor(seq), changes };
}

export function logged(seq: number, data: Guest): LoggedChange {
  return { ...guestChange(data), seq };
}

export function page(seq: number, changes: LoggedChange[] = [], has_more = false): Delta {
  return { cursor: cursor(seq), changes, has_more };
}

export function head(seq: number, token_expires_in = 900): Head {
  return { cursor: cursor(seq), server_time: "2030-01-01T18:00:00Z", token_expires_in };
}

export class FakeClock implements Clock {
  private time = 0;
  private timers: { at: number; act: () => void }[] = [];

  now = () => this.time;
  random = () => 1;

  after(ms: number, act: () => void): () => void {
    const timer = { at: this.time + ms, act };
    this.timers.push(timer);
    return () => void (this.timers = this.timers.filter((other) => other !== timer));
  }

  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await quiet();
      const due = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((timer) => timer !== due);
      this.time = due.at;
      due.act();
    }
    this.time = end;
  }
}

interface Question {
  event: string;
  payload: { cursor?: string | null; token?: string };
  answer(value: unknown): void;
}

export class FakeLine implements Line {
  asked: Question[] = [];
  said: string[] = [];
  closed = false;

  constructor(readonly token: string, readonly events: LineEvents) {}

  ask(event: string, payload: object): Promise<unknown> {
    return new Promise((answer) => void this.asked.push({ event, payload, answer }));
  }

  say(event: string): void {
    this.said.push(event);
  }

  close(): void {
    this.closed = true;
  }

  async hear(event: string, payload: unknown): Promise<void> {
    this.events.heard(event, payload);
    await quiet();
  }
}

/** Answers to HTTP reads are queued by the test; a read with none waiting hangs, as a dead network does. */
export class Room implements Ports, Listener {
  clock = new FakeClock();
  lines: FakeLine[] = [];
  fulls: (FullSync | Error)[] = [];
  deltas: (Delta | Error)[] = [];
  deltaCursors: string[] = [];
  fullReads = 0;
  renewals = 0;
  tokenFailure: Error | null = null;
  phases: Phase[] = [];
  reasons: string[] = [];
  times: string[] = [];
  shown: State | null = null;
  client = new SyncClient("r1", this, this);

  open = (token: string, events: LineEvents): Line => {
    this.lines.push(new FakeLine(token, events));
    return this.line;
  };

  token = async (renew: boolean): Promise<string> => {
    if (this.tokenFailure) throw this.tokenFailure;
    if (renew) this.renewals += 1;
    return `token${this.renewals}`;
  };

  /** What waits on this device: each is sent, or fails as the test says. */
  waiting: (true | Error)[] = [];
  sentBeforeAsking: number[] = [];

  sendWaiting = async (): Promise<boolean> => {
    const next = this.waiting.shift();
    if (next instanceof Error) throw next;
    if (next) this.sentBeforeAsking.push(this.line.asked.length);
    return next !== undefined;
  };

  full = (): Promise<FullSync> => {
    this.fullReads += 1;
    const next = this.fulls.shift();
    if (next instanceof Error) return Promise.reject(next);
    return next ? Promise.resolve(next) : new Promise(() => {});
  };

  delta = async (from: string): Promise<Delta> => {
    this.deltaCursors.push(from);
    const next = this.deltas.shift();
    if (next instanceof Error) throw next;
    return next ?? new Promise(() => {});
  };

  onPhase = (phase: Phase, reason: string): void => {
    this.phases.push(phase);
    this.reasons.push(reason);
  };
  onState = (state: State): void => void (this.shown = state);
  onTime = (stamp: string): void => void this.times.push(stamp);

  get line(): FakeLine {
    return this.lines.at(-1) as FakeLine;
  }

  get lastPhase(): Phase | undefined {
    return this.phases.at(-1);
  }

  names(): string[] {
    return Object.keys(this.shown?.shelves["guest"] ?? {}).sort();
  }

  async answer(subscribed: Subscribed): Promise<void> {
    const question = this.line.asked.at(-1);
    if (question?.event !== "sync:subscribe") throw new Error("nobody subscribed");
    question.answer(subscribed);
    await quiet();
  }

  /** Up to the open subscribe question, from a full read at `seq`. */
  async arrive(seq: number): Promise<void> {
    this.fulls.push(fullSync(seq));
    this.client.start();
    await quiet();
    await this.lift();
  }

  async lift(): Promise<void> {
    this.line.events.up();
    await quiet();
  }

  async live(seq: number): Promise<void> {
    await this.arrive(seq);
    await this.answer({ mode: "live", cursor: cursor(seq), changes: [] });
  }
}

/** Lets everything run that waits for nothing but a promise. */
export async function quiet(): Promise<void> {
  for (let i = 0; i < 25; i++) await Promise.resolve();
}

/** Loses the line, waits out the pause, and gets as far as subscribing again. */
export async function reconnect(room: Room): Promise<void> {
  room.line.events.down("gone");
  await room.clock.pass(500);
  await room.lift();
}
