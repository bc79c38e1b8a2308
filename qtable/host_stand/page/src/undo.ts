// The inverse of an action as things stand now, or the reason why there is none any more. Pure.
import { minutesSince, occupant } from "./selectors";
import type { Plan } from "./plan";
import { inverseOfBook, type BookAct } from "./queue/book_act";
import type { Queued } from "./queue/queued";
import { combination, guest, table, tablesOf, type State } from "./store";
import { queue } from "./texts/queue";
import type { Guest, GuestEdit, Table, TableEdit } from "./wire";

export type Undoing = { plans: Plan[] } | { why: string };

/** `now` is the box's time in milliseconds. The plans are to be carried out in their order. */
export function undoing(entry: Queued, state: State, now: number): Undoing {
  if (entry.book) return ofBook(entry.book, state);
  const party = guest(state, entry.guestId);
  if (entry.guestId === null) return ofTable(entry, table(state, entry.tableId), state, now);
  if (!party) return { why: queue.gone(entry.seen.party?.name ?? "") };
  switch (entry.verb) {
    case "create": return waits(party) ? only("delete", party) : { why: elsewhere(party, state, now) };
    case "seat": return sitsAt(party, entry.tableId) ? backFrom(entry, party, state, now) : { why: elsewhere(party, state, now) };
    case "move": return sitsAt(party, entry.tableId) ? sitDown(party, entry.seen.from, state, now) : { why: elsewhere(party, state, now) };
    case "unseat": return waits(party) ? sitDown(party, entry.seen.from, state, now) : { why: elsewhere(party, state, now) };
    case "finish": return party.status === "finished" ? sitDown(party, entry.seen.from, state, now) : { why: elsewhere(party, state, now) };
    case "cancel": return party.status === "cancelled" ? only("restore", party) : { why: elsewhere(party, state, now) };
    case "no-show": return party.status === "no_show" ? only("restore", party) : { why: elsewhere(party, state, now) };
    case "restore": return waits(party) ? only(entry.seen.party?.status === "no_show" ? "no-show" : "cancel", party) : { why: elsewhere(party, state, now) };
    case "edit": return unwritten(entry, party);
    case "notify": return { why: queue.told(party.name) };
    default: return { why: queue.never };
  }
}

function ofBook(act: BookAct, state: State): Undoing {
  const back = inverseOfBook(act, state);
  return back ? { plans: [{ verb: "book", party: null, table: null, book: back }] } : { why: queue.bookedOn(act.booking.guestName) };
}

function only(verb: Plan["verb"], party: Guest): Undoing {
  return { plans: [{ verb, party, table: null }] };
}

/** Back to what was written before, as long as nobody has written over it. */
function unwritten({ edit = {}, seen: { party: before } }: Queued, party: Guest): Undoing {
  const names = Object.keys(edit) as (keyof GuestEdit)[];
  if (!before || names.some((name) => !alike(party[name], edit[name]))) return { why: queue.written(party.name) };
  return { plans: [{ verb: "edit", party, table: null, edit: Object.fromEntries(names.map((name) => [name, before[name]])) }] };
}

function unset({ set = {}, seen: { table: before } }: Queued, target: Table): Undoing {
  const names = Object.keys(set) as (keyof TableEdit)[];
  if (!before || names.some((name) => !alike(target[name], set[name]))) return { why: queue.setAgain(target) };
  const back = Object.fromEntries(names.map((name) => [name, before[name] ?? null]));
  return { plans: [{ verb: "set", party: null, table: target, set: back }] };
}

function alike(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A party that had left and was seated again has left again; one that was at the door is there again. */
function backFrom(entry: Queued, party: Guest, state: State, now: number): Undoing {
  const before = entry.seen.party?.status;
  if (before === "seated") return sitDown(party, entry.seen.from, state, now);
  if (before === "finished") return only("finish", party);
  return { plans: [{ verb: "unseat", party, table: null, ...(before ? { former: before } : {}) }] };
}

/** Back to the table of before, or to all that were put together, those that are dirty cleaned first: nobody has done
 * so since. A combination that is gone gives back its first table. */
function sitDown(party: Guest, before: Table | null, state: State, now: number): Undoing {
  const target = table(state, before?.id ?? null);
  if (!target) return { why: queue.noTable };
  const together = combination(state, before?.combinationId ?? null);
  const all = together ? tablesOf(state, together) : [target];
  for (const one of all) {
    const sitting = occupant(state, one);
    if (sitting && sitting.id !== party.id) return { why: queue.taken(one, sitting, ago(sitting.seatedTime, now)) };
    if (one.status === "out_of_service") return { why: queue.closed(one) };
  }
  const cleaned = all.filter((one) => one.status === "needs_cleaning").map((one): Plan => ({ verb: "clear", party: null, table: one }));
  const whole = together ? { combinationId: together.id } : {};
  return { plans: [...cleaned, { verb: party.status === "seated" ? "move" : "seat", party, table: target, override: true, ...whole }] };
}

function ofTable(entry: Queued, target: Table | undefined, state: State, now: number): Undoing {
  if (!target) return { why: queue.noTable };
  const sitting = occupant(state, target);
  if (entry.verb === "stage") {
    const before = entry.seen.table;
    if (!sitting || sitting.id !== before?.currentGuestId) return { why: queue.partyLeft(target) };
    if (target.stage !== entry.stage || !before.stage) return { why: queue.stageMoved(target) };
    return { plans: [{ verb: "stage", party: null, table: target, stage: before.stage }] };
  }
  if (entry.verb === "set" && !(sitting && entry.set?.status)) return unset(entry, target);
  if (sitting) return { why: queue.taken(target, sitting, ago(sitting.seatedTime, now)) };
  if (entry.verb === "dirty") return target.status === "needs_cleaning" ? { plans: [{ verb: "clear", party: null, table: target }] } : { why: queue.cleaned(target) };
  return target.status === "available" ? { plans: [{ verb: "dirty", party: null, table: target }] } : { why: queue.closed(target) };
}

function elsewhere(party: Guest, state: State, now: number): string {
  const where = table(state, party.tableId);
  if (where) return queue.sitsAt(party, where, ago(party.seatedTime, now));
  return queue.became(party, ago(party.finishedTime, now));
}

function waits(party: Guest): boolean {
  return party.status === "waiting" || party.status === "arrived" || party.status === "running_late";
}

function sitsAt(party: Guest, tableId: string | null): boolean {
  return party.status === "seated" && party.tableId === tableId;
}

/** Seconds below a minute are told as such: a table is re-seated within the time of a toast. */
function ago(stamp: string | null, now: number): { seconds: number; minutes: number } {
  const since = stamp === null ? 0 : Math.max(0, Math.floor((now - Date.parse(stamp)) / 1000));
  return { seconds: since, minutes: minutesSince(stamp, now) };
}
