// Keeps the stream fed: connects, subscribes, mends gaps, notices silence and starts over.
import { seqOf } from "../cursor";
import type { Bye, DeltaUpdate, Head, Subscribed } from "../wire";
import { BEHIND_MS, IDLE_MS, pause, RESYNC_WINDOW_MS, SILENCE_MS, TOKENS_TRIED } from "./pace";
import { type Line, type LineEvents, type Listener, type Phase, type Ports, ResyncRequired, SessionOver, Stale } from "./ports";
import { Refused, Unwelcome } from "./refusal";
import { Stream } from "./stream";
import { TokenKeeper } from "./token_keeper";

export class SyncClient {
  readonly stream: Stream;
  private line: Line | null = null;
  private keeper: TokenKeeper | null = null;
  private phase: Phase = "connecting";
  /** Counts connections, so that a late answer for an old one is told apart. */
  private turn = 0;
  private failures = 0;
  private refusedTokens = 0;
  private renewFirst = false;
  private mending = false;
  private lastHeard = 0;
  private lastResync = -Infinity;
  private cancelSilence = () => {};
  private cancelRetry = () => {};

  constructor(
    private readonly restaurantId: string,
    private readonly ports: Ports,
    private readonly listener: Listener,
  ) {
    this.stream = new Stream((state, changes) => listener.onState(state, changes));
  }

  start(): void {
    this.enter("connecting", "");
    void this.connect();
  }

  stop(phase: Phase = "stopped", reason = ""): void {
    this.hangUp();
    this.enter(phase, reason);
  }

  /** The device woke up or found its network: look at once instead of waiting. */
  nudge(): void {
    if (this.phase === "stopped" || this.phase === "signed_out") return;
    if (this.phase === "live" && this.ports.clock.now() - this.lastHeard < IDLE_MS) return;
    this.failures = 0;
    this.retry("woken up", 0);
  }

  /** The device says that its network is gone. It may be wrong, so try. */
  suspect(): void {
    if (this.phase === "live") this.retry("network gone", 0);
  }

  /** The server has acted in transaction `seq`: it must show up here before long. */
  expect(seq: number): void {
    this.ports.clock.after(BEHIND_MS, () => {
      if (this.seq < seq) void this.mend();
    });
  }

  private get seq(): number {
    return this.stream.state?.seq ?? -1;
  }

  private async connect(): Promise<void> {
    const turn = this.hangUp();
    this.stream.holdAnew();
    this.heardSomething();
    try {
      const token = await this.step(turn, this.ports.token(this.renewFirst));
      this.renewFirst = false;
      if (this.stream.state === null) await this.readAll(turn);
      await this.step(turn, this.raise(turn, token));
      while (await this.step(turn, this.ports.sendWaiting()));
      await this.subscribe(turn);
      await this.settle(turn);
      this.failures = this.refusedTokens = 0;
      this.enter("live", "");
    } catch (problem) {
      this.fail(turn, problem);
    }
  }

  private raise(turn: number, token: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const events: LineEvents = {
        up: resolve,
        refused: reject,
        down: (reason) => {
          reject(new Error(reason));
          this.fail(turn, new Error(reason));
        },
        heard: (event, payload) => {
          if (turn === this.turn) this.hear(event, payload);
        },
      };
      this.line = this.ports.open(token, events);
      this.keeper = new TokenKeeper(this.ports, this.line);
    });
  }

  private async subscribe(turn: number): Promise<void> {
    for (let rounds = 0; rounds < 5; rounds++) {
      const question = { restaurant_id: this.restaurantId, cursor: this.stream.state?.cursor ?? null };
      const answer = (await this.step(turn, this.ask("sync:subscribe", question))) as Subscribed;
      if (answer.mode === "live") return this.stream.takeDelta(answer);
      if (answer.mode === "catchup") await this.readDelta(turn);
      else if (answer.mode === "resync") await this.resync(turn);
      else throw new Error("subscription refused");
    }
    throw new Error("subscription goes in circles");
  }

  private ask(event: string, payload: object): Promise<unknown> {
    return this.line ? this.line.ask(event, payload) : Promise.reject(new Error("no line"));
  }

  /** Applies what was held, reading the delta for as long as something is missing. */
  private async settle(turn: number): Promise<void> {
    for (let rounds = 0; !this.stream.release(); rounds++) {
      if (rounds > 0) await this.step(turn, this.sleep(this.pause(rounds)));
      await this.readDelta(turn);
    }
  }

  private async mend(): Promise<void> {
    if (this.mending || this.phase !== "live") return;
    const turn = this.turn;
    this.mending = true;
    this.stream.hold();
    try {
      await this.readDelta(turn);
      await this.settle(turn);
    } catch (problem) {
      this.fail(turn, problem);
    } finally {
      if (turn === this.turn) this.mending = false;
    }
  }

  private async readDelta(turn: number): Promise<void> {
    try {
      for (let more = true; more; ) {
        const page = await this.step(turn, this.ports.delta(this.stream.state?.cursor ?? ""));
        this.stream.takeDelta(page);
        more = page.has_more;
      }
    } catch (problem) {
      if (!(problem instanceof ResyncRequired)) throw problem;
      await this.resync(turn);
    }
  }

  private async resync(turn: number): Promise<void> {
    const soon = this.ports.clock.now() - this.lastResync < RESYNC_WINDOW_MS;
    this.lastResync = this.ports.clock.now();
    if (soon) await this.step(turn, this.sleep(this.pause(++this.failures + 2)));
    await this.readAll(turn);
  }

  private async readAll(turn: number): Promise<void> {
    const sync = await this.step(turn, this.ports.full());
    this.listener.onTime(sync.server_time);
    this.stream.replace(sync);
  }

  private hear(event: string, payload: unknown): void {
    this.heardSomething();
    if (event === "delta_update") this.hearUpdate(payload as DeltaUpdate);
    if (event === "sync:head") this.hearHead(payload as Head);
    if (event === "sync:bye") this.hearBye(payload as Bye);
  }

  private hearUpdate(message: DeltaUpdate): void {
    if (message.restaurant_id !== this.restaurantId) return;
    if (!this.stream.hear(message)) void this.mend();
  }

  private hearHead(head: Head): void {
    this.listener.onTime(head.server_time);
    const turn = this.turn;
    this.keeper?.look(head.token_expires_in).catch((problem) => this.fail(turn, problem));
    if (seqOf(head.cursor) > this.seq) this.expect(seqOf(head.cursor));
    // A box restored from a backup counts from further back: its delta answers that everything must be read anew.
    if (seqOf(head.cursor) < this.seq) void this.mend();
  }

  private hearBye(bye: Bye): void {
    if (!bye.resume && bye.code !== 4401) return this.stop("stopped", bye.reason);
    this.renewFirst = bye.code === 4401 || bye.code === 4009;
    this.retry(bye.reason, Math.max(bye.retry_after_ms ?? 0, this.pause(this.failures++)));
  }

  private fail(turn: number, problem: unknown): void {
    if (turn !== this.turn || problem instanceof Stale) return;
    if (problem instanceof SessionOver) return this.stop("signed_out");
    if (problem instanceof Unwelcome) return this.stop("stopped", problem.message);
    this.renewFirst = problem instanceof Refused;
    if (this.renewFirst && ++this.refusedTokens === TOKENS_TRIED) return this.stop("signed_out");
    this.retry(problem instanceof Error ? problem.message : String(problem), this.pause(this.failures++));
  }

  private retry(reason: string, delay: number): void {
    this.hangUp();
    this.enter(this.stream.state === null ? "connecting" : "reconnecting", reason);
    this.cancelRetry = this.ports.clock.after(delay, () => void this.connect());
  }

  private hangUp(): number {
    this.cancelSilence();
    this.cancelRetry();
    this.mending = false;
    const line = this.line;
    this.line = null;
    const turn = ++this.turn;
    line?.close();
    return turn;
  }

  private heardSomething(): void {
    this.lastHeard = this.ports.clock.now();
    this.cancelSilence();
    this.cancelSilence = this.ports.clock.after(SILENCE_MS, () => this.retry("silence", 0));
  }

  private async step<T>(turn: number, work: Promise<T>): Promise<T> {
    const result = await work;
    if (turn !== this.turn) throw new Stale();
    this.heardSomething();
    return result;
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.ports.clock.after(ms, resolve));
  }

  private pause(failures: number): number {
    return pause(failures, this.ports.clock.random());
  }

  private enter(phase: Phase, reason: string): void {
    this.phase = phase;
    this.listener.onPhase(phase, reason);
  }
}
