import assert from "node:assert/strict";
import { test } from "node:test";
import { fromFullSync } from "../src/store";
import { offers, suiting, type Advice } from "../src/suggesting";
import { floor } from "../src/texts/floor";
import type { Server } from "../src/wire";
import { fullSync, party, place, wish } from "./room";

const ana: Server = { id: "ana", version: 1, name: "Ana", initials: "AN", colour: "teal", userId: null, onDuty: true, paused: false };
const tables = [place("1"), place("2", { serverId: "ana" }), place("3", { status: "occupied" })];
const lee = party("lee", { name: "Lee", notifiedTime: "2030-01-01T20:05:00Z", heldUntil: "2030-01-01T20:15:00Z" });
const state = fromFullSync({ ...fullSync(5, [lee], tables), servers: [ana] });
const suggestion = (table_id: string, free_until: string | null = null) =>
  ({ table_id, combination_id: null, table_ids: [table_id], label: table_id, seats: 4, spare_seats: 1, smallest: true, booked: false, held_for: null as string | null, free_until, section: null });
const advice: Advice = {
  suggestions: [suggestion("3"), suggestion("2", "2030-01-01T20:15:00Z")],
  refusals: [{ table_id: "1", label: "1", obstacles: ["booked"], booked_from: null }],
  next: "ana",
};

test("the box's order is kept, what was taken meanwhile left out, and whose turn it is told", () => {
  const offered = offers(state, wish(3), advice);
  assert.deepEqual(offered.map(({ table }) => table.id), ["2"]);
  assert.equal(floor.why(offered[0]!, () => "20:15"), "fits 4, free until 20:15, Ana next");
});

test("while the box can't be asked the plain rule stands in", () => {
  assert.deepEqual(offers(state, wish(3), null).map(({ table }) => table.id), ["1", "2"]);
});

test("a table that is held for somebody else is offered last, and says for whom and until when", () => {
  const said = { ...advice, suggestions: [suggestion("1"), { ...suggestion("2"), held_for: "lee" }] };
  const held = new Map([["1", lee]]);
  const named = (found: ReturnType<typeof offers>) => found.map((one) => [one.table.id, floor.why(one, () => "20:15")]);
  assert.deepEqual(named(offers(state, wish(3), said)), [["1", "fits 4"], ["2", "held for Lee until 20:15, fits 4, Ana next"]]);
  assert.deepEqual(named(offers(state, wish(3, { held }), null)), [["2", "fits 4"], ["1", "held for Lee until 20:15, fits 4"]]);
  const wide = fromFullSync(fullSync(5, [lee], ["1", "2", "3", "4"].map((id) => place(id))));
  assert.deepEqual(named(offers(wide, wish(3, { held }), null)).map(([id]) => id), ["2", "3", "4"]);
});

const soon = { id: "b", version: 1, guestName: "Moreau", partySize: 2, status: "confirmed", reservationTime: "2030-01-01T18:30:00.000Z", endTime: "2030-01-01T20:00:00.000Z", assignedTableId: "2", combinationId: null };
const booked = (more = {}) => fromFullSync({ ...fullSync(5, [lee], tables), reservations: [{ ...soon, ...more }] });

test("a booking in the way makes a table unfit, as the box says, or while it can't be asked as the book does", () => {
  const fit = (of: typeof state, said: Advice | null) => tables.filter(suiting(of, wish(3), said)).map(({ id }) => id);
  assert.deepEqual([fit(state, advice), fit(state, null), fit(booked(), null), fit(booked({ status: "cancelled" }), null)], [["2"], ["1", "2"], ["1"], ["1", "2"]]);
});

test("while the box can't be asked, what is booked soon isn't offered, and of what is booked later it is told until when", () => {
  const later = { reservationTime: "2030-01-01T20:15:00.000Z", endTime: "2030-01-01T21:30:00.000Z" };
  const named = (of: typeof state, own?: string) => offers(of, wish(3, { own }), null).map((one) => [one.table.id, floor.why(one, (at) => at.slice(11, 16))]);
  assert.deepEqual(named(booked()), [["1", "fits 4"]]);
  assert.deepEqual(named(booked(later)), [["1", "fits 4"], ["2", "fits 4, free until 20:15"]]);
  assert.deepEqual(named(booked(), "b").map(([id]) => id), ["2", "1"], "their own booking is the best for them");
});

test("what the box puts together is offered as one, while all of its tables are free", () => {
  const both = { id: "c", version: 1, name: "1+2", tableIds: ["1", "2"], minPartySize: 5, maxPartySize: 8 };
  const room = (...all: ReturnType<typeof place>[]) => fromFullSync({ ...fullSync(5, [], all), combinations: [both] });
  const said = { ...advice, suggestions: [{ ...suggestion("1"), combination_id: "c", table_ids: ["1", "2"], seats: 8 }] };
  const named = (...found: ReturnType<typeof offers>) => found.map(({ table, together, seats }) => [table.id, together?.name, seats]);
  assert.deepEqual(named(...offers(room(...tables), wish(6), said)), [["1", "1+2", 8]]);
  assert.deepEqual(named(...offers(room(...tables), wish(6), null)), [["1", "1+2", 8]]);
  assert.equal(floor.why(offers(room(...tables), wish(6), said)[0]!, String), "tables put together, fits 8");
  assert.deepEqual(offers(room(tables[0]!, place("2", { status: "occupied" })), wish(6), said), []);
  assert.deepEqual(offers(room(...tables), wish(6), { ...advice, suggestions: [] }), []);
  const [other, held] = [place("9", { capacity: 12 }), new Map([["2", lee]])];
  assert.deepEqual(named(...offers(room(...tables, other), wish(6, { held }), null)), [["9", undefined, 12], ["1", "1+2", 8]]);
  assert.deepEqual(offers(state, wish(3), said), [], "they can't be put together any more");
});
