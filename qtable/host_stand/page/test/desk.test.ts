import assert from "node:assert/strict";
import { test } from "node:test";
import type { Api } from "../src/api";
import { Desk } from "../src/editor/desk";
import type { components } from "../src/generated/api";
import type { Draft } from "../src/editor/draft";
import { added } from "../src/editor/edits";
import { Refusal, Unreachable, type Request } from "../src/http";

type Answered = components["schemas"]["FloorDraft"];

const empty: Pick<Answered, keyof Draft> = { sections: [], tables: [], combinations: [] };

/** A box that stores what it is sent; `next` is what it does with the next request instead. */
class Box {
  asked: { base?: string; base_version: number; tables: object[] }[] = [];
  answer: Answered = { ...empty, stored: false, version: 0, savedAt: null, savedBy: null, base: "a", conflicts: [] };
  next: (() => unknown) | null = null;

  read = () => Promise.resolve(structuredClone(this.answer));

  act = async ({ body }: Request) => {
    const sent = body as (typeof this.asked)[number];
    this.asked.push(sent);
    const { next } = this;
    this.next = null;
    if (next) return { body: await next(), seq: undefined };
    return { body: this.store(sent), seq: undefined };
  };

  store(sent: object, more: object = {}): object {
    const { base, sections, tables, combinations } = { ...this.answer, ...sent };
    this.answer = { sections, tables, combinations, stored: true, version: this.answer.version + 1, savedAt: null, savedBy: { id: "me", name: null }, base, conflicts: [], ...more } as Answered;
    return this.answer;
  }
}

async function opened(): Promise<{ box: Box; desk: Desk }> {
  const box = new Box();
  const desk = new Desk(box as unknown as Api, "r1", "me");
  await desk.read();
  return { box, desk };
}

function place(desk: Desk, id: string): void {
  desk.edit(added(desk.draft.value!, id, "round", null));
}

test("what is drawn while the box answers goes with the next request, on the version that it answered", async () => {
  const { box, desk } = await opened();
  place(desk, "a");
  place(desk, "b");
  place(desk, "c");
  await desk.store();
  assert.deepEqual(box.asked.map((one) => [one.base_version, one.tables.length]), [[0, 1], [1, 3]]);
  assert.deepEqual([desk.saving.value, desk.stored.value], ["saved", true]);
});

test("an unanswered draft is stored once the box is back, whether it had arrived or not", async () => {
  for (const arrived of [true, false]) {
    const { box, desk } = await opened();
    box.next = () => {
      if (arrived) box.store(box.asked[0]!);
      throw new Unreachable("gone");
    };
    place(desk, "a");
    await desk.store();
    assert.equal(desk.saving.value, "unsaved");
    assert.ok(desk.problem.value);
    await desk.store();
    assert.deepEqual([desk.saving.value, desk.problem.value, box.asked[1]?.base_version], ["saved", "", arrived ? 1 : 0]);
  }
});

test("another editor's draft is not written over", async () => {
  const { box, desk } = await opened();
  box.next = () => Promise.reject(new Refusal(409, "version_conflict", "This draft has changed since.", 0));
  place(desk, "a");
  await desk.store();
  assert.deepEqual([desk.saving.value, desk.problem.value], ["unsaved", "This draft has changed since."]);
  await desk.read();
  assert.deepEqual([desk.draft.value?.tables.length, desk.problem.value], [0, ""]);
});

test("a floor that changed meanwhile is taken over, and what clashes keeps its base until it was looked at", async () => {
  const { box, desk } = await opened();
  const theirs = { id: "t", name: "7", entity_type: "table", entity_id: "t", action: "update", fields: ["capacity"] };
  box.next = () => box.store(box.asked[0]!, { base: "b", sections: [{ id: "s", name: "Bar" }], conflicts: [theirs] });
  place(desk, "a");
  await desk.store();
  assert.deepEqual([desk.draft.value?.sections.length, desk.clashes.value.length, desk.history.value?.past.length], [1, 1, 0]);
  box.next = () => box.store(box.asked[1]!, { base: "b", conflicts: [theirs] });
  place(desk, "b");
  await desk.store();
  assert.equal(box.asked[1]?.base, undefined);
  desk.keep();
  await desk.store();
  assert.equal(box.asked[2]?.base, "b");
  assert.equal(desk.clashes.value.length, 0);
});

test("what could not be stored can't be published", async () => {
  const { box, desk } = await opened();
  box.next = () => Promise.reject(new Unreachable("gone"));
  place(desk, "a");
  await desk.store();
  box.next = () => Promise.reject(new Unreachable("gone"));
  await assert.rejects(desk.review(), Unreachable);
  assert.equal(desk.draft.value?.tables.length, 1);
});

test("a draft that somebody else has stored meanwhile isn't taken for one's own unanswered one", async () => {
  const { box, desk } = await opened();
  box.next = () => {
    box.store(box.asked[0]!);
    box.answer = { ...box.answer, savedBy: { id: "another", name: null } };
    throw new Unreachable("gone");
  };
  place(desk, "a");
  await desk.store();
  box.next = () => Promise.reject(new Refusal(409, "version_conflict", "This draft has changed since.", 0));
  await desk.store();
  assert.equal(box.asked[1]?.base_version, 0);
});

test("what was refused was not unanswered: nobody's draft is taken over for it", async () => {
  const { box, desk } = await opened();
  const no = () => Promise.reject(new Refusal(409, "version_conflict", "This draft has changed since.", 0));
  box.next = no;
  place(desk, "a");
  await desk.store();
  box.store(box.asked[0]!);
  box.next = no;
  place(desk, "b");
  await desk.store();
  assert.equal(box.asked[1]?.base_version, 0);
});

test("a floor that changed while one draws on is taken over with the last answer, and loses nothing drawn", async () => {
  const { box, desk } = await opened();
  box.next = () => {
    place(desk, "b");
    return box.store(box.asked[0]!, { base: "b", sections: [{ id: "s", name: "Bar" }] });
  };
  place(desk, "a");
  await desk.store();
  assert.deepEqual([desk.draft.value?.tables.length, box.asked[1]?.tables.length], [2, 2]);
});

test("what the box has as it was drawn keeps the steps that can be gone back", async () => {
  const { desk } = await opened();
  place(desk, "a");
  await desk.store();
  await desk.read();
  assert.equal(desk.history.value?.past.length, 1);
});

test("a draft that is discarded while it is stored is discarded behind that, on the version that it got", async () => {
  const { box, desk } = await opened();
  let answer = (): void => {};
  box.next = () => new Promise((done) => (answer = () => done(box.store(box.asked[0]!))));
  place(desk, "a");
  const wrong = desk.discard();
  await new Promise(setImmediate);
  assert.equal(box.asked.length, 1);
  answer();
  assert.equal(await wrong, "");
  assert.deepEqual(box.asked.map((one) => one.base_version), [0, 1]);
});
