import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock } from "../src/clock";
import type { Intent } from "../src/intents";
import type { Queued } from "../src/queue/queued";
import { Stand } from "../src/stand";
import { applyMessage, fromFullSync, type State } from "../src/store";
import { sync } from "../src/texts/sync";
import type { DeltaUpdate, Guest, Restaurant } from "../src/wire";
import { seen } from "./tab";
import { fullSync, guestChange, party, place, update } from "./room";

const HOUR_MS = 3_600_000;
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
const creation: Intent = { key: "c", verb: "create", at: "2030-01-01T18:00:00Z", guestId: "cy", tableId: null, party: party("cy") };

const entry = (one: Intent, state: Queued["state"] = "waiting"): Queued => seen({}, { ...one, state });

test("who waits since an earlier business day is apart from the line, who came shortly before this one three hours later", () => {
  const stand = new Stand(new ServerClock());
  const late = party("late", { arrivalTime: "2030-01-02T02:00:00Z" });
  const madrid = { id: "r1", name: "Bistro", timeZone: "Europe/Madrid", businessDayCutoff: 4 };
  stand.onTime("2030-01-02T02:59:00Z");
  stand.onState(fromFullSync({ ...fullSync(5, [party("ann"), late, party("old", { arrivalTime: "2029-12-31T18:00:00Z" }), party("sits", { status: "seated" })]), restaurants: [madrid] }), null);
  const lists = () => [stand.waiting.value, stand.leftOver.value].map((parties) => parties.map(({ id }) => id));
  assert.deepEqual(lists(), [["ann", "late"], ["old"]]);
  stand.onTime("2030-01-02T03:00:01Z");
  assert.deepEqual(lists(), [["late"], ["old", "ann"]]);
  stand.onTime("2030-01-02T05:00:01Z");
  assert.deepEqual(lists(), [[], ["old", "ann", "late"]]);
});

test("the stand bears the restaurant's name, also after it changed", () => {
  const stand = new Stand(new ServerClock());
  assert.equal(stand.restaurant.value, "");
  stand.onState(fromFullSync({ ...fullSync(5), restaurants: [{ id: "r1", name: "Bistro" }] }), null);
  assert.equal(stand.restaurant.value, "Bistro");
  const renamed: Restaurant = { id: "r1", name: "Brasserie" };
  hear(stand, update(6, { entity_type: "restaurant", entity_id: "r1", action: "update", data: renamed }));
  assert.equal(stand.restaurant.value, "Brasserie");
  assert.deepEqual(stand.heard.value, []);
});

test("what another device does is said, what this one does is not", () => {
  const stand = openStand();
  stand.lay([entry(intent)]);
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

test("a party chosen before the box has confirmed it stays chosen", () => {
  const stand = openStand();
  stand.lay([entry(creation)]);
  stand.choose("cy");
  hear(stand, update(6, guestChange(party("bob", { name: "Bob" }))));
  assert.equal(stand.chosen.value?.id, "cy");
  stand.lay([entry({ ...creation, seq: 7 }, "done")]);
  hear(stand, update(7, guestChange(party("cy"))));
  assert.equal(stand.chosen.value?.id, "cy");
  hear(stand, update(8, guestChange(seating("cy", "1"))));
  assert.equal(stand.chosen.value, undefined);
});

test("a party that another device seats while it is being confirmed here doesn't stay chosen", () => {
  const stand = openStand();
  stand.lay([entry(creation)]);
  stand.choose("cy");
  hear(stand, update(6, guestChange(party("cy")), guestChange(seating("cy", "1"))));
  assert.equal(stand.chosen.value, undefined);
});

test("the loss of the line is told in the box's time, and counted in the device's", () => {
  const stand = openStand();
  stand.onTime(new Date(Date.now() - HOUR_MS).toISOString());
  stand.onPhase("reconnecting", "gone");
  const [lost, shown] = [stand.lostAt.value, stand.lostTime.value];
  assert.ok(lost !== null && shown !== null);
  assert.ok(Math.abs(Date.now() - lost) < 1_000);
  assert.ok(Math.abs(Date.now() - HOUR_MS - shown.getTime()) < 1_000);
  stand.onPhase("live", "");
  assert.equal(stand.lostTime.value, null);
});

test("a stop is told with its reason until somebody dismisses it", (context) => {
  context.mock.timers.enable();
  const stand = openStand();
  stand.onPhase("stopped", "There is no such restaurant.");
  context.mock.timers.tick(HOUR_MS);
  assert.equal(stand.notice.value?.text, sync.stopped("There is no such restaurant."));
  stand.dismiss(stand.notices.value[0]!);
  stand.onPhase("stopped", "");
  assert.equal(stand.notice.value, null);
});

test("what is done later stands below a refusal, which takes back what was said before it", () => {
  const stand = openStand();
  const told = () => stand.notices.value.map(({ text }) => text);
  const tell = (kind: "done" | "failure", text: string) => stand.tell({ kind, text });
  tell("done", "Lee seated.");
  tell("failure", "Table 3 is taken.");
  tell("done", "Kim seated.");
  tell("done", "Ruiz seated.");
  assert.deepEqual(told(), ["Ruiz seated.", "Table 3 is taken."]);
  stand.dismiss(stand.notices.value[1]!);
  assert.deepEqual(told(), ["Ruiz seated."]);
  tell("failure", "Table 4 is taken.");
  tell("failure", "Table 5 is taken.");
  assert.deepEqual(told(), ["Table 5 is taken.", "Table 4 is taken."]);
  stand.takeBack(() => true);
});

test("of several refusals the last three stay, each until its own time, and the same one is told anew", (context) => {
  context.mock.timers.enable();
  const stand = openStand();
  const told = () => stand.notices.value.map(({ text, id }) => `${id} ${text}`);
  for (const label of [1, 2, 3, 4, 3]) {
    stand.tell({ kind: "failure", text: `Table ${label} is taken.` });
    context.mock.timers.tick(1_000);
  }
  assert.deepEqual(told(), ["5 Table 3 is taken.", "4 Table 4 is taken.", "2 Table 2 is taken."]);
  context.mock.timers.tick(11_500);
  assert.deepEqual(told(), ["5 Table 3 is taken.", "4 Table 4 is taken."]);
  stand.dismiss(stand.notices.value[0]!);
  assert.deepEqual(told(), ["4 Table 4 is taken."]);
  context.mock.timers.tick(2_000);
  assert.deepEqual(told(), []);
});

test("the list of this device's actions takes the place of what it lists, not of a refusal that it doesn't", () => {
  const stand = openStand();
  stand.tell({ kind: "failure", text: "Ann waits for a decision.", lasting: true });
  stand.tell({ kind: "failure", text: "Table 3 is taken." });
  stand.tell({ kind: "done", text: "Kim seated." });
  stand.open({ kind: "queue" });
  assert.deepEqual(stand.notices.value.map(({ text }) => text), ["Table 3 is taken."]);
  stand.takeBack(() => true);
});

test("each is told for its own time", (context) => {
  context.mock.timers.enable();
  const stand = openStand();
  stand.tell({ kind: "failure", text: "Table 3 is taken." });
  context.mock.timers.tick(8_000);
  stand.tell({ kind: "done", text: "Lee seated." });
  context.mock.timers.tick(7_000);
  assert.deepEqual(stand.notices.value.map(({ text }) => text), ["Lee seated."]);
  context.mock.timers.tick(1_000);
  assert.equal(stand.notice.value, null);
});

test("an action stays in sight until the stream confirms it, however the two race", () => {
  const answerFirst = openStand();
  answerFirst.lay([entry(intent)]);
  answerFirst.lay([entry({ ...intent, seq: 6 }, "done")]);
  assert.deepEqual(answerFirst.seated.value.map((one) => one.id), ["ann"]);
  hear(answerFirst, update(6, guestChange(seating("ann", "1"))));
  assert.deepEqual(answerFirst.intents.value, []);

  const streamFirst = openStand();
  streamFirst.lay([entry(intent)]);
  hear(streamFirst, update(6, guestChange(seating("ann", "1"))));
  streamFirst.lay([entry({ ...intent, seq: 6 }, "done")]);
  assert.deepEqual(streamFirst.intents.value, []);
  assert.deepEqual(streamFirst.seated.value.map((one) => one.id), ["ann"]);
});

test("a refused action is taken back", () => {
  const stand = openStand();
  stand.lay([entry(intent)]);
  assert.equal(stand.waiting.value.length, 1);
  stand.lay([entry(intent, "aside")]);
  assert.equal(stand.waiting.value.length, 2);
});

test("what was done before a backup was restored is not shown on", () => {
  const stand = openStand();
  stand.lay([entry(intent)]);
  stand.lay([entry({ ...intent, seq: 6 }, "done"), entry(creation)]);
  stand.onState(fromFullSync(fullSync(3, [party("ann"), party("bob")], [place("1")])), null);
  const names = stand.waiting.value.map((one) => one.id).sort();
  assert.deepEqual(names, ["ann", "bob", "cy"], "what waits is shown on");
  const later = openStand();
  later.lay([entry({ ...intent, seq: 600 }, "done")]);
  assert.equal(later.waiting.value.length, 2);
});

test("what was done a moment before everything is read anew is shown on", () => {
  const stand = openStand();
  stand.lay([entry(intent)]);
  stand.lay([entry({ ...intent, seq: 6 }, "done")]);
  stand.onState(opening, null);
  assert.equal(stand.waiting.value.length, 1);
});

test("a chosen party that says it is here stays chosen", () => {
  const stand = openStand();
  stand.choose("ann");
  hear(stand, update(6, guestChange(party("ann", { status: "arrived" }))));
  assert.equal(stand.chosen.value?.id, "ann");
});

test("a time that can't be read leaves the clock as it was", () => {
  const clock = new ServerClock();
  clock.set("2030-01-01T18:00:00Z");
  clock.set("soon");
  assert.match(clock.stamp(), /^2030-01-01T18:00:/);
});
