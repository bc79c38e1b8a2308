import assert from "node:assert/strict";
import { test } from "node:test";
import { bestSpots, holds, labelOf, spotOf } from "../src/fit";
import { fromFullSync } from "../src/store";
import type { Combination, Table } from "../src/wire";
import { fullSync, party, place, wish } from "./room";

const best = (size: number, ...tables: ReturnType<typeof place>[]) =>
  bestSpots(fromFullSync({ ...fullSync(5, [], tables), combinations: [both("1", "2"), both("2", "3")] }), wish(size)).slice(0, 3).map(labelOf);

const both = (first: string, second: string): Combination =>
  ({ id: `of ${first}+${second}`, version: 1, name: `${first}+${second}`, tableIds: [first, second], minPartySize: 5, maxPartySize: 8 });

test("a table holds as many as the box lets sit there, whatever its chairs", () => {
  const [wide, strict] = [place("1", { capacity: 4, maxPartySize: 6 }), place("2", { capacity: 6, maxPartySize: 4 })];
  assert.deepEqual([4, 5, 6, 7].map((size) => holds(wide, size)), [true, true, true, false]);
  assert.deepEqual([4, 5, 6].map((size) => holds(strict, size)), [true, false, false]);
});

test("where the box sees a party stands while that is open and holds it", () => {
  const seen = (size: number, more: Partial<Table> = {}, combination_id: string | null = null) =>
    spotOf(fromFullSync({ ...fullSync(5, [], [place("1"), place("2", more)]), combinations: [both("1", "2")] }), { table_id: combination_id ? "1" : "2", combination_id }, size);
  const named = (spot: ReturnType<typeof spotOf>) => spot && labelOf(spot);
  assert.deepEqual([seen(4), seen(4, { status: "reserved" }), seen(4, { status: "occupied" }), seen(5)].map(named), ["2", "2", undefined, undefined]);
  const together = "of 1+2";
  assert.deepEqual([seen(5, {}, together), seen(5, { status: "needs_cleaning" }, together), seen(9, {}, together), seen(5, {}, "gone")].map(named), ["1+2", undefined, undefined, undefined]);
});

test("the best tables waste the fewest chairs", () => {
  assert.deepEqual(best(3, place("1", { capacity: 8 }), place("2", { capacity: 4 }), place("3", { capacity: 2 })), ["2", "1"]);
});

test("squeezing in comes after having a chair each", () => {
  const tables = [place("1", { capacity: 2, maxPartySize: 6 }), place("2", { capacity: 4, maxPartySize: 6 }), place("3", { capacity: 8 })];
  assert.deepEqual(best(5, ...tables), ["3", "2", "1"]);
});

test("what is held for others comes last, and keeps no tables from being put together", () => {
  const [floor, called] = [[place("1"), place("2"), place("6", { capacity: 6 })], party("lee")];
  const state = fromFullSync({ ...fullSync(5, [], floor), combinations: [both("1", "2")] });
  const held = (...ids: string[]) => bestSpots(state, wish(5, { held: new Map(ids.map((id) => [id, called])) })).map(labelOf);
  assert.deepEqual([held(), held("6"), held("6", "2")], [["6"], ["1+2", "6"], ["6", "1+2"]]);
});

test("tables are put together where none alone fits or only with half of its chairs empty", () => {
  const [one, two, three, wide] = [place("1"), place("2"), place("3"), place("9", { capacity: 12 })];
  assert.deepEqual(best(7, one, two, three), ["1+2", "2+3"]);
  assert.deepEqual(best(7, one, two, three, place("8", { capacity: 8 })), ["8"]);
  assert.deepEqual(best(6, one, two, three, wide), ["1+2", "2+3", "9"]);
  assert.deepEqual(best(7, one, two, three, wide), ["9"]);
  assert.deepEqual(best(7, one, two, place("3", { status: "needs_cleaning" })), ["1+2"]);
  assert.deepEqual(best(3, one, two), ["1", "2"]);
});

test("of places with as many chairs the one of fewer tables is better", () => {
  const one = place("9", { capacity: 8 });
  const three: Combination = { id: "c", version: 1, name: "1+2+3", tableIds: ["1", "2", "3"], minPartySize: 3, maxPartySize: 8 };
  const known = fromFullSync({ ...fullSync(5, [], [place("1", { capacity: 2 }), place("2", { capacity: 2 }), place("3", { capacity: 2 }), one]), combinations: [three] });
  assert.deepEqual(bestSpots(known, wish(4)).map(labelOf), ["9", "1+2+3"]);
});
