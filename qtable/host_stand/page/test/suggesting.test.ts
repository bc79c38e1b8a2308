import assert from "node:assert/strict";
import { test } from "node:test";
import type { Held } from "../src/holding";
import { fromFullSync } from "../src/store";
import { offers, suits, type Advice } from "../src/suggesting";
import { floor } from "../src/texts/floor";
import type { Server } from "../src/wire";
import { fullSync, party, place } from "./room";

const ana: Server = { id: "ana", version: 1, name: "Ana", initials: "AN", colour: "teal", userId: null, onDuty: true, paused: false };
const tables = [place("1"), place("2", { serverId: "ana" }), place("3", { status: "occupied" })];
const lee = party("lee", { name: "Lee", notifiedTime: "2030-01-01T20:05:00Z", heldUntil: "2030-01-01T20:15:00Z" });
const nobody: Held = new Map();
const state = fromFullSync({ ...fullSync(5, [lee], tables), servers: [ana] });
const suggestion = (table_id: string, free_until: string | null = null) =>
  ({ table_id, combination_id: null, table_ids: [table_id], label: table_id, seats: 4, spare_seats: 1, smallest: true, booked: false, held_for: null as string | null, free_until, section: null });
const advice: Advice = {
  suggestions: [suggestion("3"), suggestion("2", "2030-01-01T20:15:00Z")],
  refusals: [{ table_id: "1", label: "1", obstacles: ["booked"], booked_from: null }],
  next: "ana",
};

test("the box's order is kept, what was taken meanwhile left out, and whose turn it is told", () => {
  const offered = offers(state, 3, advice, nobody);
  assert.deepEqual(offered.map(({ table }) => table.id), ["2"]);
  assert.equal(floor.why(offered[0]!, () => "20:15"), "fits 4, free until 20:15, Ana next");
});

test("while the box can't be asked the plain rule stands in", () => {
  assert.deepEqual(offers(state, 3, null, nobody).map(({ table }) => table.id), ["1", "2"]);
});

test("a table that is held for somebody else is offered last, and says for whom and until when", () => {
  const said = { ...advice, suggestions: [suggestion("1"), { ...suggestion("2"), held_for: "lee" }] };
  const held = new Map([["1", lee]]);
  const named = (found: ReturnType<typeof offers>) => found.map((one) => [one.table.id, floor.why(one, () => "20:15")]);
  assert.deepEqual(named(offers(state, 3, said, nobody)), [["1", "fits 4"], ["2", "held for Lee until 20:15, fits 4, Ana next"]]);
  assert.deepEqual(named(offers(state, 3, null, held)), [["2", "fits 4"], ["1", "held for Lee until 20:15, fits 4"]]);
  const wide = fromFullSync(fullSync(5, [lee], ["1", "2", "3", "4"].map((id) => place(id))));
  assert.deepEqual(named(offers(wide, 3, null, held)).map(([id]) => id), ["2", "3", "4"]);
});

test("a booking in the way makes a table unfit, where the box was asked", () => {
  assert.deepEqual([suits(tables[0]!, 3, advice), suits(tables[1]!, 3, advice), suits(tables[0]!, 3, null)], [false, true, true]);
});

test("what the box puts together is offered as one, while all of its tables are free", () => {
  const both = { id: "c", version: 1, name: "1+2", tableIds: ["1", "2"], minPartySize: 5, maxPartySize: 8 };
  const room = (...all: ReturnType<typeof place>[]) => fromFullSync({ ...fullSync(5, [], all), combinations: [both] });
  const said = { ...advice, suggestions: [{ ...suggestion("1"), combination_id: "c", table_ids: ["1", "2"], seats: 8 }] };
  const named = (...found: ReturnType<typeof offers>) => found.map(({ table, together, seats }) => [table.id, together?.name, seats]);
  assert.deepEqual(named(...offers(room(...tables), 6, said, nobody)), [["1", "1+2", 8]]);
  assert.deepEqual(named(...offers(room(...tables), 6, null, nobody)), [["1", "1+2", 8]]);
  assert.equal(floor.why(offers(room(...tables), 6, said, nobody)[0]!, String), "tables put together, fits 8");
  assert.deepEqual(offers(room(tables[0]!, place("2", { status: "occupied" })), 6, said, nobody), []);
  assert.deepEqual(offers(room(...tables), 6, { ...advice, suggestions: [] }, nobody), []);
  const [other, held] = [place("9", { capacity: 12 }), new Map([["2", lee]])];
  assert.deepEqual(named(...offers(room(...tables, other), 6, null, held)), [["9", undefined, 12], ["1", "1+2", 8]]);
  assert.deepEqual(offers(state, 3, said, nobody), [], "they can't be put together any more");
});
