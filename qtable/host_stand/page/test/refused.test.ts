import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal, Unreachable } from "../src/http";
import type { Booking } from "../src/book";
import { presentVersion } from "../src/queue/conflict";
import { dependents, type Queued } from "../src/queue/queued";
import { wayOut } from "../src/queue/telling";
import { fullSync, party, place } from "./room";
import { moved, seen, settled, Tab, taken, who, with_ } from "./tab";

test("a refusal that its host still looks at is told with who sits there, and is gone", () => with_(async (tab) => {
  tab.replies.push(taken("Lee"));
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  assert.match(tab.told, /taken by Lee/);
  assert.equal(tab.stand.notice.value?.action?.label, "Another table");
  assert.equal(who(tab, "ann").status, "waiting");
  assert.deepEqual(tab.states(), []);
}));

test("a refused action that had waited is set aside with what was built on it; the rest goes on", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), place("1"));
  tab.actions.seat(who(tab, "bob"), place("2"));
  tab.actions.finish(who(tab, "ann"));
  const cy = tab.actions.addWalkIn({ name: "Cy", partySize: 2 });
  tab.actions.seat(who(tab, cy.id), place("1"));
  await settled();
  tab.replies.push(taken("Lee"));
  await tab.reconnect();
  assert.deepEqual(tab.verbs, ["seat ann", "seat bob", `create ${cy.id}`]);
  assert.deepEqual(tab.states(), ["seat ann: aside", "seat bob: done", "finish ann: aside", `create ${cy.id}: done`, `seat ${cy.id}: aside`]);
  assert.match(tab.told, /taken by Lee.*2 more actions/);
  assert.equal(who(tab, "ann").status, "waiting");
}));

test("another table for a refused seating chooses the party and forgets the refusal", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  tab.replies.push(taken("Lee"));
  await tab.reconnect();
  tab.stand.notice.value?.action?.run();
  await settled();
  assert.equal(tab.stand.chosen.value?.id, "ann");
  assert.deepEqual(tab.states(), []);
}));

test("two refusals stay until each is decided, and what is decided in the list isn't told any more", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), place("1"));
  tab.actions.seat(who(tab, "bob"), place("2"));
  await settled();
  tab.replies.push(taken("Lee"), taken("Kim"));
  await tab.reconnect();
  const told = () => tab.stand.notices.value.map(({ text }) => /taken by (\w+)/.exec(text)?.[1]);
  assert.deepEqual(told(), ["Kim", "Lee"]);
  await tab.actions.chooseAnother(tab.outbox.entries.value[1]!);
  assert.deepEqual(told(), ["Lee"]);
  await tab.actions.discard(tab.outbox.entries.value[0]!);
  assert.deepEqual(told(), [undefined], "only that it was discarded");
}));

test("discarding what was never sent sets aside what was built on it, and says so", () => with_(async (tab) => {
  tab.goOnline(false);
  const cy = tab.actions.addWalkIn({ name: "Cy", partySize: 2 });
  tab.actions.seat(who(tab, cy.id), place("1"));
  await settled();
  await tab.actions.discard(tab.outbox.entries.value[0]!);
  assert.deepEqual(tab.states(), [`seat ${cy.id}: aside`]);
  assert.match(tab.told, /Discarded: Add Cy.*1 more action/);
  await tab.reconnect();
  assert.deepEqual(tab.sent, []);
}));

test("a change that doesn't matter to the action doesn't refuse it; one that does is a conflict", () => with_(async (tab) => {
  tab.replies.push(moved(party("ann", { notes: "by the window", version: 4 })));
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  assert.deepEqual(tab.sent.map((one) => (one.request.body as { base_version: number }).base_version), [1, 4]);
  assert.deepEqual(tab.states(), ["seat ann: done"]);
  tab.replies.push(moved(party("bob", { status: "seated", tableId: "3", version: 2 })));
  tab.actions.seat(who(tab, "bob"), place("2"));
  await settled();
  assert.match(tab.told, /has changed since/);
  assert.equal(tab.sent.length, 3);
}));

test("what was built on something that was built on a refused action is set aside, too", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), place("1"));
  tab.actions.seat(who(tab, "ann"), place("3"));
  tab.actions.finish(who(tab, "ann"));
  tab.actions.seat(who(tab, "bob"), place("3"));
  await settled();
  tab.replies.push(taken("Lee"));
  await tab.reconnect();
  assert.deepEqual(tab.verbs, ["seat ann"]);
  assert.deepEqual(tab.states(), ["seat ann: aside", "move ann: aside", "finish ann: aside", "seat bob: aside"]);
}));

test("a party that was cancelled elsewhere is not seated on its new version", () => with_(async (tab) => {
  tab.replies.push(moved(party("ann", { status: "cancelled", version: 4 })));
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  assert.equal(tab.sent.length, 1);
  assert.match(tab.told, /has changed since/);
}));

test("a seating at tables put together was built on whatever was done to each of them", async () => {
  const combinations = [{ id: "c", version: 1, name: "1+2", tableIds: ["1", "2"], minPartySize: 2, maxPartySize: 8 }];
  const start = { ...fullSync(5, [party("ann")], [place("1"), place("2", { status: "needs_cleaning" })]), combinations };
  const tab = new Tab(undefined, undefined, undefined, undefined, start);
  tab.goOnline(false);
  tab.actions.clear(place("2", { status: "needs_cleaning" }));
  tab.actions.seat(who(tab, "ann"), place("1"), { combinationId: "c" });
  await settled();
  tab.replies.push(taken("Kim"));
  await tab.reconnect();
  assert.deepEqual(tab.states(), ["clear 2: aside", "seat ann: aside"]);
  tab.close();
});

test("what was put aside on something that was refused is done anew as the party stands: a move of who waits is a seating", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), place("1"));
  tab.actions.seat(who(tab, "ann"), place("3"));
  await settled();
  tab.replies.push(taken("Lee"));
  await tab.reconnect();
  assert.deepEqual(tab.states(), ["seat ann: aside", "move ann: aside"]);
  await tab.actions.again(tab.outbox.entries.value[1]!);
  await settled();
  assert.deepEqual(tab.sent.at(-1)?.request, { method: "POST", path: "/restaurants/r1/guests/ann/seat", body: { table_id: "3", base_version: 1 } });
}));

test("an action that was discarded while it was on its way is not told as refused", () => with_(async (tab) => {
  let refuse = (_: Error): void => {};
  tab.replies.push(new Promise((_, no) => (refuse = no)));
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  await tab.actions.discard(tab.outbox.entries.value[0]!);
  refuse(taken("Lee"));
  await settled();
  assert.match(tab.told, /^Discarded/);
  assert.deepEqual(tab.states(), []);
}));

test("the version that an action was taken on to is kept: the next try has it", () => with_(async (tab) => {
  tab.replies.push(moved(party("ann", { notes: "window", version: 4 })), new Unreachable());
  tab.actions.remove("cancel", who(tab, "ann"));
  await settled();
  assert.deepEqual(tab.outbox.entries.value.map((one) => one.request.body), [{ base_version: 4 }]);
}));

test("an action that meets another version again and again is given up at last", () => with_(async (tab) => {
  for (let version = 2; version < 12; version++) tab.replies.push(moved(party("ann", { version })));
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  assert.equal(tab.sent.length, 4);
  assert.match(tab.told, /has changed since/);
}));

test("a refusal takes what was built on it meanwhile out of sight only where its host was told at once", () => with_(async (tab) => {
  let refuse = (_: Error): void => {};
  tab.replies.push(new Promise((_, no) => (refuse = no)));
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  tab.goOnline(false);
  tab.actions.finish(who(tab, "ann"));
  await settled();
  refuse(taken("Lee"));
  await settled();
  assert.deepEqual(tab.states(), ["seat ann: aside", "finish ann: aside"]);
}));

test("an undo that was refused leaves what it was to undo undoable", () => with_(async (tab) => {
  tab.actions.remove("cancel", who(tab, "ann"));
  await settled();
  tab.goOnline(false);
  tab.actions.undoLast();
  await settled();
  assert.equal(tab.outbox.undoable.value.length, 0);
  tab.replies.push(new Refusal(409, "illegal_transition", "ann left on an earlier business day.", 0));
  await tab.reconnect();
  assert.deepEqual(tab.outbox.undoable.value.map((one) => one.verb), ["cancel"]);
}));

test("a table that a refused move was to free, and the visit of a refused arrival, take what was built on them along", () => {
  const booked = { id: "b1", guestId: "gus" } as Booking;
  const waits = (key: string, what: Parameters<typeof seen>[0], more: Partial<Queued> = {}) => seen(what, { key, state: "waiting", ...more });
  const queue = [
    waits("move", { party: party("ann"), table: place("2"), from: place("1") }, { verb: "move" }),
    waits("seat", { party: party("bob"), table: place("1") }),
    waits("lead", { booking: booked }, { verb: "book", book: { verb: "arrive", booking: booked } }),
    waits("finish", { party: party("gus") }, { verb: "finish" }),
  ];
  assert.deepEqual([dependents(queue, "move"), dependents(queue, "lead")].map((all) => all.map((one) => one.key)), [["seat"], ["finish"]]);
});

test("what an action rests on: another size, table or call of the party, another stage or party at the table", () => {
  const sat = party("ann", { status: "seated", tableId: "1" });
  const used = place("1", { status: "occupied", currentGuestId: "ann", stage: "mains" });
  const ground = (entry: Queued, current: object) => presentVersion(entry, moved({ ...current, version: 9 }));
  const [ofParty, ofTable] = [seen({ party: sat }, { verb: "finish" }), seen({ table: used }, { verb: "stage", guestId: null })];
  const [parties, tables] = [[sat, { ...sat, partySize: 5 }, { ...sat, tableId: "2" }, { ...sat, status: "finished" }], [used, { ...used, stage: "paid" }, { ...used, currentGuestId: "bob" }]];
  assert.deepEqual(parties.map((one) => ground(ofParty, one)), [9, null, null, null]);
  assert.deepEqual(tables.map((one) => ground(ofTable, one)), [9, null, null]);
});

test("what can be done of what was put aside: another table where that one was refused, else the same again", () => {
  const ways = (verb: Queued["verb"], why: { code: string; with?: string }) => wayOut(seen({}, { verb }), { message: "", details: {}, ...why });
  assert.deepEqual([ways("seat", { code: "table_occupied" }), ways("move", { code: "built_on", with: "k" }), ways("finish", { code: "illegal_transition" })], ["elsewhere", "again", "again"]);
});
