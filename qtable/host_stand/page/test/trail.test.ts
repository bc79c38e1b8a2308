import assert from "node:assert/strict";
import { test } from "node:test";
import { activity } from "../src/texts/activity";
import { language } from "../src/texts/language";
import { differences, told, type Entry } from "../src/trail";

type Fields = Record<string, unknown> | null;
const names: Record<string, string> = { guest: "Lee", table: "12", server: "Ana", reservation: "Lee", section: "Bar", restaurant: "Bistro" };

function change(entity_type: string, before: Fields, after: Fields, event = "updated"): Entry["changes"][number] {
  const action = before || event !== "created" ? (after ? "update" : "delete") : "create";
  return { entity_type, entity_id: `${entity_type}1`, action, event, before, after };
}

function entry(...changes: Entry["changes"]): Entry {
  const about = changes.map(({ entity_type, entity_id }) => ({ entity_type, entity_id, name: names[entity_type] ?? null }));
  const actor = { id: "u1", name: "Mia" };
  return { seq: 1, timestamp: "2030-01-01T18:00:00Z", kind: "", transaction_id: null, actor, affected: changes.length, about, changes };
}

const waits = { status: "waiting", tableId: null, partySize: 3 };
const sits = { status: "seated", tableId: "table1", partySize: 3 };
const seating = entry(change("table", { status: "available" }, { status: "occupied" }), change("guest", waits, sits));

test("a seating is told of the party, with its table, whatever stands first", () => {
  assert.equal(activity.did(told(seating)), "seated Lee (3) at table 12");
  assert.deepEqual([told(seating).type, told(seating).id], ["guest", "guest1"]);
});

test("what a person did is said with the verb of the trade", () => {
  const lines: [Entry, string][] = [
    [entry(change("guest", null, waits, "created")), "added Lee (3) to the waitlist"],
    [entry(change("guest", sits, { ...sits, tableId: "t2" }), change("table", {}, {})), "moved Lee (3): table 12"],
    [entry(change("guest", sits, { ...sits, status: "finished" })), "marked Lee (3) as left"],
    [entry(change("guest", waits, { ...waits, notes: "x" })), "changed Lee (3)"],
    [entry(change("guest", waits, null, "deleted")), "deleted Lee (3)"],
    [entry(change("guest", null, sits, "status_changed")), "seated Lee (3)"],
    [entry(change("guest", null, waits)), "changed Lee (3)"],
    [entry(change("table", { status: "needs_cleaning" }, { status: "available" })), "made table 12 free"],
    [entry(change("table", { serverId: null }, { serverId: "s" })), "gave table 12 to a server"],
    [entry(change("table", { stage: "mains" }, { stage: "dessert" })), "moved table 12 on to its next stage"],
    [entry(change("server", { onDuty: false }, { onDuty: true })), "put Ana on duty"],
    [entry(change("server", { paused: true }, { paused: false })), "put Ana back in turn"],
    [entry(change("reservation", { status: "confirmed" }, { status: "no_show" })), "marked the booking of Lee as a no-show"],
    [entry(change("restaurant", { policies: 1 }, { policies: 2 })), "changed the restaurant’s settings"],
    [{ ...entry(change("section", { name: "Bar" }, { name: "Pub" })), kind: "publish_floor" }, "published a new floor"],
    [entry(change("guest", null, waits, "created"), change("restaurant", null, { isDemo: true })), "loaded the demo service"],
  ];
  for (const [given, words] of lines) assert.equal(activity.did(told(given)), words);
});

test("in Spanish too, and a verb that this page doesn't know is told all the same", (context) => {
  context.after(() => (language.value = "en"));
  language.value = "es";
  assert.equal(activity.did(told(seating)), "sentó a Lee (3) en la mesa 12");
  assert.equal(activity.did(told(entry(change("mystery", {}, {})))), "cambió ");
});

test("before and after are those of the party, without ids and times of the log", () => {
  const [first, ...others] = differences(entry(change("guest", { ...waits, id: "a", version: 1 }, { ...sits, id: "a", version: 2 })));
  assert.deepEqual(first, { field: "status", before: "waiting", after: "seated" });
  assert.deepEqual(others.map((one) => one.field), ["tableId"]);
  assert.deepEqual(differences(entry(change("guest", null, waits, "created"))), []);
});
