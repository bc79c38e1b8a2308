import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, nothing } from "../src/editor/differences";
import { alike, type Draft, type DraftTable } from "../src/editor/draft";
import { added, assigned, begunWith, changed, combined, duplicated, isTaken, numberedInOrder, recombined, removed, renamed, resized, turned, usualSize } from "../src/editor/edits";
import { footprint, freeSpot, inside, moved, PLAN, snapped } from "../src/editor/geometry";
import { back, begun, forth, went } from "../src/editor/history";

const empty: Draft = { sections: [{ id: "s", name: "Window" }], tables: [], combinations: [] };

function table(number: number, x: number, y: number, more: Partial<DraftTable> = {}): DraftTable {
  const sizes = { capacity: 2, minPartySize: 1, maxPartySize: 2, size: { width: 0.1, height: 0.1 } };
  const id = `t${number}`;
  return { id, number, tableNumber: String(number), ...sizes, position: { x: x / PLAN.width, y: y / PLAN.height }, shape: "square", rotation: 0, section: null, ...more };
}

function floor(...tables: DraftTable[]): Draft {
  return { ...empty, tables };
}

function at(draft: Draft, id: string): [number, number] {
  const { x, y } = footprint(draft.tables.find((one) => one.id === id)!);
  return [Math.round(x), Math.round(y)];
}

const only = (...ids: string[]) => new Set(ids);
let made = 0;
const newId = () => `new${(made += 1)}`;

test("several tables move together, and stop together at the edge of the plan", () => {
  const draft = floor(table(1, 100, 100), table(2, 700, 100));
  assert.deepEqual([at(moved(draft, only("t1", "t2"), 20, 40), "t1"), at(moved(draft, only("t1", "t2"), 500, 0), "t1")], [[120, 140], [160, 100]]);
  assert.deepEqual(at(moved(draft, only("t1"), -500, -500), "t1"), [40, 30]);
});

test("a dragged table comes to a neighbour's edge when it is near, else to the grid", () => {
  const draft = floor(table(1, 100, 100), table(2, 300, 300));
  const near = snapped(draft, only("t1"), 200 + 5, 0);
  assert.deepEqual([near.dx, near.guide.x], [200, 300]);
  const beside = snapped(draft, only("t1"), 0, 143);
  assert.deepEqual([beside.dy, beside.guide.y], [140, 270]);
  const alone = snapped(draft, only("t1"), 53, 0);
  assert.deepEqual([alone.dx, alone.guide.x], [60, null]);
});

test("a turned table covers another part of the plan, and stays on it", () => {
  const draft = turned(floor(table(1, 100, 40, { size: { width: 0.2, height: 0.1 } })), only("t1"), 90);
  const { w, h } = footprint(draft.tables[0]!);
  assert.deepEqual([Math.round(w), Math.round(h), at(draft, "t1")], [60, 160, [100, 80]]);
  assert.equal(turned(turned(draft, only("t1"), 180), only("t1"), 90).tables[0]?.rotation, 0);
});

test("a new table lies where nothing else does and bears the lowest free number", () => {
  const once = added(floor(table(1, 50, 50), table(3, 700, 500)), "a", "round", "Window");
  const [, , round] = once.tables;
  assert.deepEqual([round?.tableNumber, round?.section, round?.capacity, round?.maxPartySize], ["2", "Window", 4, 4]);
  const both = added(once, "b", "booth", null);
  const [one, other] = [footprint(both.tables[2]!), footprint(both.tables[3]!)];
  assert.ok(Math.abs(one.x - other.x) >= (one.w + other.w) / 2 || Math.abs(one.y - other.y) >= (one.h + other.h) / 2);
  assert.deepEqual(at(added(empty, "c", "bar", null, { x: 795, y: 300 }), "c"), [768, 300]);
  assert.deepEqual(at(added(empty, "d", "bar", null, { x: 203, y: 297 }), "d"), [200, 300]);
  assert.deepEqual(freeSpot(empty, { w: 64, h: 64 }), { x: 60, y: 60 });
});

test("copies have numbers of their own; what is removed takes its combinations along", () => {
  const { draft, copies } = duplicated(floor(table(1, 50, 50), table(2, 150, 50)), only("t1", "t2"), newId);
  assert.deepEqual([draft.tables.map((one) => one.tableNumber), copies.size], [["1", "2", "3", "4"], 2]);
  const together = combined(draft, "c", only("t1", "t2"));
  assert.deepEqual(together.combinations[0], { id: "c", name: "1+2", tableIds: ["t1", "t2"], minPartySize: 3, maxPartySize: 4 });
  assert.deepEqual(removed(together, only("t2")).combinations, []);
  assert.deepEqual(recombined(together, "c", 0, 120).combinations[0]?.maxPartySize, 99);
});

test("sizes of parties follow the seats and never cross", () => {
  const draft = floor(table(1, 100, 100));
  const set = (fields: Partial<DraftTable>) => changed(draft, only("t1"), fields).tables[0]!;
  assert.deepEqual([set({ capacity: 6 }).maxPartySize, set({ minPartySize: 3 }).maxPartySize], [6, 3]);
  assert.equal(changed(changed(draft, only("t1"), { minPartySize: 2 }), only("t1"), { maxPartySize: 1 }).tables[0]?.minPartySize, 1);
  assert.deepEqual([set({ tableNumber: "B12" }).number, isTaken(draft, "1", "t1"), isTaken(draft, "1", "x")], [12, false, true]);
});

test("a table that nobody has sized grows with its seats, one that was sized stays", () => {
  const usual = table(1, 100, 100, { size: usualSize("square", 2) });
  assert.deepEqual(changed(floor(usual), only("t1"), { capacity: 4 }).tables[0]?.size, usualSize("square", 4));
  const sized = resized(floor(usual), "t1", 200, 5);
  assert.deepEqual(changed(sized, only("t1"), { capacity: 4 }).tables[0]?.size, { width: 0.25, height: 0.04 });
});

test("numbers go row by row, from left to right", () => {
  const draft = numberedInOrder(floor(table(7, 300, 104), table(8, 100, 300), table(9, 100, 100)), only("t7", "t8", "t9"));
  assert.deepEqual(draft.tables.map(({ id, tableNumber, number }) => [id, tableNumber, number]), [["t7", "8", 8], ["t8", "9", 9], ["t9", "7", 7]]);
});

test("a section is made by the first table in it, renamed with its tables, and leaves them behind", () => {
  const inBar = assigned(floor(table(1, 100, 100)), only("t1"), "Bar", newId);
  assert.deepEqual([inBar.sections.map(({ name }) => name), inBar.tables[0]?.section], [["Window", "Bar"], "Bar"]);
  const pub = renamed(inBar, "Bar", "Pub");
  assert.deepEqual([pub.sections.map(({ name }) => name), pub.tables[0]?.section], [["Window", "Pub"], "Pub"]);
  assert.deepEqual([renamed(pub, "Pub", null).sections.length, renamed(pub, "Pub", null).tables[0]?.section], [1, null]);
});

test("a lasso takes what has its middle in it", () => {
  const { tables } = floor(table(1, 100, 100), table(2, 300, 100));
  assert.deepEqual([...inside(tables, { x: 200, y: 200 }, { x: 90, y: 90 })], ["t1"]);
});

test("a template brings its tables and its sections", () => {
  const sketch = { tableNumber: "C3", capacity: 1, shape: "bar", position: { x: 0.5, y: 0.5 }, section: "Counter" } as const;
  const draft = begunWith(empty, [sketch, { ...sketch, tableNumber: "C4" }], newId);
  assert.deepEqual(draft.sections.map(({ name }) => name), ["Window", "Counter"]);
  assert.deepEqual(draft.tables.map(({ number, maxPartySize }) => [number, maxPartySize]), [[3, 1], [4, 1]]);
});

test("steps are taken back and done again, and repeated ones are one step", () => {
  const [a, b, c, d] = [floor(), floor(table(1, 50, 50)), floor(table(2, 50, 50)), floor(table(3, 50, 50))];
  const drawn = went(went(went(begun(a!), b!), c!, "move"), d!, "move");
  assert.equal(back(drawn).now, b);
  assert.equal(back(back(back(drawn))).now, a);
  assert.equal(forth(back(drawn)).now, d);
  assert.deepEqual(went(back(drawn), c!).future, []);
  assert.equal(went(drawn, d!), drawn);
});

test("what publishing changes is told by name", () => {
  const now = { ...floor(table(1, 50, 50), table(2, 150, 50), table(3, 250, 50, { section: "Window" }), table(4, 350, 50)), combinations: [] };
  const drawn = renamed(changed(moved(removed(now, only("t4")), only("t1"), 20, 0), only("t2"), { tableNumber: "12", capacity: 3 }), "Window", "Terrace");
  const told = differences(now, combined(added(drawn, "n", "oval", null), "c", only("t1", "t2")));
  assert.deepEqual([told.tables.added, told.tables.removed, told.tables.moved], [["2"], ["4"], ["1"]]);
  assert.deepEqual(told.tables.renamed, [{ from: "2", to: "12" }]);
  assert.deepEqual(told.tables.changed, [{ label: "12", fields: [{ field: "capacity", from: 2, to: 3 }, { field: "maxPartySize", from: 2, to: 3 }] }]);
  assert.deepEqual([told.sections.renamed, told.combinations.added], [[{ from: "Window", to: "Terrace" }], ["1+12"]]);
  assert.ok(!nothing(told));
  assert.ok(nothing(differences(now, { ...now, tables: [...now.tables].reverse() })));
  assert.ok(alike(now, { ...now, tables: [...now.tables].reverse() }));
});
