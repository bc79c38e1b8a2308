import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf, placeOf } from "../src/router";

test("an address without a screen is the first screen's", () => {
  for (const hash of ["", "#", "#/"]) assert.deepEqual(placeOf(hash), { path: "/", rest: [] });
});

test("a screen and what it shows of it go into the address and come out of it", () => {
  assert.equal(hashOf("/book", "2026-11-21"), "#/book/2026-11-21");
  assert.deepEqual(placeOf("#/book/2026-11-21"), { path: "/book", rest: ["2026-11-21"] });
});

test("a slash too many names nothing", () => {
  assert.deepEqual(placeOf("#/book/2026-11-21//"), { path: "/book", rest: ["2026-11-21"] });
});
