import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../src/http";
import { LEASE_MS } from "../src/queue/shelf";
import { FakeClock, place } from "./room";
import { ana, ben, settled, Tab, taken, who, with_ } from "./tab";

test("of two tabs of one browser one sends, each action once and in order", () => with_(async (tab) => {
  const other = new Tab(tab.shelf, ana, tab.clock, "there");
  [tab.neighbours, other.neighbours] = [[other], [tab]];
  tab.goOnline(false);
  other.goOnline(false);
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  other.actions.seat(who(other, "bob"), place("2"));
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
  tab.actions.seat(who(tab, "ann"), place("1"));
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
  tab.actions.seat(who(tab, "ann"), place("1"));
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
  tab.actions.seat(who(tab, "ann"), place("1"));
  const renamed = tab.outbox.call("Ana Ruiz");
  tab.actions.seat(who(tab, "bob"), place("2"));
  await renamed;
  const next = new Tab(tab.shelf, ben, tab.clock, "ben's");
  next.goOnline(false);
  next.actions.clear(place("3"));
  await settled();
  assert.deepEqual(next.outbox.others.value.map((one) => one.owner.userName), ["Ana Ruiz", "Ana Ruiz"]);
  assert.deepEqual(next.outbox.entries.value.map((one) => one.owner.userName), ["Ben"]);
  next.close();
}));

test("an action waits for its own person: another one's login neither shows nor sends it", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), place("1"));
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
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  assert.equal(tab.stuck, 1);
  assert.deepEqual(tab.states(), ["seat ann: waiting"]);
}));

test("a clock that was set back holds a tab up no longer than a request may take", () => with_(async (tab) => {
  await tab.clock.pass(3_600_000);
  tab.replies.push(new Promise(() => {}));
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  const heir = new Tab(tab.shelf, ana, new FakeClock(), "heir");
  await heir.reconnect();
  assert.deepEqual(heir.verbs, ["seat ann"]);
  heir.close();
}));

test("of a refusal that another tab met, what was built on it is not told by itself", () => with_(async (tab) => {
  const other = new Tab(tab.shelf, ana, tab.clock, "there");
  [tab.neighbours, other.neighbours] = [[other], [tab]];
  tab.live = false;
  tab.actions.seat(who(tab, "ann"), place("1"));
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
  tab.actions.seat(who(tab, "ann"), place("1"));
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

test("the right to send is given back when nothing is left, and when the box can't get to it", () => with_(async (tab) => {
  const other = new Tab(tab.shelf, ana, tab.clock, "there");
  tab.actions.seat(who(tab, "ann"), place("1"));
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
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  const there = new Tab(tab.shelf, { ...ana, restaurantId: "r2" }, tab.clock, "r2");
  await there.outbox.refresh();
  await there.reconnect();
  assert.deepEqual([there.sent, there.outbox.others.value.length], [[], 1]);
  there.close();
}));
