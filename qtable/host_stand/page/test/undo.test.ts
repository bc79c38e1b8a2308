import assert from "node:assert/strict";
import { test } from "node:test";
import type { Booking } from "../src/book";
import type { Verb } from "../src/intents";
import type { BookAct } from "../src/queue/book_act";
import type { Queued } from "../src/queue/queued";
import { booking as bookingOf, fromFullSync, guest, table, type State } from "../src/store";
import { requestOf } from "../src/plan";
import { undoing } from "../src/undo";
import type { Guest, Table } from "../src/wire";
import { fullSync, party, place } from "./room";
import { seen, settled, Tab } from "./tab";

const NOW = Date.parse("2030-01-01T18:00:10Z");
const seatedAt = (id: string, tableId: string, since = "2030-01-01T18:00:00Z") => party(id, { status: "seated", tableId, seatedTime: since });
const occupied = (id: string, by: string, more: Partial<Table> = {}) => place(id, { status: "occupied", currentGuestId: by, stage: "seated", ...more });

function state(guests: Guest[], tables: Table[]): State {
  return fromFullSync(fullSync(5, guests, tables));
}

function pair(guests: Guest[], tables: Table[]): State {
  const combinations = [{ id: "1+2", version: 1, name: "1+2", tableIds: ["1", "2"], minPartySize: 5, maxPartySize: 8 }];
  return fromFullSync({ ...fullSync(5, guests, tables), combinations });
}

const did = (verb: Verb, what: Partial<Queued["seen"]>, more: Partial<Queued> = {}) => seen(what, { verb, ...more });

function plans(entry: Queued, now: State): string[] {
  const way = undoing(entry, now, NOW);
  return "why" in way ? [way.why] : way.plans.map(({ verb, party: who, table, stage }) => [verb, who?.id, table?.id, stage].filter(Boolean).join(" "));
}

const ann = party("ann");

test("each action has its inverse while nothing has happened since", () => {
  const sitting = seatedAt("ann", "1");
  assert.deepEqual(plans(did("create", { party: ann }), state([ann], [])), ["delete ann"]);
  assert.deepEqual(plans(did("seat", { party: ann, table: place("1") }), state([sitting], [occupied("1", "ann")])), ["unseat ann"]);
  assert.deepEqual(plans(did("move", { party: seatedAt("ann", "2"), table: place("1"), from: place("2") }), state([sitting], [occupied("1", "ann"), place("2")])), ["move ann 2"]);
  assert.deepEqual(plans(did("unseat", { party: sitting, from: place("1") }), state([ann], [place("1")])), ["seat ann 1"]);
  assert.deepEqual(plans(did("finish", { party: sitting, from: place("1") }), state([party("ann", { status: "finished" })], [place("1")])), ["seat ann 1"]);
  assert.deepEqual(plans(did("cancel", { party: ann }), state([party("ann", { status: "cancelled" })], [])), ["restore ann"]);
  assert.deepEqual(plans(did("no-show", { party: ann }), state([party("ann", { status: "no_show" })], [])), ["restore ann"]);
  assert.deepEqual(plans(did("restore", { party: party("ann", { status: "no_show" }) }), state([ann], [])), ["no-show ann"]);
  assert.deepEqual(plans(did("clear", { table: place("1", { status: "needs_cleaning" }) }), state([], [place("1")])), ["dirty 1"]);
  assert.deepEqual(plans(did("dirty", { table: place("1") }), state([], [place("1", { status: "needs_cleaning" })])), ["clear 1"]);
  const renamed = did("edit", { party: ann }, { edit: { name: "Anna", tags: ["VIP"] } });
  assert.deepEqual(plans(renamed, state([party("ann", { name: "Anna", tags: ["VIP"] })], [])), ["edit ann"]);
  const check = did("stage", { table: occupied("1", "ann", { stage: "dessert" }) }, { stage: "check" });
  assert.deepEqual(plans(check, state([sitting], [occupied("1", "ann", { stage: "check" })])), ["stage 1 dessert"]);
});

test("what was written before comes back, unless somebody has written over it", () => {
  const larger = did("edit", { party: ann }, { edit: { partySize: 4 } });
  const way = undoing(larger, state([party("ann", { partySize: 4, notes: "by the window" })], []), NOW);
  assert.deepEqual("plans" in way && way.plans[0]?.edit, { partySize: 2 });
  assert.deepEqual(plans(larger, state([party("ann", { partySize: 5 })], [])), ["ann has been changed again since."]);
});

test("who was notified has been notified", () => {
  assert.deepEqual(plans(did("notify", { party: ann }), state([ann], [])), ["ann has been notified: that can’t be taken back."]);
});

test("what was set of a table is set back, unless somebody has set it again or sits where it would be closed", () => {
  const written = (entry: Queued, now: State) => {
    const way = undoing(entry, now, NOW);
    return "why" in way ? way.why : way.plans[0]?.set;
  };
  const noted = did("set", { table: place("1") }, { set: { notes: "wobbles" } });
  assert.deepEqual(written(noted, state([seatedAt("ann", "1")], [occupied("1", "ann", { notes: "wobbles" })])), { notes: null });
  assert.equal(written(noted, state([], [place("1", { notes: "sticky" })])), "Table 1 has been changed again since.");
  const opened = did("set", { table: place("1", { status: "out_of_service" }) }, { set: { status: "available" } });
  assert.deepEqual(written(opened, state([], [place("1")])), { status: "out_of_service" });
  assert.equal(written(opened, state([seatedAt("ann", "1")], [occupied("1", "ann")])), "Table 1 was seated 10 s ago: ann, party of 2.");
});

test("a table that is to be cleaned first is cleaned on the way back", () => {
  const dirty = place("1", { status: "needs_cleaning" });
  const left = did("finish", { party: seatedAt("ann", "1"), from: place("1") });
  assert.deepEqual(plans(left, state([party("ann", { status: "finished" })], [dirty])), ["clear 1", "seat ann 1"]);
});

test("a party that had several tables goes back to all of them", () => {
  const before = occupied("1", "ann", { combinationId: "1+2" });
  const way = undoing(did("finish", { party: seatedAt("ann", "1"), from: before }), pair([party("ann", { status: "finished" })], [place("1"), place("2")]), NOW);
  assert.ok("plans" in way);
  assert.deepEqual(requestOf(way.plans[0]!, "r1").body, { combination_id: "1+2", base_version: 1, override: true });
});

test("all tables that are to be cleaned first are cleaned on the way back, and all must be free", () => {
  const left = did("finish", { party: seatedAt("ann", "1"), from: occupied("1", "ann", { combinationId: "1+2" }) });
  const gone = party("ann", { status: "finished" });
  const dirty = ["1", "2"].map((id) => place(id, { status: "needs_cleaning" }));
  assert.deepEqual(plans(left, pair([gone], dirty)), ["clear 1", "clear 2", "seat ann 1 seated"]);
  const taken = pair([gone, seatedAt("Lee", "2")], [place("1"), occupied("2", "Lee")]);
  assert.deepEqual(plans(left, taken), ["Table 2 was seated 10 s ago: Lee, party of 2."]);
  const moved = did("move", { party: seatedAt("ann", "1"), table: place("2"), from: occupied("1", "ann", { combinationId: "1+2" }) });
  assert.deepEqual(plans(moved, pair([seatedAt("ann", "2")], [place("1"), occupied("2", "ann")])), ["move ann 1 seated"]);
});

test("where the combination is gone the party goes back to its first table", () => {
  const left = did("finish", { party: seatedAt("ann", "1"), from: occupied("1", "ann", { combinationId: "1+2" }) });
  const way = undoing(left, state([party("ann", { status: "finished" })], [place("1"), place("2")]), NOW);
  assert.deepEqual("plans" in way && way.plans.map((plan) => [plan.table?.id, plan.combinationId]), [["1", undefined]]);
});

test("a party that was seated again after it had left, has left again", () => {
  const again = did("seat", { party: party("ann", { status: "finished" }), table: place("1") });
  assert.deepEqual(plans(again, state([seatedAt("ann", "1")], [occupied("1", "ann")])), ["finish ann"]);
});

test("where the table was seated again it says by whom and when", () => {
  const gone = state([party("ann", { status: "finished" }), seatedAt("Lee", "1")], [occupied("1", "Lee")]);
  assert.deepEqual(plans(did("finish", { party: seatedAt("ann", "1"), from: place("1") }), gone), ["Table 1 was seated 10 s ago: Lee, party of 2."]);
  assert.deepEqual(plans(did("clear", { table: place("1") }), gone), ["Table 1 was seated 10 s ago: Lee, party of 2."]);
});

test("where the party has gone on it says where it is", () => {
  const seat = did("seat", { party: ann, table: place("1") });
  const elsewhere = state([seatedAt("ann", "2", "2030-01-01T17:57:00Z")], [place("1"), occupied("2", "ann")]);
  assert.deepEqual(plans(seat, elsewhere), ["ann has been at table 2 for 3 min."]);
  assert.deepEqual(plans(seat, state([party("ann", { status: "finished", finishedTime: "2030-01-01T17:58:00Z" })], [place("1")])), ["ann left 2 min ago."]);
  assert.deepEqual(plans(seat, state([], [place("1")])), ["ann is not on the list any more."]);
  assert.deepEqual(plans(did("create", { party: ann }), elsewhere), ["ann has been at table 2 for 3 min."]);
});

test("a stage goes back only for the same party, from the stage that was set", () => {
  const check = did("stage", { table: occupied("1", "ann", { stage: "dessert" }) }, { stage: "check" });
  assert.deepEqual(plans(check, state([seatedAt("Lee", "1")], [occupied("1", "Lee", { stage: "check" })])), ["The party at table 1 has changed since."]);
  assert.deepEqual(plans(check, state([seatedAt("ann", "1")], [occupied("1", "ann", { stage: "paid" })])), ["Table 1 is at another stage by now."]);
});

test("a table that is closed or gone can't be sat at again", () => {
  const left = did("unseat", { party: seatedAt("ann", "1"), from: place("1") });
  assert.deepEqual(plans(left, state([ann], [place("1", { status: "out_of_service" })])), ["Table 1 is not free."]);
  assert.deepEqual(plans(left, state([ann], [])), ["That table is not on the floor any more."]);
});

test("a seating of who sat already goes back to where it was; too large a party, too, which sat there before", () => {
  const seat = did("seat", { party: seatedAt("ann", "2"), table: place("1"), from: place("2") });
  const now = state([seatedAt("ann", "1")], [occupied("1", "ann"), place("2")]);
  assert.deepEqual(plans(seat, now), ["move ann 2"]);
  const way = undoing(seat, now, NOW);
  assert.equal("plans" in way && way.plans[0]?.override, true);
});

const back = (entry: Queued, now: State) => {
  const way = undoing(entry, now, NOW);
  return "why" in way ? assert.fail(way.why) : requestOf(way.plans.at(-1)!, "r1").body;
};

test("who was put back on the list by mistake sits as it did, who was taken off it waits as it did", () => {
  const at = occupied("1", "ann", { stage: "mains" });
  const sat = did("unseat", { party: seatedAt("ann", "1"), from: at });
  assert.deepEqual(plans(sat, state([ann], [place("1")])), ["seat ann 1 mains"]);
  assert.deepEqual(back(sat, state([ann], [place("1")])), { table_id: "1", base_version: 1, override: true, as_it_was: true });
  const left = did("finish", { party: seatedAt("ann", "1"), from: at });
  assert.deepEqual(back(left, state([party("ann", { status: "finished" })], [place("1")])), { table_id: "1", base_version: 1, override: true });
  const late = did("no-show", { party: party("ann", { status: "running_late" }) });
  assert.deepEqual(back(late, state([party("ann", { status: "no_show" })], [])), { status: "waiting", as_it_was: true, base_version: 1 });
  const seat = did("seat", { party: ann, table: place("1") });
  assert.deepEqual(back(seat, state([seatedAt("ann", "1")], [occupied("1", "ann")])), { still_called: true, base_version: 1 });
});

function booking(status: Booking["status"], more: Partial<Booking> = {}): Booking {
  const times = { reservationTime: "2030-01-01T18:00:00Z", endTime: "2030-01-01T19:30:00Z", durationMinutes: 90 };
  return { id: "kim", version: 3, guestName: "Kim", partySize: 2, status, ...times, assignedTableId: "1", combinationId: null, guestId: null, phoneNumber: null, notes: null, ...more };
}

function booked(verb: BookAct["verb"], before: Booking, now: Booking, guests: Guest[] = [], more: Partial<Queued> = {}): string {
  const there = fromFullSync({ ...fullSync(5, guests, [place("1"), place("2")]), reservations: [now] });
  const way = undoing(seen({ booking: before }, { verb: "book", seq: 5, book: { verb, booking: before }, ...more }), there, NOW);
  if ("why" in way) return way.why;
  const { path, body } = requestOf(way.plans[0]!, "r1");
  return `${path.replace("/restaurants/r1/reservations/", "")} ${JSON.stringify(body)}`;
}

test("what was done to a booking gives back the status that it had", () => {
  const to = (status: string) => `kim {"status":"${status}","as_it_was":true,"base_version":3}`;
  assert.equal(booked("arrive", booking("pending"), booking("arrived")), to("pending"));
  assert.equal(booked("arrive", booking("confirmed"), booking("partially_arrived")), to("confirmed"));
  assert.equal(booked("cancel", booking("arrived", { guestId: "ann" }), booking("cancelled", { guestId: "ann" })), to("arrived"));
  assert.equal(booked("no-show", booking("pending"), booking("no_show")), to("pending"));
  assert.equal(booked("write", booking("confirmed"), booking("confirmed")), 'kim/cancel {"base_version":3}');
});

test("a seating from the book is taken back while its party sits where it was seated", () => {
  const sits = booking("seated", { guestId: "ann" });
  assert.equal(booked("seat", booking("arrived", { guestId: "ann" }), sits, [seatedAt("ann", "1")]), 'kim/unseat {"base_version":3}');
  const at = { verb: "seat", booking: booking("confirmed"), at: { tableId: "2", combinationId: null } } as const;
  assert.equal(booked("seat", booking("confirmed"), sits, [seatedAt("ann", "2")], { book: at }), 'kim/unseat {"base_version":3}');
  assert.equal(booked("seat", booking("confirmed"), sits, [seatedAt("ann", "2")]), "ann has been at table 2 for 10 s.");
  assert.equal(booked("seat", booking("arrived", { guestId: "ann" }), sits, [ann], { seq: 6 }), 'kim/unseat {"base_version":3}', "the box's news is on its way");
  const gone = party("ann", { status: "finished", finishedTime: "2030-01-01T17:58:00Z" });
  assert.equal(booked("seat", booking("confirmed"), booking("finished", { guestId: "ann" }), [gone]), "ann left 2 min ago.");
});

test("of a booking that has gone on since it says how it stands", () => {
  assert.equal(booked("write", booking("confirmed"), booking("seated")), "The booking of Kim has changed since: seated.");
  assert.equal(booked("arrive", booking("confirmed"), booking("no_show")), "The booking of Kim has changed since: no-show.");
  assert.equal(booked("cancel", booking("arrived"), booking("partially_arrived")), "The booking of Kim has changed since: some are here.");
});

test("without a line a seating from the book is taken back too: the booking stands, the table is free, the party waits", async () => {
  const start = { ...fullSync(5, [seatedAt("ann", "1")], [occupied("1", "ann")]), reservations: [booking("seated", { guestId: "ann" })] };
  const tab = new Tab(undefined, undefined, undefined, undefined, start);
  tab.goOnline(false);
  const before = booking("arrived", { guestId: "ann", assignedTableId: null });
  const at = { tableId: "1", combinationId: null };
  await tab.actions.undo(seen({ booking: before }, { key: "done", verb: "book", seq: 5, book: { verb: "seat", booking: before, at } }));
  await settled();
  const now = tab.stand.state.value!;
  const { status, assignedTableId } = bookingOf(now, "kim")!;
  assert.deepEqual([guest(now, "ann")?.status, table(now, "1")?.status, status, assignedTableId], ["waiting", "available", "arrived", null]);
  await tab.reconnect();
  assert.deepEqual(tab.sent.map(({ request }) => [request.method, request.path]), [["POST", "/restaurants/r1/reservations/kim/unseat"]]);
  assert.match(tab.told, /Undone: Seat Kim by their booking/);
  tab.close();
});
