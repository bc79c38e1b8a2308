// The inverse of an action as things stand now, or the reason why there is none any more. Pure.
import { isExpected, isHere } from "./book";
import { confirmed } from "./intents";
import { minutesSince, occupant } from "./selectors";
import type { Plan } from "./plan";
import { becomes, type BookAct } from "./queue/book_act";
import type { Queued } from "./queue/queued";
import { booking, combination, guest, table, tablesOf, type State } from "./store";
import { why } from "./texts/why";
import type { Guest, GuestEdit, Table, TableEdit } from "./wire";

export type Undoing = { plans: Plan[] } | { why: string };

/** `now` is the box's time in milliseconds. The plans are to be carried out in their order. */
export function undoing(entry: Queued, state: State, now: number): Undoing {
  if (entry.book) return ofBook(entry, entry.book, state, now);
  const party = guest(state, entry.guestId);
  if (entry.guestId === null) return ofTable(entry, table(state, entry.tableId), state, now);
  if (!party) return { why: why.gone(entry.seen.party?.name ?? "") };
  switch (entry.verb) {
    case "create": return waits(party) ? only("delete", party) : { why: elsewhere(party, state, now) };
    case "seat": return sitsAt(party, entry.tableId) ? backFrom(entry, party, state, now) : { why: elsewhere(party, state, now) };
    case "move": return sitsAt(party, entry.tableId) ? sitDown(party, entry.seen, state, now) : { why: elsewhere(party, state, now) };
    case "unseat": return waits(party) ? sitDown(party, entry.seen, state, now, true) : { why: elsewhere(party, state, now) };
    case "finish": return party.status === "finished" ? sitDown(party, entry.seen, state, now) : { why: elsewhere(party, state, now) };
    case "cancel": return party.status === "cancelled" ? only("restore", party, entry) : { why: elsewhere(party, state, now) };
    case "no-show": return party.status === "no_show" ? only("restore", party, entry) : { why: elsewhere(party, state, now) };
    case "restore": return waits(party) ? only(entry.seen.party?.status === "no_show" ? "no-show" : "cancel", party) : { why: elsewhere(party, state, now) };
    case "edit": return unwritten(entry, party);
    case "notify": return { why: why.told(party.name) };
    default: return { why: why.never };
  }
}

/** Back to how its host saw the booking before, as long as it is as the act left it. */
function ofBook(entry: Queued, { verb, booking: { id, guestName }, at }: BookAct, state: State, time: number): Undoing {
  const [now, back] = [booking(state, id), entry.seen.booking];
  if (!now || !back || verb === "change" || verb === "expect") return { why: why.bookedOn(guestName) };
  const led = now.status === becomes[verb] || (verb === "arrive" && isHere(now));
  if (verb === "write") return isExpected(now) ? byBook({ verb: "cancel", booking: now }) : { why: why.bookingIs(now) };
  if (verb !== "seat") return led ? byBook({ verb: "expect", booking: now, back }) : { why: why.bookingIs(now) };
  const party = guest(state, now.guestId);
  // Until the box's news has come, who sits where isn't shown.
  const stays = led && (!confirmed(state, entry) || (party && sitsAt(party, at?.tableId ?? back.assignedTableId)));
  if (stays && (isExpected(back) || isHere(back))) return byBook({ verb: "unseat", booking: now, back });
  return { why: party ? elsewhere(party, state, time) : why.bookingIs(now) };
}

function byBook(book: BookAct): Undoing {
  return { plans: [{ verb: "book", party: null, table: null, book }] };
}

/** With `entry`, back to how its host saw the party before. */
function only(verb: Plan["verb"], party: Guest, entry?: Queued): Undoing {
  return { plans: [{ verb, party, table: null, ...(entry?.seen.party ? { asItWas: entry.seen.party } : {}) }] };
}

/** Back to what was written before, as long as nobody has written over it. */
function unwritten({ edit = {}, seen: { party: before } }: Queued, party: Guest): Undoing {
  const names = Object.keys(edit) as (keyof GuestEdit)[];
  if (!before || names.some((name) => !alike(party[name], edit[name]))) return { why: why.written(party.name) };
  return { plans: [{ verb: "edit", party, table: null, edit: Object.fromEntries(names.map((name) => [name, before[name]])) }] };
}

function unset({ set = {}, seen: { table: before } }: Queued, target: Table): Undoing {
  const names = Object.keys(set) as (keyof TableEdit)[];
  if (!before || names.some((name) => !alike(target[name], set[name]))) return { why: why.setAgain(target) };
  const back = Object.fromEntries(names.map((name) => [name, before[name] ?? null]));
  return { plans: [{ verb: "set", party: null, table: target, set: back }] };
}

function alike(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A party that had left and was seated again has left again; one that was at the door is there again. */
function backFrom(entry: Queued, party: Guest, state: State, now: number): Undoing {
  const before = entry.seen.party?.status;
  if (before === "seated") return sitDown(party, entry.seen, state, now);
  return before === "finished" ? only("finish", party) : only("unseat", party, entry);
}

/** Back to the table of before, or to all that were put together, those that are dirty cleaned first: nobody has done
 * so since. A combination that is gone gives back its first table. `since` then: as if it had sat there all the time. */
function sitDown(party: Guest, { from: before, party: sat }: Queued["seen"], state: State, now: number, since = false): Undoing {
  const target = table(state, before?.id ?? null);
  if (!target) return { why: why.noTable };
  const together = combination(state, before?.combinationId ?? null);
  const all = together ? tablesOf(state, together) : [target];
  for (const one of all) {
    const sitting = occupant(state, one);
    if (sitting && sitting.id !== party.id) return { why: why.taken(one, sitting, ago(sitting.seatedTime, now)) };
    if (one.status === "out_of_service") return { why: why.closed(one) };
  }
  const cleaned = all.filter((one) => one.status === "needs_cleaning").map((one): Plan => ({ verb: "clear", party: null, table: one }));
  const whole = { ...(together ? { combinationId: together.id } : {}), ...(before?.stage ? { stage: before.stage } : {}), ...(since && sat ? { asItWas: sat } : {}) };
  return { plans: [...cleaned, { verb: party.status === "seated" ? "move" : "seat", party, table: target, override: true, ...whole }] };
}

function ofTable(entry: Queued, target: Table | undefined, state: State, now: number): Undoing {
  if (!target) return { why: why.noTable };
  const sitting = occupant(state, target);
  if (entry.verb === "stage") {
    const before = entry.seen.table;
    if (!sitting || sitting.id !== before?.currentGuestId) return { why: why.partyLeft(target) };
    if (target.stage !== entry.stage || !before.stage) return { why: why.stageMoved(target) };
    return { plans: [{ verb: "stage", party: null, table: target, stage: before.stage }] };
  }
  if (entry.verb === "set" && !(sitting && entry.set?.status)) return unset(entry, target);
  if (sitting) return { why: why.taken(target, sitting, ago(sitting.seatedTime, now)) };
  if (entry.verb === "dirty") return target.status === "needs_cleaning" ? { plans: [{ verb: "clear", party: null, table: target }] } : { why: why.cleaned(target) };
  return target.status === "available" ? { plans: [{ verb: "dirty", party: null, table: target }] } : { why: why.closed(target) };
}

function elsewhere(party: Guest, state: State, now: number): string {
  const where = table(state, party.tableId);
  if (where) return why.sitsAt(party, where, ago(party.seatedTime, now));
  return why.became(party, ago(party.finishedTime, now));
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
