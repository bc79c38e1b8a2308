// What the evening will bring, as the box reckons it: asked again when something has changed, and each half minute.
import { signal } from "@preact/signals";
import type { components } from "./generated/api";
import type { Clock } from "./sync/ports";

type Api = components["schemas"];
export type Outlook = Api["Outlook"];
export type ClassOutlook = Api["ClassOutlook"];
export type Quote = Api["Quote"];

const AT_MOST_EVERY_MS = 3_000;
const AT_LEAST_EVERY_MS = 30_000;

export class OutlookReader {
  /** Null while there is none that holds: the line is gone, or the box didn't answer. */
  readonly now = signal<Outlook | null>(null);
  /** Stays while the box is away. */
  readonly last = signal<Outlook | null>(null);
  private askedAt = -Infinity;
  private asking = false;
  private wanted = false;
  /** Counts what was forgotten, so that a late answer is told apart. */
  private turn = 0;
  private cancel = () => {};

  constructor(private readonly clock: Clock, private readonly ask: () => Promise<Outlook>) {}

  want(): void {
    this.wanted = true;
    if (this.asking) return;
    // A clock that was set back puts nothing off.
    const since = this.clock.now() - this.askedAt;
    this.plan(since < 0 ? AT_MOST_EVERY_MS : Math.max(0, AT_MOST_EVERY_MS - since));
  }

  forget(): void {
    this.cancel();
    this.turn += 1;
    this.asking = this.wanted = false;
    this.now.value = null;
  }

  private plan(pause: number): void {
    this.cancel();
    this.cancel = this.clock.after(pause, () => void this.read());
  }

  private async read(): Promise<void> {
    const turn = this.turn;
    [this.asking, this.wanted, this.askedAt] = [true, false, this.clock.now()];
    const answer = await this.ask().catch(() => null);
    if (turn !== this.turn) return;
    this.asking = false;
    this.now.value = answer;
    this.last.value = answer ?? this.last.value;
    if (this.wanted) this.want();
    else this.plan(AT_LEAST_EVERY_MS);
  }
}

/** The class in which a party of this size waits. */
export function classOf(outlook: Outlook, partySize: number): ClassOutlook | undefined {
  return outlook.size_classes.find(({ largest }) => largest === null || partySize <= largest);
}

export function waitingOf(outlook: Outlook | null, guestId: string): Api["Waiting"] | undefined {
  return outlook?.waiting.find((one) => one.guest_id === guestId);
}

export function seatedOf(outlook: Outlook | null, guestId: string): Api["Seated"] | undefined {
  return outlook?.seated.find((one) => one.guest_id === guestId);
}
