// The host's verbs: shown at once, kept under one key until the box has answered, taken back if it says no.
import type { Booking, BookVerb } from "./book";
import type { Spot } from "./fit";
import { newId, newKey } from "./ids";
import { requestOf, type Plan } from "./plan";
import type { BookAct } from "./queue/book_act";
import type { Outbox } from "./queue/outbox";
import type { Queued } from "./queue/queued";
import { booking, combination, guest, table, tablesOf, type State } from "./store";
import type { Offer } from "./suggesting";
import type { Stand } from "./stand";
import { acts } from "./texts/acts";
import { book } from "./texts/book";
import { queue } from "./texts/queue";
import { stand as lists } from "./texts/stand";
import type { undoing } from "./undo";
import type { Guest, GuestEdit, Stage, Table, TableEdit } from "./wire";

export interface WalkIn {
  name: string;
  partySize: number;
  quotedWait?: number;
  phoneNumber?: string;
  notes?: string;
  tags?: string[];
}

type PartyVerb = "seat" | "move" | "unseat" | "finish" | "cancel" | "no-show" | "edit";

export class Actions {
  private undos: Promise<void> = Promise.resolve();

  /** `ways` is how actions are taken back, which is fetched behind the stand. */
  constructor(private readonly stand: Stand, readonly outbox: Outbox, private readonly ways: () => Promise<typeof undoing>) {}

  addWalkIn(walkIn: WalkIn): Guest {
    const party = this.draft(walkIn);
    this.decide({ verb: "create", party, table: null });
    return party;
  }

  seatWalkIn(partySize: number, target: Table): void {
    this.stand.open(null);
    this.seat(this.addWalkIn({ name: lists.walkIn, partySize }), target);
  }

  /** At the whole combination, where one is named: `target` is its first table. */
  seat(party: Guest, target: Table, { override = false, combinationId }: { override?: boolean; combinationId?: string } = {}): void {
    this.stand.chosenId.value = null;
    const verb = waysTo(party);
    this.say(verb, party, target, this.decide({ verb, party, table: target, override, ...(combinationId ? { combinationId } : {}) }));
  }

  finish(party: Guest): void {
    this.leave("finish", party, table(this.shown(), party.tableId));
  }

  unseat(party: Guest): void {
    this.leave("unseat", party);
  }

  remove(verb: "cancel" | "no-show", party: Guest): void {
    this.stand.chosenId.value = null;
    this.leave(verb, party);
  }

  /** Changes what is written down of the party; only what differs is sent. */
  edit(party: Guest, edit: GuestEdit): void {
    this.stand.open(null);
    this.say("edit", party, undefined, this.decide({ verb: "edit", party, table: null, edit }));
  }

  notify(party: Guest): void {
    this.decide({ verb: "notify", party, table: null });
    const live = this.stand.syncPhase.value === "live";
    this.stand.tell({ kind: "done", text: live ? acts.notified(party) : acts.notifiedLater(party) });
  }

  clear(target: Table): void {
    this.stand.open(null);
    this.decide({ verb: "clear", party: null, table: target });
  }

  setStage(target: Table, stage: Stage): void {
    this.stand.open(null);
    this.tellDone(this.decide({ verb: "stage", party: null, table: target, stage }));
  }

  /** Who serves it, what is noted of it, whether it is open. */
  change(target: Table, set: TableEdit): void {
    this.tellDone(this.decide({ verb: "set", party: null, table: target, set }));
  }

  /** Seats the chosen party where it was offered to sit. */
  take(offer: Offer): void {
    const party = this.stand.chosen.value;
    if (party && offer.together) this.seatAt(party, offer);
    else if (party) this.tapTable(offer.table);
  }

  seatAt(party: Guest, { table: target, together }: Spot): void {
    this.seat(party, target, together ? { combinationId: together.id } : {});
  }

  /** A tapped table: goes to the sheet that asks for tables, takes the chosen party if there is one, else shows itself. */
  tapTable(target: Table): void {
    if (this.stand.tapped.value) return this.stand.tapped.value(target);
    const party = this.stand.chosen.value;
    if (!party) return this.stand.open({ kind: "table", id: target.id });
    if (party.tableId === target.id) return this.stand.choose(null);
    this.seat(party, target);
  }

  /** Issues the inverse of an action, or says why there is none any more. What was never sent is only forgotten. */
  async undo(entry: Queued): Promise<void> {
    const built = entry.state === "waiting" ? await this.outbox.withdraw(entry.key) : null;
    if (built) return this.tellDiscarded(entry, built);
    const inverse = await this.ways().catch(() => null);
    if (!inverse) return this.stand.tell({ kind: "failure", text: acts.failed });
    const way = inverse(entry, this.shown(), Date.parse(this.stand.clock.stamp()));
    if ("why" in way) return this.stand.tell({ kind: "failure", text: queue.cannot(way.why) });
    way.plans.forEach((plan) => this.decide(plan, entry.key));
    this.stand.tell({ kind: "done", text: queue.undone(queue.verb(entry)) });
  }

  /** Undoes the last action that has not been undone or refused. */
  undoLast(): void {
    // One after the other: which is the last shows once the one before it is undone.
    const turn = this.undos.then(() => {
      const last = this.outbox.undoable.value.at(-1);
      return last ? this.undo(last) : this.stand.tell({ kind: "failure", text: queue.nothingToUndo });
    });
    this.undos = turn.catch(() => {});
  }

  /** Forgets an action that waits or was put aside, and says what was built on it. */
  async discard(entry: Queued): Promise<void> {
    this.tellDiscarded(entry, await this.decided(entry));
  }

  /** Nobody is to decide about it any more, where it was told either. */
  private decided({ key }: Queued): Promise<Queued[]> {
    this.stand.takeBack(({ about }) => about === key);
    return this.outbox.discard(key);
  }

  private tellDiscarded(entry: Queued, built: Queued[]): void {
    const followed = built.length > 0 ? ` ${queue.setAside(built.length)}` : "";
    const unsure = entry.state === "waiting" && entry.tried ? ` ${queue.mayBeDone}` : "";
    this.stand.tell({ kind: "done", text: queue.discarded(queue.verb(entry)) + unsure + followed });
  }

  /** Decides a put-aside action anew, on what is there now. */
  async again(entry: Queued, override = false): Promise<void> {
    await this.decided(entry);
    const { stage, edit, set, combinationId, asItWas, book } = entry;
    const party = guest(this.shown(), entry.guestId) ?? entry.party ?? entry.seen.party;
    const target = table(this.shown(), entry.tableId) ?? null;
    const verb = entry.verb === "seat" || entry.verb === "move" ? waysTo(party) : entry.verb;
    this.decide({ verb, party, table: target, override, ...filled({ stage, edit, set, combinationId, asItWas, book: book && this.anew(book) }) });
  }

  /** On the booking as it stands now. */
  private anew(act: BookAct): BookAct {
    const { version } = booking(this.shown(), act.booking.id) ?? act.booking;
    return { ...act, booking: { ...act.booking, version } };
  }

  /** Lets the host tap another table for a party whose seating was refused. */
  async chooseAnother(entry: Queued): Promise<void> {
    await this.decided(entry);
    this.stand.open(null);
    if (entry.guestId && this.stand.chosenId.value !== entry.guestId) this.stand.choose(entry.guestId);
  }

  /** What becomes of a booking; at the door it is seated where it is kept a place, or at `at`. */
  lead(verb: BookVerb, booking: Booking, at?: Spot): void {
    const where = at && { at: { tableId: at.table.id, combinationId: at.together?.id ?? null } };
    this.book({ verb, booking, ...where }, book.done[verb](booking.guestName));
  }

  /** In the book; told with its inverse. `key` is that of a try whose answer never came. */
  book(act: BookAct, text: string, key = newKey()): void {
    this.tellDone(this.decide({ verb: "book", party: null, table: null, book: act }, undefined, key), text);
  }

  private leave(verb: "finish" | "unseat" | "cancel" | "no-show", party: Guest, where?: Table): void {
    this.stand.open(null);
    this.say(verb, party, where, this.decide({ verb, party, table: null }));
  }

  private say(verb: PartyVerb, party: Guest, where: Table | undefined, key: string): void {
    this.tellDone(key, acts.done(verb, party, where));
  }

  private tellDone(key: string, text?: string): void {
    const entry = () => this.outbox.entries.value.find((one) => one.key === key);
    const done = entry();
    const run = () => {
      const found = entry();
      if (found) void this.undo(found);
    };
    this.stand.tell({ kind: "done", text: text ?? `${done ? queue.verb(done) : ""}.`, action: { label: acts.undo, run } });
  }

  /** Party and table count as they are shown at this moment, this device's own waiting actions included. */
  private decide(given: Plan, undoes?: string, key = newKey()): string {
    const [at, late] = [this.stand.clock.stamp(), this.stand.syncPhase.value !== "live"];
    const known = given.party && guest(this.shown(), given.party.id);
    // What is corrected counts as it stood when that was begun.
    const party = given.verb === "create" || given.verb === "edit" ? given.party : known ?? given.party;
    const plan = { ...given, party, table: table(this.shown(), given.table?.id ?? null) ?? given.table };
    const from = table(this.shown(), party?.tableId ?? null) ?? null;
    const others = tablesOf(this.shown(), combination(this.shown(), plan.combinationId ?? null)).slice(1).map(({ id }) => id);
    const ground = plan.book && (booking(this.shown(), plan.book.booking.id) ?? plan.book.booking);
    const kept = plan.verb === "create" || plan.verb === "restore" ? party : null;
    this.outbox.add({
      key, verb: plan.verb, at, guestId: party?.id ?? null, tableId: plan.table?.id ?? null,
      ...filled({ party: kept, asItWas: plan.asItWas, stage: plan.stage, edit: plan.edit, set: plan.set, combinationId: plan.combinationId, book: plan.book, undoes }),
      owner: this.outbox.owner, request: requestOf(plan, this.outbox.owner.restaurantId),
      seen: { party, table: plan.table, from, ...filled({ others: others.length > 0 ? others : null, booking: ground }) }, state: "waiting", tried: false, late,
    });
    return key;
  }

  private draft({ name, partySize, quotedWait, phoneNumber, notes, tags }: WalkIn): Guest {
    const said = { quotedWait: quotedWait ?? null, phoneNumber: phoneNumber ?? null, notes: notes ?? null };
    const fresh = { status: "waiting", tableId: null, notifiedTime: null, heldUntil: null, seatedTime: null, finishedTime: null, version: 1 } as const;
    return { id: newId(), name, partySize, arrivalTime: this.stand.clock.stamp(), ...said, ...fresh, tags: tags ?? [], dietaryRestrictions: [] };
  }

  private shown(): State {
    const state = this.stand.state.value;
    if (!state) throw new Error("an action before the first full read");
    return state;
  }
}

/** To a table: who sits already is moved. */
function waysTo(party: Guest | null): "seat" | "move" {
  return party?.status === "seated" ? "move" : "seat";
}

/** Leaves out what isn't there. */
function filled<T extends object>(all: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value != null)) as { [Key in keyof T]?: NonNullable<T[Key]> };
}
