// Keeps transactions in order: applies the next one, ignores known ones, holds those that come too early.
import { applyDelta, applyMessage, fromFullSync, standing, unknown, type State } from "../store";
import type { Change, Delta, DeltaUpdate, FullSync } from "../wire";

export class Stream {
  state: State | null = null;
  private held: DeltaUpdate[] | null = [];

  constructor(private readonly changed: (state: State, changes: Change[] | null) => void) {}

  /** From here on messages wait for `release`. */
  hold(): void {
    this.held ??= [];
  }

  /** The same on a new line: what an earlier one said is no longer waited for. */
  holdAnew(): void {
    this.held = [];
  }

  /** False when a message in between is missing: read the delta, then `release`. */
  hear(message: DeltaUpdate): boolean {
    if (this.held !== null) {
      this.held.push(message);
      return true;
    }
    if (this.apply(message)) return true;
    this.held = [message];
    return false;
  }

  /** Applies what was held. False, and still holding, when something is missing. */
  release(): boolean {
    const waiting = (this.held ?? []).sort((a, b) => a.seq - b.seq);
    const gap = waiting.findIndex((message) => !this.apply(message));
    this.held = gap < 0 ? null : waiting.slice(gap);
    return gap < 0;
  }

  replace(sync: FullSync): void {
    this.set(fromFullSync(sync), null);
  }

  takeDelta(page: Pick<Delta, "cursor" | "changes">): void {
    if (this.state === null) return;
    this.set(applyDelta(this.state, page), unknown(this.state, page.changes));
  }

  private apply(message: DeltaUpdate): boolean {
    const state = this.state;
    if (state === null || standing(state, message.seq) === "gap") return false;
    this.set(applyMessage(state, message), message.changes);
    return true;
  }

  private set(state: State, changes: Change[] | null): void {
    if (state === this.state) return;
    this.state = state;
    this.changed(state, changes);
  }
}
