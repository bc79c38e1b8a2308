// Sends this device's actions in their order, each until the box has answered, and keeps what became of them.
import { computed, signal } from "@preact/signals";
import { Refusal, type Answer } from "../http";
import type { Clock } from "../sync/ports";
import { onVersion, presentVersion } from "./conflict";
import { isOf, type Owner, type Queued, type Why } from "./queued";
import { change, drop, dropUnsent, finish, putOff, rename, setAside, take, type Shelf, type Unsaved } from "./shelf";

export interface OutboxPorts {
  shelf: Promise<Shelf>;
  clock: Clock;
  /** Throws Refusal for the box's no; whatever else it throws means: not now. */
  send(entry: Queued): Promise<Answer>;
  /** Whether the line to the box stands. */
  live(): boolean;
  /** Nobody could be reached: the line is to be looked after. What is left is sent from there by `step`. */
  stuck(problem: unknown): void;
  /** Tells this browser's other tabs that something kept has changed. */
  tellTabs(): void;
  /** This tab's own name, under which it borrows the right to send. */
  name: string;
}

export interface Told {
  /** The box has done it in this transaction, which the stream is to bring. */
  carriedOut(seq: number): void;
  /** `built` were decided on it. All are kept aside if `kept`, else gone. */
  refused(entry: Queued, why: Why, built: Queued[], kept: boolean): void;
  /** The box answers, but can't get to it now. */
  putOff(refusal: Refusal): void;
}

const AGAIN = 3;
const AGAIN_MS = 5_000;

export class Outbox {
  /** This person's, in order; those just tapped stand here before they are stored. */
  readonly entries = signal<readonly Queued[]>([]);
  /** Of others who work on this device: they wait for their own people. */
  readonly others = signal<readonly Queued[]>([]);
  readonly lasting = signal(true);
  /** Neither refused, nor undone, nor an inverse itself. */
  readonly undoable = computed(() => {
    const undone = new Set(this.entries.value.filter((one) => one.state !== "aside").map((one) => one.undoes));
    return this.entries.value.filter((one) => one.state !== "aside" && !one.undoes && !undone.has(one.key));
  });
  private unsaved: readonly Queued[] = [];
  /** What was tapped in this tab and has no answer yet. */
  private readonly mine = new Set<string>();
  private turn: Promise<unknown> = Promise.resolve();
  private saving: Promise<unknown> = Promise.resolve();
  private cancelWait = () => {};
  private ended = false;

  constructor(private person: Owner, private readonly ports: OutboxPorts, private readonly told: Told) {}

  get owner(): Owner {
    return this.person;
  }

  /** The person is called so, also in what is kept from before. */
  async call(userName: string): Promise<void> {
    this.person = { ...this.person, userName };
    await this.saving;
    await rename(await this.ports.shelf, this.person);
    await this.changed();
  }

  /** Shows at once; is stored, then sent if the line stands, else when `step` is called. */
  add(entry: Unsaved): void {
    const shown = { ...entry, place: Infinity };
    this.mine.add(entry.key);
    this.unsaved = [...this.unsaved, shown];
    this.entries.value = [...this.entries.value, shown];
    this.saving = this.saving.then(() => this.store(entry));
    void this.saving.then(() => this.flush());
  }

  /** Sends until nothing is left; for as long as the line stands. */
  async flush(): Promise<void> {
    try {
      while (this.ports.live() && (await this.step()));
    } catch (problem) {
      this.ports.stuck(problem);
    }
  }

  /** Sends the next action. False when this tab has nothing to send now. Throws where nobody could be reached. */
  step(): Promise<boolean> {
    const step = this.turn.then(() => this.sendNext());
    this.turn = step.catch(() => {});
    return step;
  }

  /** As `discard`, but null, and nothing is forgotten, where the action has been sent: it may have been done. */
  async withdraw(key: string): Promise<Queued[] | null> {
    await this.saving;
    const built = await dropUnsent(await this.ports.shelf, key);
    if (built) await this.changed();
    return built;
  }

  /** Forgets an action that waits or was put aside; the answer is what was built on it, put aside now. */
  async discard(key: string): Promise<Queued[]> {
    await this.saving;
    const built = await drop(await this.ports.shelf, key);
    await this.changed();
    return built;
  }

  /** Reads what is kept, also what other tabs have changed. */
  async refresh(): Promise<void> {
    const shelf = await this.ports.shelf;
    const kept = await shelf.read();
    const stored = new Set(kept.map((one) => one.key));
    this.unsaved = this.unsaved.filter((one) => !stored.has(one.key));
    this.lasting.value = shelf.lasting;
    this.entries.value = [...kept.filter((one) => isOf(this.owner, one)), ...this.unsaved];
    this.others.value = kept.filter((one) => one.state !== "done" && !isOf(this.owner, one));
    this.tellOfMine();
  }

  end(): void {
    this.ended = true;
    this.cancelWait();
  }

  private async store(entry: Unsaved): Promise<void> {
    await (await this.ports.shelf).add(entry);
    await this.changed();
  }

  private async changed(): Promise<void> {
    await this.refresh();
    this.ports.tellTabs();
  }

  private async sendNext(): Promise<boolean> {
    await this.saving;
    if (this.ended) return false;
    const shelf = await this.ports.shelf;
    const turn = await take(shelf, this.owner, this.ports.name, this.ports.clock.now());
    if (turn.next === null) {
      // Another tab sends; should it die in the midst of it, this one goes on.
      if (turn.heldUntil !== null) this.waitFor(turn.heldUntil);
      return false;
    }
    return this.carry(shelf, turn.next);
  }

  private waitFor(moment: number): void {
    this.cancelWait();
    this.cancelWait = this.ports.clock.after(Math.max(100, moment - this.ports.clock.now()), () => void this.flush());
  }

  private async carry(shelf: Shelf, entry: Queued): Promise<boolean> {
    try {
      const { seq = -1 } = await this.sendOnItsGround(shelf, entry);
      await finish(shelf, entry.key, seq);
      await this.changed();
      this.told.carriedOut(seq);
    } catch (problem) {
      if (problem instanceof Refusal && !problem.passing) await this.refuse(shelf, entry, problem);
      else return this.putOff(shelf, problem);
    }
    return true;
  }

  /** A box that answers and can't get to it is asked again; nobody who waits for its news is held up by that. */
  private async putOff(shelf: Shelf, problem: unknown): Promise<boolean> {
    await putOff(shelf, this.owner);
    await this.changed();
    if (!(problem instanceof Refusal) || problem.status === 401) throw problem;
    this.told.putOff(problem);
    this.waitFor(this.ports.clock.now() + Math.max(AGAIN_MS, problem.retryAfterMs));
    return false;
  }

  private async sendOnItsGround(shelf: Shelf, entry: Queued): Promise<Answer> {
    for (let tries = 0; ; tries++) {
      try {
        return await this.ports.send(entry);
      } catch (problem) {
        const version = problem instanceof Refusal && tries < AGAIN ? presentVersion(entry, problem) : null;
        if (version === null) throw problem;
        const request = onVersion(entry, version);
        entry = { ...entry, request };
        await change(shelf, entry.key, (kept) => ({ ...kept, request }));
      }
    }
  }

  /** Whoever still looks at it is told and done; what had to wait, or came from another tab, stays aside for a decision. */
  private async refuse(shelf: Shelf, entry: Queued, { code, message, details }: Refusal): Promise<void> {
    const why = { code, message, details };
    const built = await setAside(shelf, entry.key, why);
    if (!built) return this.changed();
    const kept = !this.mine.delete(entry.key) || [entry, ...built].some((one) => one.late);
    if (!kept) for (const one of [entry, ...built]) await drop(shelf, one.key);
    await this.changed();
    this.told.refused(entry, why, built, kept);
  }

  /** Another tab has sent what was tapped here, and was refused. */
  private tellOfMine(): void {
    for (const one of this.entries.value) {
      if (one.state === "waiting" || !this.mine.delete(one.key)) continue;
      if (one.why && !one.why.with) this.told.refused(one, one.why, [], true);
    }
  }
}
