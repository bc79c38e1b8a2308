import assert from "node:assert/strict";
import { test } from "node:test";
import { bestTables, fits, holds } from "../src/fit";
import { fromFullSync } from "../src/store";
import { fullSync, place } from "./room";

const best = (size: number, ...tables: ReturnType<typeof place>[]) =>
  bestTables(fromFullSync(fullSync(5, [], tables)), size).map((table) => table.id);

test("a table holds as many as the box lets sit there, whatever its chairs", () => {
  const [wide, strict] = [place("1", { capacity: 4, maxPartySize: 6 }), place("2", { capacity: 6, maxPartySize: 4 })];
  assert.deepEqual([4, 5, 6, 7].map((size) => holds(wide, size)), [true, true, true, false]);
  assert.deepEqual([4, 5, 6].map((size) => holds(strict, size)), [true, false, false]);
});

test("a party fits at a free table alone", () => {
  assert.ok(fits(place("1"), 4));
  assert.ok(!fits(place("1"), 5));
  assert.ok(!fits(place("1", { status: "occupied" }), 2));
});

test("the best tables waste the fewest chairs", () => {
  assert.deepEqual(best(3, place("1", { capacity: 8 }), place("2", { capacity: 4 }), place("3", { capacity: 2 })), ["2", "1"]);
});

test("squeezing in comes after having a chair each", () => {
  const tables = [place("1", { capacity: 2, maxPartySize: 6 }), place("2", { capacity: 4, maxPartySize: 6 }), place("3", { capacity: 8 })];
  assert.deepEqual(best(5, ...tables), ["3", "2", "1"]);
});
