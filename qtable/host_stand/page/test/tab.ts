// A make-believe tab: a stand, its queue and a box whose answers are in the test's hand.
import { Actions } from "../src/actions";
import { ServerClock } from "../src/clock";
import { Refusal, type Answer } from "../src/http";
import { MemoryShelf } from "../src/queue/memory_shelf";
import { Outbox } from "../src/queue/outbox";
import type { Owner, Queued } from "../src/queue/queued";
import type { Shelf } from "../src/queue/shelf";
import { tellRefusal } from "../src/queue/telling";
import { Stand } from "../src/stand";
import { fromFullSync, guest, type State } from "../src/store";
import { undoing } from "../src/undo";
import type { FullSync, Guest } from "../src/wire";
import { FakeClock, fullSync, party, place, quiet } from "./room";

export const ana: Owner = { userId: "ana", userName: "Ana", restaurantId: "r1" };
export const ben: Owner = { userId: "ben", userName: "Ben", restaurantId: "r1" };

export const opening = fullSync(5, [party("ann"), party("bob")], [place("1"), place("2"), place("3")]);

type Reply = Error | number | Promise<Answer>;

/** Tabs of one browser share a shelf. Without a reply the box does what it is asked. */
export class Tab {
  sent: Queued[] = [];
  replies: Reply[] = [];
  live = true;
  stuck = 0;
  seq = 5;
  carriedOut: number[] = [];
  readonly stand = new Stand(new ServerClock());
  readonly outbox: Outbox;
  readonly actions: Actions;
  neighbours: Tab[] = [];

  constructor(readonly shelf: Shelf = new MemoryShelf(), owner = ana, readonly clock = new FakeClock(), name = "here", start: FullSync = opening) {
    this.outbox = new Outbox(owner, {
      shelf: Promise.resolve(shelf), clock, name,
      send: (entry) => this.answer(entry),
      live: () => this.live,
      stuck: () => void (this.stuck += 1),
      tellTabs: () => this.neighbours.forEach((tab) => void tab.outbox.refresh()),
    }, {
      carriedOut: (seq) => void this.carriedOut.push(seq),
      refused: (entry, why, built, kept) => tellRefusal(this.stand, this.actions, entry, why, built, kept),
      putOff: (refusal) => this.stand.tell({ kind: "failure", text: refusal.message }),
    });
    this.actions = new Actions(this.stand, this.outbox, async () => undoing);
    this.outbox.entries.subscribe((entries) => this.stand.lay(entries));
    this.stand.onState(fromFullSync(start), null);
    this.goOnline(true);
  }

  goOnline(live: boolean): void {
    this.live = live;
    this.stand.onPhase(live ? "live" : "reconnecting", "");
  }

  /** As the sync client does on reconnecting. */
  async reconnect(): Promise<void> {
    while (await this.outbox.step());
    this.goOnline(true);
    await quiet();
  }

  get verbs(): string[] {
    return this.sent.map((one) => `${one.verb} ${one.guestId ?? one.tableId}`);
  }

  states(): string[] {
    return this.outbox.entries.value.map((one) => `${one.verb} ${one.guestId ?? one.tableId}: ${one.state}`);
  }

  get told(): string {
    return this.stand.notice.value?.text ?? "";
  }

  /** Ends the timer of what is told, which would keep the test running. */
  close(): void {
    this.stand.takeBack(() => true);
    this.outbox.end();
  }

  private async answer(entry: Queued): Promise<Answer> {
    this.sent.push(entry);
    const reply = this.replies.shift();
    if (reply instanceof Error) throw reply;
    if (reply instanceof Promise) return reply;
    return { body: {}, seq: reply ?? ++this.seq };
  }
}

export const who = (tab: Tab, id: string) => guest(tab.stand.state.value as State, id) as Guest;

export async function with_(work: (tab: Tab) => Promise<void>, tab = new Tab()): Promise<void> {
  await work(tab);
  await settled();
  tab.close();
}

export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await quiet();
}

export function taken(by: string): Refusal {
  return new Refusal(409, "table_occupied", `Table 1 is taken by ${by} (party of 2).`, 0, { current: party(by) });
}

export function moved(current: object): Refusal {
  return new Refusal(409, "version_conflict", "This guest has changed since (version 4). Read it and decide again.", 0, { current });
}

/** An action decided on this; without more it is done. */
export function seen(what: Partial<Queued["seen"]>, more: Partial<Queued> = {}): Queued {
  const all = { party: null, table: null, from: null, ...what };
  const ids = { guestId: all.party?.id ?? null, tableId: all.table?.id ?? null };
  const request = { method: "POST", path: "/", body: {} };
  return { key: "k", verb: "seat", at: "2030-01-01T18:00:00Z", ...ids, place: 1, owner: ana, request, seen: all, state: "done", tried: true, late: false, ...more };
}
