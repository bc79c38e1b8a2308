import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal, Unreachable } from "../src/http";
import { MemoryShelf } from "../src/queue/memory_shelf";
import type { Booking } from "../src/book";
import { presentVersion } from "../src/queue/conflict";
import { dependents, type Queued } from "../src/queue/queued";
import { LEASE_MS } from "../src/queue/shelf";
import { wayOut } from "../src/queue/telling";
import { guest, type State } from "../src/store";
import type { Guest, Table } from "../src/wire";
import { FakeClock, fullSync, party, place } from "./room";
import { ana, ben, moved, seen, settled, Tab, taken } from "./tab";

const who = (tab: Tab, id: string) => guest(tab.stand.state.value as State, id) as Guest;
const at = (number: string): Table => place(number);

async function with_(work: (tab: Tab) => Promise<void>, tab = new Tab()): Promise<void> {
  await work(tab);
  await settled();
  tab.close();
}

test("an action shows at once, is sent with its version, and is done when the box has said so", () => with_(async (tab) => {
  tab.actions.seat(who(tab, "ann"), at("1"));
  assert.equal(who(tab, "ann").status, "seated");
  await settled();
  assert.deepEqual(tab.sent[0]?.request, { method: "POST", path: "/restaurants/r1/guests/ann/seat", body: { table_id: "1", base_version: 1 } });
  assert.deepEqual(tab.states(), ["seat ann: done"]);
  assert.equal(who(tab, "ann").status, "seated", "until the stream brings it");
}));

test("offline actions wait in their order, are decided on one another, and are sent on reconnecting", () => with_(async (tab) => {
  tab.goOnline(false);
  const cy = tab.actions.addWalkIn({ name: "Cy", partySize: 2 });
  tab.actions.seat(who(tab, cy.id), at("1"));
  tab.actions.finish(who(tab, cy.id));
  await settled();
  assert.equal(tab.sent.length, 0);
  await tab.reconnect();
  assert.deepEqual(tab.verbs, [`create ${cy.id}`, `seat ${cy.id}`, `finish ${cy.id}`]);
  assert.deepEqual(tab.sent.map((one) => [(one.request.body as { base_version?: number }).base_version, one.late]), [[undefined, true], [1, true], [2, true]]);
}));

test("what nobody answered is sent again under its key, before anything that came later", () => with_(async (tab) => {
  tab.replies.push(new Unreachable());
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  assert.equal(tab.stuck, 1);
  tab.goOnline(false);
  tab.actions.seat(who(tab, "bob"), at("2"));
  await tab.reconnect();
  assert.deepEqual(tab.verbs, ["seat ann", "seat ann", "seat bob"]);
  assert.equal(tab.sent[0]?.key, tab.sent[1]?.key);
  assert.deepEqual(tab.sent[1], { ...tab.sent[0], late: true });
}));

test("a tab that is closed in the midst leaves its actions to the next one", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  const next = new Tab(tab.shelf, ana, tab.clock, "next");
  await next.outbox.refresh();
  assert.equal(who(next, "ann").tableId, "1", "it is shown again");
  await next.reconnect();
  assert.deepEqual(next.verbs, ["seat ann"]);
  next.close();
}));

test("a box that is busy is asked again, and the stream isn't held up by it", () => with_(async (tab) => {
  tab.replies.push(new Refusal(503, "busy", "The database is busy.", 1000), new Refusal(503, "busy", "The database is busy.", 1000));
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), at("1"));
  await tab.reconnect();
  assert.match(tab.told, /busy/);
  await settled();
  await tab.clock.pass(5_000);
  await settled();
  await tab.clock.pass(5_000);
  await settled();
  assert.deepEqual(tab.states(), ["seat ann: done"]);
}));

test("a refusal that its host still looks at is told with who sits there, and is gone", () => with_(async (tab) => {
  tab.replies.push(taken("Lee"));
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  assert.match(tab.told, /taken by Lee/);
  assert.equal(tab.stand.notice.value?.action?.label, "Another table");
  assert.equal(who(tab, "ann").status, "waiting");
  assert.deepEqual(tab.states(), []);
}));

test("a refused action that had waited is set aside with what was built on it; the rest goes on", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), at("1"));
  tab.actions.seat(who(tab, "bob"), at("2"));
  tab.actions.finish(who(tab, "ann"));
  const cy = tab.actions.addWalkIn({ name: "Cy", partySize: 2 });
  tab.actions.seat(who(tab, cy.id), at("1"));
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
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  tab.replies.push(taken("Lee"));
  await tab.reconnect();
  tab.stand.notice.value?.action?.run();
  await settled();
  assert.equal(tab.stand.chosen.value?.id, "ann");
  assert.deepEqual(tab.states(), []);
}));

test("discarding what was never sent sets aside what was built on it, and says so", () => with_(async (tab) => {
  tab.goOnline(false);
  const cy = tab.actions.addWalkIn({ name: "Cy", partySize: 2 });
  tab.actions.seat(who(tab, cy.id), at("1"));
  await settled();
  await tab.actions.discard(tab.outbox.entries.value[0]!);
  assert.deepEqual(tab.states(), [`seat ${cy.id}: aside`]);
  assert.match(tab.told, /Discarded: Add Cy.*1 more action/);
  await tab.reconnect();
  assert.deepEqual(tab.sent, []);
}));

test("a change that doesn't matter to the action doesn't refuse it; one that does is a conflict", () => with_(async (tab) => {
  tab.replies.push(moved(party("ann", { notes: "by the window", version: 4 })));
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  assert.deepEqual(tab.sent.map((one) => (one.request.body as { base_version: number }).base_version), [1, 4]);
  assert.deepEqual(tab.states(), ["seat ann: done"]);
  tab.replies.push(moved(party("bob", { status: "seated", tableId: "3", version: 2 })));
  tab.actions.seat(who(tab, "bob"), at("2"));
  await settled();
  assert.match(tab.told, /has changed since/);
  assert.equal(tab.sent.length, 3);
}));

test("of two tabs of one browser one sends, each action once and in order", () => with_(async (tab) => {
  const other = new Tab(tab.shelf, ana, tab.clock, "there");
  [tab.neighbours, other.neighbours] = [[other], [tab]];
  tab.goOnline(false);
  other.goOnline(false);
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  other.actions.seat(who(other, "bob"), at("2"));
  await settled();
  assert.equal(who(tab, "bob").tableId, "2", "each shows what the other did");
  await Promise.all([tab.reconnect(), other.reconnect()]);
  await settled();
  assert.deepEqual([...tab.verbs, ...other.verbs].sort(), ["seat ann", "seat bob"]);
  assert.deepEqual(tab.states(), ["seat ann: done", "seat bob: done"]);
  assert.deepEqual(other.states(), tab.states());
  other.close();
}));

test("a tab that died while it sent holds up another one no longer than a request may take", () => with_(async (tab) => {
  tab.replies.push(new Promise(() => {}));
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  const heir = new Tab(tab.shelf, ana, tab.clock, "heir");
  await heir.reconnect();
  assert.deepEqual(heir.verbs, []);
  await tab.clock.pass(LEASE_MS + 1);
  await settled();
  assert.deepEqual(heir.verbs, ["seat ann"]);
  assert.equal(heir.sent[0]?.key, tab.sent[0]?.key);
  assert.deepEqual([tab.sent[0]?.late, heir.sent[0]?.late], [false, true]);
  heir.close();
}));

test("a refusal that another tab met is told where the action was tapped, and kept", () => with_(async (tab) => {
  const other = new Tab(tab.shelf, ana, tab.clock, "there");
  [tab.neighbours, other.neighbours] = [[other], [tab]];
  tab.live = false;
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  other.replies.push(taken("Lee"));
  await other.outbox.flush();
  await settled();
  assert.match(tab.told, /taken by Lee/);
  assert.deepEqual(tab.states(), ["seat ann: aside"]);
  other.close();
}));

test("what waits bears its person's present name, whenever it was decided", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), at("1"));
  const renamed = tab.outbox.call("Ana Ruiz");
  tab.actions.seat(who(tab, "bob"), at("2"));
  await renamed;
  const next = new Tab(tab.shelf, ben, tab.clock, "ben's");
  next.goOnline(false);
  next.actions.clear(at("3"));
  await settled();
  assert.deepEqual(next.outbox.others.value.map((one) => one.owner.userName), ["Ana Ruiz", "Ana Ruiz"]);
  assert.deepEqual(next.outbox.entries.value.map((one) => one.owner.userName), ["Ben"]);
  next.close();
}));

test("an action waits for its own person: another one's login neither shows nor sends it", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  tab.close();
  const next = new Tab(tab.shelf, ben, new FakeClock(), "ben's");
  await next.outbox.refresh();
  await next.reconnect();
  assert.deepEqual([next.verbs, next.states(), next.outbox.others.value.length], [[], [], 1]);
  assert.equal(who(next, "ann").status, "waiting");
  const back = new Tab(tab.shelf, ana, new FakeClock(), "ana's");
  await back.reconnect();
  assert.deepEqual(back.verbs, ["seat ann"]);
  next.close();
  back.close();
}));

test("an end of the session keeps the actions, too", () => with_(async (tab) => {
  tab.replies.push(new Refusal(401, "not_authenticated", "", 0));
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  assert.equal(tab.stuck, 1);
  assert.deepEqual(tab.states(), ["seat ann: waiting"]);
}));

test("the last twenty can be undone, the older ones are forgotten", () => with_(async (tab) => {
  for (let i = 0; i < 25; i++) tab.actions.addWalkIn({ name: `No ${i}`, partySize: 2 });
  await settled();
  await settled();
  assert.equal(tab.outbox.undoable.value.length, 20);
  assert.equal(tab.outbox.undoable.value[0]?.seen.party?.name, "No 5");
}, new Tab(new MemoryShelf())));

test("what was built on something that was built on a refused action is set aside, too", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), at("1"));
  tab.actions.seat(who(tab, "ann"), at("3"));
  tab.actions.finish(who(tab, "ann"));
  tab.actions.seat(who(tab, "bob"), at("3"));
  await settled();
  tab.replies.push(taken("Lee"));
  await tab.reconnect();
  assert.deepEqual(tab.verbs, ["seat ann"]);
  assert.deepEqual(tab.states(), ["seat ann: aside", "move ann: aside", "finish ann: aside", "seat bob: aside"]);
}));

test("a party that was cancelled elsewhere is not seated on its new version", () => with_(async (tab) => {
  tab.replies.push(moved(party("ann", { status: "cancelled", version: 4 })));
  tab.actions.seat(who(tab, "ann"), at("1"));
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

test("a clock that was set back holds a tab up no longer than a request may take", () => with_(async (tab) => {
  await tab.clock.pass(3_600_000);
  tab.replies.push(new Promise(() => {}));
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  const heir = new Tab(tab.shelf, ana, new FakeClock(), "heir");
  await heir.reconnect();
  assert.deepEqual(heir.verbs, ["seat ann"]);
  heir.close();
}));

test("what was put aside on something that was refused is done anew as the party stands: a move of who waits is a seating", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), at("1"));
  tab.actions.seat(who(tab, "ann"), at("3"));
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
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  await tab.actions.discard(tab.outbox.entries.value[0]!);
  refuse(taken("Lee"));
  await settled();
  assert.match(tab.told, /^Discarded/);
  assert.deepEqual(tab.states(), []);
}));

test("two who call a party at the same time call it once", () => with_(async (tab) => {
  tab.replies.push(moved(party("ann", { notifiedTime: "2030-01-01T18:01:00Z", version: 2 })));
  tab.actions.notify(who(tab, "ann"));
  await settled();
  assert.equal(tab.sent.length, 1);
  assert.match(tab.told, /has changed since/);
}));

test("what the box has done is told with its transaction, which the stream is to bring", () => with_(async (tab) => {
  tab.replies.push(17);
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  assert.deepEqual(tab.carriedOut, [17]);
}));

test("who has gone off duty sends nothing more", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  tab.outbox.end();
  tab.live = true;
  await tab.outbox.flush();
  assert.deepEqual(tab.sent, []);
}));

test("the version that an action was taken on to is kept: the next try has it", () => with_(async (tab) => {
  tab.replies.push(moved(party("ann", { notes: "window", version: 4 })), new Unreachable());
  tab.actions.remove("cancel", who(tab, "ann"));
  await settled();
  assert.deepEqual(tab.outbox.entries.value.map((one) => one.request.body), [{ base_version: 4 }]);
}));

test("an action that meets another version again and again is given up at last", () => with_(async (tab) => {
  for (let version = 2; version < 12; version++) tab.replies.push(moved(party("ann", { version })));
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  assert.equal(tab.sent.length, 4);
  assert.match(tab.told, /has changed since/);
}));

test("a refusal takes what was built on it meanwhile out of sight only where its host was told at once", () => with_(async (tab) => {
  let refuse = (_: Error): void => {};
  tab.replies.push(new Promise((_, no) => (refuse = no)));
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  tab.goOnline(false);
  tab.actions.finish(who(tab, "ann"));
  await settled();
  refuse(taken("Lee"));
  await settled();
  assert.deepEqual(tab.states(), ["seat ann: aside", "finish ann: aside"]);
}));

test("of a refusal that another tab met, what was built on it is not told by itself", () => with_(async (tab) => {
  const other = new Tab(tab.shelf, ana, tab.clock, "there");
  [tab.neighbours, other.neighbours] = [[other], [tab]];
  tab.live = false;
  tab.actions.seat(who(tab, "ann"), at("1"));
  tab.actions.finish(who(tab, "ann"));
  await settled();
  other.replies.push(taken("Lee"));
  await other.outbox.flush();
  await settled();
  assert.match(tab.told, /taken by Lee/);
  assert.deepEqual(tab.states(), ["seat ann: aside", "finish ann: aside"]);
  other.close();
}));

test("what others have done here doesn't wait, and takes none of one's own twenty away", () => with_(async (tab) => {
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  const next = new Tab(tab.shelf, ben, tab.clock, "ben's");
  await next.outbox.refresh();
  assert.equal(next.outbox.others.value.length, 0);
  for (let i = 0; i < 21; i++) next.actions.addWalkIn({ name: `No ${i}`, partySize: 2 });
  for (let i = 0; i < 5; i++) await settled();
  await tab.outbox.refresh();
  assert.deepEqual([tab.outbox.undoable.value.length, next.outbox.undoable.value.length], [1, 20]);
  next.close();
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

test("the right to send is given back when nothing is left, and when the box can't get to it", () => with_(async (tab) => {
  const other = new Tab(tab.shelf, ana, tab.clock, "there");
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  await other.outbox.refresh();
  other.actions.addWalkIn({ name: "Cy", partySize: 2 });
  await settled();
  assert.equal(other.sent.length, 1);
  tab.replies.push(new Refusal(503, "busy", "Busy.", 0));
  tab.actions.addWalkIn({ name: "Di", partySize: 2 });
  await settled();
  await other.outbox.flush();
  assert.equal(other.sent.length, 2);
  other.close();
}));

test("the same person's actions at another restaurant are another queue", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), at("1"));
  await settled();
  const there = new Tab(tab.shelf, { ...ana, restaurantId: "r2" }, tab.clock, "r2");
  await there.outbox.refresh();
  await there.reconnect();
  assert.deepEqual([there.sent, there.outbox.others.value.length], [[], 1]);
  there.close();
}));

test("a table that a refused move was to free, and the visit of a refused arrival, take what was built on them along", () => {
  const booked = { id: "b1", guestId: "gus" } as Booking;
  const waits = (key: string, what: Parameters<typeof seen>[0], more: Partial<Queued> = {}) => seen(what, { key, state: "waiting", ...more });
  const queue = [
    waits("move", { party: party("ann"), table: at("2"), from: at("1") }, { verb: "move" }),
    waits("seat", { party: party("bob"), table: at("1") }),
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

test("who waits until all is sent has sent what was tapped just before", () => with_(async (tab) => {
  tab.actions.seat(who(tab, "ann"), at("1"));
  await tab.outbox.flush();
  assert.deepEqual(tab.states(), ["seat ann: done"]);
}));

test("a box that is busy is asked once each time, however much waits", () => with_(async (tab) => {
  for (let i = 0; i < 9; i++) tab.replies.push(new Refusal(503, "busy", "Busy.", 0));
  for (const name of ["Cy", "Di", "Ed"]) {
    tab.actions.addWalkIn({ name, partySize: 2 });
    await settled();
  }
  const before = tab.sent.length;
  await tab.clock.pass(5_000);
  await settled();
  assert.equal(tab.sent.length, before + 1);
}));

test("what can be done of what was put aside: another table where that one was refused, else the same again", () => {
  const ways = (verb: Queued["verb"], why: { code: string; with?: string }) => wayOut(seen({}, { verb }), { message: "", details: {}, ...why });
  assert.deepEqual([ways("seat", { code: "table_occupied" }), ways("move", { code: "built_on", with: "k" }), ways("finish", { code: "illegal_transition" })], ["elsewhere", "again", "again"]);
});
