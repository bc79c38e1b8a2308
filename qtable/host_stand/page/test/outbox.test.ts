import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal, Unreachable } from "../src/http";
import { MemoryShelf } from "../src/queue/memory_shelf";
import { LEASE_MS } from "../src/queue/shelf";
import { guest, type State } from "../src/store";
import type { Guest, Table } from "../src/wire";
import { FakeClock, fullSync, party, place } from "./room";
import { ana, ben, moved, settled, Tab, taken } from "./tab";

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
  const bodies = tab.sent.map((one) => one.request.body as { base_version?: number; arrivalTime?: string; seatedTime?: string; finishedTime?: string });
  assert.deepEqual(bodies.map((body) => body.base_version), [undefined, 1, 2]);
  assert.deepEqual([bodies[0]?.arrivalTime, bodies[1]?.seatedTime, bodies[2]?.finishedTime], [cy.arrivalTime, tab.sent[1]?.at, tab.sent[2]?.at]);
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
  assert.deepEqual(tab.sent[0]?.request, tab.sent[1]?.request);
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
