// What this device shows: the known state with its own actions laid over it, and what the host has selected.
import { computed, signal } from "@preact/signals";
import { announce } from "./announce";
import { calendarOf, dayOf } from "./book";
import type { ServerClock } from "./clock";
import { Hearing } from "./hearing";
import { confirmed, project, type Intent } from "./intents";
import { Own } from "./own";
import type { Queued } from "./queue/queued";
import { isWaiting, seatedList, waitingList } from "./selectors";
import { guest, restaurant, type State } from "./store";
import type { Listener, Phase } from "./sync/ports";
import { sync } from "./texts/sync";
import type { Change, Guest, Table } from "./wire";

export type Tab = "waiting" | "booked" | "seated" | "floor";
export type Sheet = { kind: "table"; id: string } | { kind: "party"; id: string } | { kind: "walk-in" } | { kind: "queue" } | { kind: "servers"; id: string | null };

export interface Notice {
  kind: "failure" | "done";
  text: string;
  action?: { label: string; run: () => void };
  /** Stays until it is dismissed. */
  lasting?: boolean;
  /** The key of the action that it tells of. */
  about?: string;
}

/** The same words, said again, are told again. */
export interface Told extends Notice {
  id: number;
}

const DONE_MS = 8_000;
const FAILURE_MS = 15_000;
/** As the box counts it (quoting.md). */
const LONGEST_WAIT_MS = 3 * 3_600_000;
/** As many as a host reads at once. */
const MOST_FAILURES = 3;

export class Stand implements Listener {
  readonly known = signal<State | null>(null);
  readonly intents = signal<readonly Intent[]>([]);
  readonly state = computed(() => this.known.value && project(this.known.value, this.intents.value));
  readonly calendar = computed(() => calendarOf(this.known.value));
  readonly today = computed(() => dayOf(this.clock.now.value, this.calendar.value));
  private readonly listed = computed(() => (this.state.value ? waitingList(this.state.value) : []));
  readonly waiting = computed(() => this.listed.value.filter((party) => !this.isOld(party)));
  /** Forgotten in line on an earlier business day: nobody waits behind them. */
  readonly leftOver = computed(() => this.listed.value.filter((party) => this.isOld(party)));
  readonly seated = computed(() => (this.state.value ? seatedList(this.state.value) : []));

  readonly syncPhase = signal<Phase>("connecting");
  readonly stopReason = signal("");
  /** When the line was lost, as this device counts time; null while it stands. */
  readonly lostAt = signal<number | null>(null);
  /** The same moment in the box's time, to be shown. */
  readonly lostTime = computed(() => (this.lostAt.value === null ? null : this.clock.boxTime(this.lostAt.value)));

  readonly restaurant = computed(() => (this.known.value && restaurant(this.known.value)?.name) ?? "");
  readonly tab = signal<Tab>("waiting");
  readonly room = signal<string | null>(null);
  readonly sheet = signal<Sheet | null>(null);
  readonly chosenId = signal<string | null>(null);
  /** The party that the next tapped table is for. */
  readonly chosen = computed(() => (this.state.value ? guest(this.state.value, this.chosenId.value) : undefined));
  /** What a tapped table does instead, as long as a sheet asks for tables. */
  readonly tapped = signal<((target: Table) => void) | null>(null);
  /** What is told at this moment, the newest first: of what was done the last alone, of failures the last few, which may be
   * kept nowhere else. */
  readonly notices = signal<readonly Told[]>([]);
  readonly notice = computed(() => this.notices.value[0] ?? null);
  readonly own = new Own();
  private readonly hearing = new Hearing();
  readonly heard = this.hearing.said;
  private readonly leaving = new Map<Told, ReturnType<typeof setTimeout>>();
  private count = 0;

  constructor(readonly clock: ServerClock) {}

  private isOld({ arrivalTime }: Guest): boolean {
    // At the very beginning of a day who came shortly before it still waits.
    const lately = this.clock.now.value - Date.parse(arrivalTime) <= LONGEST_WAIT_MS;
    return !lately && dayOf(arrivalTime, this.calendar.value) < this.today.value;
  }

  onPhase(phase: Phase, reason: string): void {
    this.syncPhase.value = phase;
    this.stopReason.value = reason;
    if (phase === "live") this.lostAt.value = null;
    else this.lostAt.value ??= this.clock.device();
    if (phase === "stopped" && reason) this.tell({ kind: "failure", text: sync.stopped(reason), lasting: true });
  }

  onTime(stamp: string): void {
    this.clock.set(stamp);
  }

  onState(next: State, changes: Change[] | null): void {
    const before = this.known.value;
    const own = new Set([...this.own.ids, ...this.intents.value.flatMap((intent) => intent.guestId ?? intent.tableId ?? [])]);
    if (before && changes) this.hearing.hear(announce(before, next, changes, own));
    this.own.passed(next.seq);
    if (before && this.movedOn(before, next)) this.chosenId.value = null;
    this.known.value = next;
    // A box that counts from further back was restored from a backup: what it had done since then is no more.
    const restored = before !== null && next.seq < before.seq;
    this.intents.value = this.intents.value.filter((intent) => !confirmed(next, intent) && !(restored && intent.seq !== undefined));
  }

  /** Somebody else has seated or removed the party that was being seated here. */
  private movedOn(before: State, next: State): boolean {
    // As it was shown here: what this device itself did with it, and the box now confirms, is no surprise.
    const was = guest(this.state.value ?? before, this.chosenId.value);
    const is = guest(next, this.chosenId.value);
    // It was chosen before the box confirmed its creation: until then it waited here alone.
    if (!is && !guest(before, this.chosenId.value)) return false;
    if (!was) return is !== undefined && !isWaiting(is);
    if (isWaiting(was) && is && isWaiting(is)) return false;
    return was.status !== is?.status || was.tableId !== is.tableId;
  }

  /** Shows this device's actions as long as they wait, and those just done until the stream brings them. */
  lay(entries: readonly Queued[]): void {
    const known = this.known.value;
    const laid = new Set(this.intents.value.map((intent) => intent.key));
    const waits = (one: Queued) => one.state === "waiting" || (one.state === "done" && laid.has(one.key));
    this.intents.value = entries.filter((one) => waits(one) && !(known && confirmed(known, one)));
  }

  choose(id: string | null): void {
    this.chosenId.value = this.chosenId.value === id ? null : id;
    if (this.chosenId.value !== null) this.open(null);
  }

  open(sheet: Sheet | null): void {
    this.sheet.value = sheet;
    // Its list says what lasts, and a failure that is listed nowhere stays to be read.
    if (sheet?.kind === "queue") this.takeBack(({ kind, lasting }) => kind === "done" || Boolean(lasting));
    if (sheet) this.chosenId.value = null;
  }

  /** Takes back what was said to be done before it. */
  tell(notice: Notice): void {
    this.takeBack(({ kind, text }) => kind === "done" || text === notice.text);
    const told = { ...notice, id: ++this.count };
    this.notices.value = [told, ...this.notices.value];
    this.notices.value.filter(({ kind }) => kind === "failure").slice(MOST_FAILURES).forEach((one) => this.dismiss(one));
    if (!notice.lasting) this.leaving.set(told, setTimeout(() => this.dismiss(told), notice.kind === "done" ? DONE_MS : FAILURE_MS));
  }

  takeBack(which: (notice: Notice) => boolean): void {
    this.notices.value.filter(which).forEach((one) => this.dismiss(one));
  }

  dismiss(notice: Told): void {
    clearTimeout(this.leaving.get(notice));
    this.leaving.delete(notice);
    this.notices.value = this.notices.value.filter((one) => one !== notice);
  }
}
