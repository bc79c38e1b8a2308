import assert from "node:assert/strict";
import { test } from "node:test";
import { claim, keys, press, switchShortcuts } from "../src/shortcuts";

function key(name: string, more: object = {}) {
  let taken = false;
  const held = { ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, target: null };
  press({ key: name, ...held, ...more, preventDefault: () => (taken = true) });
  return taken;
}

const field = { closest: (selector: string) => (selector.includes("input") ? {} : null) };

test("of several that claim a key the latest has it, until it gives it back", () => {
  const heard: string[] = [];
  const first = claim("walkIn", () => heard.push("first"));
  const second = claim("walkIn", () => heard.push("second"));
  assert.equal(key("n"), true);
  second();
  key("N");
  first();
  assert.equal(key("n"), false);
  assert.deepEqual(heard, ["second", "first"]);
});

test("what is typed, and what the browser means, is left alone", () => {
  let heard = 0;
  const back = claim("undo", () => (heard += 1));
  for (const more of [{ target: field }, { ctrlKey: true }, { metaKey: true }, { altKey: true }, { defaultPrevented: true }]) {
    assert.equal(key("u", more), false);
  }
  assert.equal(heard, 0);
  back();
});

test("they can be switched off", () => {
  const back = claim("help", () => {});
  switchShortcuts(false);
  assert.equal(key("?"), false);
  switchShortcuts(true);
  assert.equal(key("?"), true);
  back();
});

test("no two share a key", () => assert.equal(new Set(Object.values(keys)).size, Object.keys(keys).length));
