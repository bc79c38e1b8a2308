import assert from "node:assert/strict";
import { test } from "node:test";
import { covers, firstTable, minutesSince, occupant, seatedList, tableState, waitingList } from "../src/selectors";
import { applyDelta, applyMessage, fromFullSync, guest, restaurant, standing, table } from "../src/store";
import type { Entity } from "../src/wire";
import { cursor, fullSync, guestChange, logged, page, party, place, update } from "./room";

const opening = fromFullSync(fullSync(5, [party("ann"), party("bob", { arrivalTime: "2030-01-01T17:00:00Z" })], [place("1")]));

test("a full sync gives the seq that its cursor stands for", () => {
  assert.equal(opening.seq, 5);
  assert.equal(opening.cursor, cursor(5));
});

test("the waitlist is sorted by arrival", () => {
  assert.deepEqual(waitingList(opening).map((one) => one.id), ["bob", "ann"]);
});

test("the next message changes guest and table together", () => {
  const seated = applyMessage(opening, update(6,
    guestChange(party("ann", { status: "seated", tableId: "1", seatedTime: "2030-01-01T18:05:00Z" })),
    { entity_type: "table", entity_id: "1", action: "update", data: place("1", { status: "occupied", currentGuestId: "ann" }) },
  ));
  const one = table(seated, "1");
  assert.ok(one);
  assert.equal(tableState(one), "seated");
  assert.equal(occupant(seated, one)?.id, "ann");
  assert.deepEqual(waitingList(seated).map((who) => who.id), ["bob"]);
  assert.deepEqual(seatedList(seated).map((who) => who.id), ["ann"]);
});

test("a joined table counts as seated by the party of the table that it is joined to", () => {
  const first = place("1", { status: "occupied", currentGuestId: "ann", combinationId: "1+2" });
  const known = fromFullSync(fullSync(5, [party("ann", { status: "seated", tableId: "1" })], [first, place("2", { status: "occupied", joinedTo: "1" }), place("3")]));
  const occupants = ["1", "2", "3"].map((id) => occupant(known, table(known, id)!)?.id);
  assert.deepEqual(occupants, ["ann", "ann", undefined]);
  assert.deepEqual(["1", "2", "3"].map((id) => firstTable(known, table(known, id)!)?.id), [undefined, "1", undefined]);
});

test("combinations and servers are known from the first full read, and change like all else", () => {
  const pair = { id: "1+2", version: 1, name: "1+2", tableIds: ["1", "2"], minPartySize: 5, maxPartySize: 8 };
  const ben = { id: "ben", version: 1, name: "Ben", initials: "B", colour: "teal", userId: null, onDuty: true, paused: false } as const;
  const known = fromFullSync({ ...fullSync(5), combinations: [pair], servers: [ben] });
  assert.deepEqual([known.shelves["combination"], known.shelves["server"]], [{ "1+2": pair }, { ben }]);
  const gone = applyMessage(known, update(6, { entity_type: "combination", entity_id: "1+2", action: "delete", data: null }));
  assert.deepEqual(gone.shelves["combination"], {});
});

test("a known message and one after a gap change nothing", () => {
  const other = party("ann", { name: "other" });
  assert.equal(applyMessage(opening, update(5, guestChange(other))), opening);
  assert.equal(applyMessage(opening, update(7, guestChange(other))), opening);
  assert.deepEqual([4, 5, 6, 7].map((seq) => standing(opening, seq)), ["known", "known", "next", "gap"]);
});

test("the state before a message is left as it was", () => {
  applyMessage(opening, update(6, guestChange(party("ann", { name: "other" }))));
  assert.equal(guest(opening, "ann")?.name, "ann");
});

test("a delta applies what is new and skips what is known", () => {
  const after = applyDelta(opening, page(8, [logged(5, party("ann", { name: "old" })), logged(8, party("cy"))]));
  assert.equal(guest(after, "ann")?.name, "ann");
  assert.equal(guest(after, "cy")?.name, "cy");
  assert.equal(after.seq, 8);
});

test("a delete removes, also what was never known", () => {
  const gone = applyMessage(opening, update(6,
    { entity_type: "guest", entity_id: "ann", action: "delete", data: null },
    { entity_type: "guest", entity_id: "nobody", action: "delete", data: null },
  ));
  assert.equal(guest(gone, "ann"), undefined);
  assert.equal(guest(gone, "bob")?.id, "bob");
});

test("an unknown kind of entity is kept and breaks nothing", () => {
  const after = applyMessage(opening, update(6, { entity_type: "menu", entity_id: "m1", action: "create", data: { id: "m1" } }));
  assert.deepEqual(after.shelves["menu"], { m1: { id: "m1" } });
  assert.equal(waitingList(after).length, 2);
});

test("the restaurant of a full sync and the one of a change are the same entity", () => {
  const bistro = { id: "r1", version: 1, name: "Bistro" };
  const before = fromFullSync({ ...fullSync(5), restaurants: [bistro] });
  assert.equal(restaurant(before)?.name, "Bistro");
  const after = applyMessage(before, update(6, { entity_type: "restaurant", entity_id: "r1", action: "update", data: { ...bistro, name: "Brasserie" } as Entity }));
  assert.equal(restaurant(after)?.name, "Brasserie");
  assert.deepEqual(Object.keys(after.shelves), Object.keys(before.shelves));
});

test("who has finished, cancelled or not shown leaves the lists", () => {
  for (const status of ["finished", "cancelled", "no_show"] as const) {
    const after = applyMessage(opening, update(6, guestChange(party("ann", { status }))));
    assert.deepEqual(waitingList(after).map((one) => one.id), ["bob"]);
    assert.deepEqual(seatedList(after), []);
  }
});

test("covers are people, and minutes are whole and never negative", () => {
  assert.equal(covers([party("ann", { partySize: 3 }), party("bob", { partySize: 4 })]), 7);
  const at = Date.parse("2030-01-01T18:10:59Z");
  assert.equal(minutesSince("2030-01-01T18:00:00Z", at), 10);
  assert.equal(minutesSince("2030-01-01T18:20:00Z", at), 0);
  assert.equal(minutesSince(null, at), 0);
});

test("a page of the delta from further back changes nothing", () => {
  assert.equal(applyDelta(opening, page(3)), opening);
});
