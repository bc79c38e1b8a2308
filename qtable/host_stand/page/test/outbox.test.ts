import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal, Unreachable } from "../src/http";
import { MemoryShelf } from "../src/queue/memory_shelf";
import { party, place } from "./room";
import { ana, moved, settled, Tab, who, with_ } from "./tab";

test("an action shows at once, is sent with its version, and is done when the box has said so", () => with_(async (tab) => {
  tab.actions.seat(who(tab, "ann"), place("1"));
  assert.equal(who(tab, "ann").status, "seated");
  await settled();
  assert.deepEqual(tab.sent[0]?.request, { method: "POST", path: "/restaurants/r1/guests/ann/seat", body: { table_id: "1", base_version: 1 } });
  assert.deepEqual(tab.states(), ["seat ann: done"]);
  assert.equal(who(tab, "ann").status, "seated", "until the stream brings it");
}));

test("offline actions wait in their order, are decided on one another, and are sent on reconnecting", () => with_(async (tab) => {
  tab.goOnline(false);
  const cy = tab.actions.addWalkIn({ name: "Cy", partySize: 2 });
  tab.actions.seat(who(tab, cy.id), place("1"));
  tab.actions.finish(who(tab, cy.id));
  await settled();
  assert.equal(tab.sent.length, 0);
  await tab.reconnect();
  assert.deepEqual(tab.verbs, [`create ${cy.id}`, `seat ${cy.id}`, `finish ${cy.id}`]);
  assert.deepEqual(tab.sent.map((one) => [(one.request.body as { base_version?: number }).base_version, one.late]), [[undefined, true], [1, true], [2, true]]);
}));

test("what nobody answered is sent again under its key, before anything that came later", () => with_(async (tab) => {
  tab.replies.push(new Unreachable());
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  assert.equal(tab.stuck, 1);
  tab.goOnline(false);
  tab.actions.seat(who(tab, "bob"), place("2"));
  await tab.reconnect();
  assert.deepEqual(tab.verbs, ["seat ann", "seat ann", "seat bob"]);
  assert.equal(tab.sent[0]?.key, tab.sent[1]?.key);
  assert.deepEqual(tab.sent[1], { ...tab.sent[0], late: true });
}));

test("a tab that is closed in the midst leaves its actions to the next one", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), place("1"));
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
  tab.actions.seat(who(tab, "ann"), place("1"));
  await tab.reconnect();
  assert.match(tab.told, /busy/);
  await settled();
  await tab.clock.pass(5_000);
  await settled();
  await tab.clock.pass(5_000);
  await settled();
  assert.deepEqual(tab.states(), ["seat ann: done"]);
}));

test("the last twenty can be undone, the older ones are forgotten", () => with_(async (tab) => {
  for (let i = 0; i < 25; i++) tab.actions.addWalkIn({ name: `No ${i}`, partySize: 2 });
  await settled();
  await settled();
  assert.equal(tab.outbox.undoable.value.length, 20);
  assert.equal(tab.outbox.undoable.value[0]?.seen.party?.name, "No 5");
}, new Tab(new MemoryShelf())));

test("two who call a party at the same time call it once", () => with_(async (tab) => {
  tab.replies.push(moved(party("ann", { notifiedTime: "2030-01-01T18:01:00Z", version: 2 })));
  tab.actions.notify(who(tab, "ann"));
  await settled();
  assert.equal(tab.sent.length, 1);
  assert.match(tab.told, /has changed since/);
}));

test("what the box has done is told with its transaction, which the stream is to bring", () => with_(async (tab) => {
  tab.replies.push(17);
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  assert.deepEqual(tab.carriedOut, [17]);
}));

test("who has gone off duty sends nothing more", () => with_(async (tab) => {
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  tab.outbox.end();
  tab.live = true;
  await tab.outbox.flush();
  assert.deepEqual(tab.sent, []);
}));

test("who waits until all is sent has sent what was tapped just before", () => with_(async (tab) => {
  tab.actions.seat(who(tab, "ann"), place("1"));
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
