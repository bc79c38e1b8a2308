import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock } from "../src/clock";
import type { Intent } from "../src/intents";
import { Stand } from "../src/stand";
import { applyMessage, fromFullSync, type State } from "../src/store";
import type { DeltaUpdate, Guest } from "../src/wire";
import { fullSync, guestChange, party, place, update } from "./room";

const opening = fromFullSync(fullSync(5, [party("ann"), party("bob")], [place("1"), place("2")]));

function openStand(): Stand {
  const stand = new Stand(new ServerClock());
  stand.onState(opening, null);
  return stand;
}

function hear(stand: Stand, message: DeltaUpdate): void {
  stand.onState(applyMessage(stand.known.value as State, message), message.changes);
}

const seating = (id: string, table: string): Guest => party(id, { status: "seated", tableId: table });
const intent: Intent = { key: "k", verb: "seat", at: "2030-01-01T18:00:00Z", guestId: "ann", tableId: "1" };

test("what another device does is said, what this one does is not", () => {
  const stand = openStand();
  stand.begin(intent);
  hear(stand, update(6, guestChange(seating("ann", "1"))));
  assert.deepEqual(stand.heard.value, []);
  hear(stand, update(7, guestChange(seating("bob", "2"))));
  assert.deepEqual(stand.heard.value, ["bob, party of 2: seated at table 2."]);
});

test("a party that another device has seated can't be moved by accident", () => {
  const stand = openStand();
  stand.choose("ann");
  hear(stand, update(6, guestChange(party("bob", { name: "Bob" }))));
  assert.equal(stand.chosen.value?.id, "ann");
  hear(stand, update(7, guestChange(seating("ann", "1"))));
  assert.equal(stand.chosen.value, undefined);
});

test("an action stays in sight until the stream confirms it, however the two race", () => {
  const answerFirst = openStand();
  answerFirst.begin(intent);
  answerFirst.acknowledge("k", 6);
  assert.deepEqual(answerFirst.seated.value.map((one) => one.id), ["ann"]);
  hear(answerFirst, update(6, guestChange(seating("ann", "1"))));
  assert.deepEqual(answerFirst.intents.value, []);

  const streamFirst = openStand();
  streamFirst.begin(intent);
  hear(streamFirst, update(6, guestChange(seating("ann", "1"))));
  streamFirst.acknowledge("k", 6);
  assert.deepEqual(streamFirst.intents.value, []);
  assert.deepEqual(streamFirst.seated.value.map((one) => one.id), ["ann"]);
});

test("a refused action is taken back", () => {
  const stand = openStand();
  stand.begin(intent);
  assert.equal(stand.waiting.value.length, 1);
  stand.withdraw("k");
  assert.equal(stand.waiting.value.length, 2);
});
