import assert from "node:assert/strict";
import { test } from "node:test";
import type { Box } from "../src/layout";
import { stepFrom } from "../src/steps";

const at = (x: number, y: number): Box => ({ x, y, w: 50, h: 50 });
const boxes = new Map([["a", at(0, 0)], ["b", at(100, 0)], ["c", at(0, 100)], ["d", at(110, 90)], ["e", at(300, 40)]]);

test("the arrows go to the nearest table that way, straight ahead before aside", () => {
  assert.deepEqual(["ArrowRight", "ArrowDown"].map((key) => stepFrom(boxes, "a", key)), ["b", "c"]);
  assert.deepEqual(["ArrowLeft", "ArrowUp"].map((key) => stepFrom(boxes, "d", key)), ["c", "b"]);
  assert.equal(stepFrom(boxes, "b", "ArrowRight"), "e");
});

test("there is no step over the edge, from nowhere, or by another key", () => {
  assert.deepEqual([stepFrom(boxes, "a", "ArrowLeft"), stepFrom(boxes, "x", "ArrowLeft"), stepFrom(boxes, "a", "Enter")], [undefined, undefined, undefined]);
});
