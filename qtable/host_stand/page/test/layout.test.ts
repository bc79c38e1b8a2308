import assert from "node:assert/strict";
import { test } from "node:test";
import { chairs } from "../src/chairs";
import { layOut, type Box } from "../src/layout";
import type { Table } from "../src/wire";
import { place } from "./room";

const rows = (count: number, columns: number): Table[] =>
  Array.from({ length: count }, (_, i) =>
    place(String(i + 1), { position: { x: (i % columns) / columns, y: Math.floor(i / columns) / columns }, capacity: 2 + (i % 4) * 2 }));

function overlap(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) < (a.w + b.w) / 2 && Math.abs(a.y - b.y) < (a.h + b.h) / 2;
}

for (const [width, height] of [[700, 600], [390, 600], [320, 400], [1600, 900]] as const) {
  test(`at ${width} × ${height} every table can be hit, lies inside and on its own`, () => {
    for (const tables of [rows(18, 5), rows(40, 8), rows(1, 1), [...rows(3, 3)].map((table) => ({ ...table, position: { x: 0, y: 0 } }))]) {
      const plan = layOut(tables, width, height);
      const boxes = [...plan.boxes.values()];
      assert.equal(boxes.length, tables.length);
      boxes.forEach((box, i) => {
        assert.ok(box.w >= 44 && box.h >= 44, `${box.w} × ${box.h}`);
        assert.ok(box.x - box.w / 2 >= 0 && box.x + box.w / 2 <= plan.width);
        assert.ok(box.y - box.h / 2 >= 0 && box.y + box.h / 2 <= plan.height);
        assert.ok(!boxes.slice(i + 1).some((other) => overlap(box, other)));
      });
    }
  });
}

test("a floor that fits isn't scrolled", () => {
  const plan = layOut(rows(18, 5), 700, 600);
  assert.deepEqual([plan.width, plan.height], [700, 600]);
});

test("narrow tables grow towards three lines of text as far as there is room", () => {
  const four = [0, 1 / 3, 2 / 3, 1].map((y, i) => place(String(i), { capacity: 2, position: { x: i % 2, y } }));
  const at = (height: number) => layOut([...four, ...four.map((one) => ({ ...one, id: `by ${one.id}`, position: { ...one.position, x: one.position.x + 0.2 } }))], 320, height);
  const heights = [400, 250, 230, 200].map((height) => Math.round(at(height).boxes.get("0")!.h));
  assert.deepEqual(heights, [72, 72, 65, 58]);
});

test("left stays left and top stays top", () => {
  const plan = layOut(rows(18, 5), 700, 600);
  const at = (id: string) => plan.boxes.get(id) as Box;
  assert.ok(at("1").x < at("2").x && at("1").y < at("6").y);
});

test("there is one chair for each seat", () => {
  for (const shape of ["round", "square", "rectangle", "bar"] as const) {
    for (const seats of [1, 2, 3, 4, 5, 6, 7, 8, 10]) {
      assert.equal(chairs(shape, seats, { x: 0, y: 0, w: 120, h: 80 }).length, seats);
      assert.equal(chairs(shape, seats, { x: 0, y: 0, w: 80, h: 80 }).length, seats);
    }
  }
});
