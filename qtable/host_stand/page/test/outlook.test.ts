import assert from "node:assert/strict";
import { test } from "node:test";
import { classOf, OutlookReader, type ClassOutlook, type Outlook } from "../src/outlook";
import { FakeClock, quiet } from "./room";

const sizes = (...largest: (number | null)[]): Outlook =>
  ({ timestamp: "", waiting: [], seated: [], size_classes: largest.map((one) => ({ largest: one }) as ClassOutlook) });

class Box {
  clock = new FakeClock();
  asked: { answer: (said: Outlook) => void; fail: () => void }[] = [];
  reader = new OutlookReader(this.clock, () => new Promise((answer, fail) => void this.asked.push({ answer, fail: () => fail(new Error()) })));

  async answers(said: Outlook | null): Promise<void> {
    const last = this.asked.at(-1);
    if (said) last?.answer(said);
    else last?.fail();
    await quiet();
  }
}

test("it is asked at once, then at most every three seconds and at least each half minute", async () => {
  const box = new Box();
  box.reader.want();
  await box.clock.pass(0);
  await box.answers(sizes(2));
  for (let i = 0; i < 5; i++) box.reader.want();
  await box.clock.pass(2_999);
  assert.equal(box.asked.length, 1);
  await box.clock.pass(1);
  assert.equal(box.asked.length, 2);
  await box.answers(sizes(2));
  await box.clock.pass(29_999);
  assert.equal(box.asked.length, 2);
  await box.clock.pass(1);
  assert.equal(box.asked.length, 3);
});

test("what changes while the box thinks is asked after it has answered", async () => {
  const box = new Box();
  box.reader.want();
  await box.clock.pass(0);
  box.reader.want();
  await box.clock.pass(10_000);
  assert.equal(box.asked.length, 1);
  await box.answers(sizes(2));
  await box.clock.pass(0);
  assert.equal(box.asked.length, 2);
});

test("without an answer there is none, rather than an old one, but what was said last is kept apart", async () => {
  const box = new Box();
  box.reader.want();
  await box.clock.pass(0);
  await box.answers(sizes(2));
  assert.equal(box.reader.now.value?.size_classes.length, 1);
  await box.clock.pass(30_000);
  await box.answers(null);
  box.reader.forget();
  assert.deepEqual([box.reader.now.value, box.reader.last.value?.size_classes.length], [null, 1]);
});

test("an answer that comes after the line was lost is dropped", async () => {
  const box = new Box();
  box.reader.want();
  await box.clock.pass(0);
  box.reader.forget();
  await box.answers(sizes(2));
  assert.equal(box.reader.now.value, null);
  await box.clock.pass(60_000);
  assert.equal(box.asked.length, 1);
});

test("a party waits in the first class that holds it, the last one being open", () => {
  const outlook = sizes(2, 4, null);
  assert.deepEqual([1, 2, 3, 9].map((size) => classOf(outlook, size)?.largest), [2, 2, 4, null]);
});

test("a clock that is set back keeps it from being asked no longer than usual", async () => {
  const box = new Box();
  const { now } = box.clock;
  box.reader.want();
  await box.clock.pass(0);
  await box.answers(sizes(2));
  box.clock.now = () => now() - 3_600_000;
  box.reader.want();
  await box.clock.pass(3_000);
  assert.equal(box.asked.length, 2);
});

test("after a loss in the midst of asking it is asked anew", async () => {
  const box = new Box();
  box.reader.want();
  await box.clock.pass(0);
  box.reader.forget();
  box.reader.want();
  await box.clock.pass(3_000);
  assert.equal(box.asked.length, 2);
});
