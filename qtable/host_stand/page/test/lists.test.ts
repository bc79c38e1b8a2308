import assert from "node:assert/strict";
import { test } from "node:test";
import { heldForOthers, heldTables, holdLeft } from "../src/holding";
import { byFreeTime, nextFree, offerFor, suggestedSpot, turnOf } from "../src/lists";
import type { ClassOutlook, Outlook } from "../src/outlook";
import { shiftAt } from "../src/shift";
import { search } from "../src/search";
import { fromFullSync, type State } from "../src/store";
import { allergyOf, marksOf, retagged, tagOf } from "../src/tags";
import type { Guest, Table } from "../src/wire";
import { fullSync, party, place, wish } from "./room";

const NOW = Date.parse("2030-01-01T18:00:00Z");
const state = (guests: Guest[], tables: Table[] = []): State => fromFullSync(fullSync(5, guests, tables));
const ann = party("ann");
const suggestion = (table_id: string) => ({ table_id }) as NonNullable<Outlook["waiting"][number]["suggestion"]>;
const taken = place("1", { status: "occupied", currentGuestId: "bob" });

function outlook(more: Partial<Outlook> = {}): Outlook {
  return { timestamp: "", size_classes: [], waiting: [], seated: [], ...more };
}

const waits = (one: ReturnType<typeof suggestion> | null): Outlook => outlook({ waiting: [{ guest_id: "ann", size_class: 0, ahead: 0, quote: null, suggestion: one }] });

test("the box's table is suggested while it is free, and none where the box knows none", () => {
  const floor = state([ann], [place("1"), place("2"), place("3", { status: "needs_cleaning" })]);
  assert.equal(suggestedSpot(floor, waits(suggestion("2")), ann.id, wish(ann.partySize))?.table.id, "2");
  assert.equal(suggestedSpot(floor, waits(null), ann.id, wish(ann.partySize)), undefined);
  assert.equal(suggestedSpot(floor, waits(suggestion("3")), ann.id, wish(ann.partySize))?.table.id, "1");
  const more = party("ann", { partySize: 6 });
  assert.equal(suggestedSpot(state([more], [place("2"), place("9", { capacity: 6 })]), waits(suggestion("2")), more.id, wish(more.partySize))?.table.id, "9", "they have become more since");
});

test("tables that are put together are suggested as one while all of them are free", () => {
  const combinations = [{ id: "c", version: 1, name: "1+2", tableIds: ["1", "2"], minPartySize: 5, maxPartySize: 8 }];
  const room = (...tables: Table[]) => fromFullSync({ ...fullSync(5, [], tables), combinations });
  const said = waits({ ...suggestion("1"), combination_id: "c" });
  const six = party("ann", { partySize: 6 });
  assert.equal(suggestedSpot(room(place("1"), place("2")), said, six.id, wish(six.partySize))?.together?.name, "1+2");
  assert.equal(suggestedSpot(room(place("1"), place("2", { status: "occupied" })), said, six.id, wish(six.partySize)), undefined);
});

test("without an outlook the plain rule suggests", () => {
  assert.equal(suggestedSpot(state([ann], [taken, place("2")]), null, ann.id, wish(ann.partySize))?.table.id, "2");
});

test("what is held for others is suggested last, until their time is over", () => {
  const called = party("kim", { arrivalTime: "2030-01-01T17:00:00Z", notifiedTime: "2030-01-01T17:59:00Z", heldUntil: "2030-01-01T18:09:00Z" });
  const room = (...tables: Table[]) => state([ann, called], tables);
  const said = outlook({ waiting: [{ guest_id: "kim", size_class: 0, ahead: 0, quote: null, suggestion: { ...suggestion("1"), table_ids: ["1"] } }] });
  const best = (who: Guest, now: number, ...tables: Table[]) => {
    const floor = room(...tables);
    return suggestedSpot(floor, null, who.id, wish(who.partySize, { held: heldForOthers(heldTables(floor, said, now), who.id) }))?.table.id;
  };
  assert.deepEqual([best(ann, NOW, place("1"), place("2")), best(called, NOW, place("1"), place("2")), best(ann, NOW, place("1"))], ["2", "1", "1"]);
  assert.equal(best(ann, NOW + 10 * 60_000, place("1"), place("2")), "1");
});

test("whose table opens next is on top", () => {
  const seated = (guest_id: string, free_at: string) => ({ guest_id, free_at }) as Outlook["seated"][number];
  const said = outlook({ seated: [seated("ann", "2030-01-01T19:00:00Z"), seated("bob", "2030-01-01T18:10:00Z")] });
  const sitting = [ann, party("bob"), party("cy")];
  assert.deepEqual(byFreeTime(sitting, said).map(({ id }) => id), ["bob", "ann", "cy"]);
  assert.deepEqual(byFreeTime(sitting, null).map(({ id }) => id), ["ann", "bob", "cy"]);
});

test("a hold counts down to nothing", () => {
  assert.equal(holdLeft(ann, NOW), null);
  assert.equal(holdLeft(party("ann", { heldUntil: "2030-01-01T18:10:04Z" }), NOW), 10);
  assert.equal(holdLeft(party("ann", { heldUntil: "2030-01-01T18:00:05Z" }), NOW), 1);
  assert.equal(holdLeft(party("ann", { heldUntil: "2030-01-01T17:00:00Z" }), NOW), 0);
});

test("a class has a table now exactly when the first of it in line has one, and what is overdue is free soon", () => {
  const two = (next_free: string | null, said: string | null, minutes = 0) =>
    ({ smallest: 1, largest: 2, next_free, next_free_minutes: minutes, suggestion: said && suggestion(said) }) as ClassOutlook;
  const free = (of: ClassOutlook, ...tables: Table[]) => nextFree(state([], tables), of, wish(2));
  assert.equal(free(two("2030-01-01T18:00:04Z", "1"), place("1")), "now");
  assert.equal(free(two("2030-01-01T18:00:00Z", null), taken, place("2")), "soon", "somebody before them gets the other one");
  assert.equal(free(two("2030-01-01T18:00:00Z", "1"), taken), "soon", "it was taken since");
  assert.equal(free(two("2030-01-01T18:00:00Z", "1"), taken, place("2")), "now", "it was taken since, and there is another");
  assert.equal(free(two("2030-01-01T18:11:10Z", null, 12), taken, place("2")), 12);
  assert.equal(free(two(null, null), taken), "never");
});

test("a party needs its table as long as the box last said of its class, else as long as a booking", () => {
  const said = outlook({ size_classes: [{ smallest: 1, largest: 2, usual_turn: 70 } as ClassOutlook] });
  const floor = fromFullSync({ ...fullSync(5), restaurants: [{ id: "r1", name: "Bistro", policies: { reservation_minutes: 105 } as never }] });
  assert.deepEqual([turnOf(floor, said, 2), turnOf(floor, null, 2), turnOf(state([]), null, 2)], [70, 105, 90].map((minutes) => minutes * 60_000));
});

test("a quote is offered as one says it at a door, and not at all without an outlook", () => {
  const quote = { minutes: 12, low: 10, high: 20, ahead: 2, basis: "log", observations: 40 } as const;
  const said = outlook({ size_classes: [{ smallest: 1, largest: 2, quote } as ClassOutlook] });
  assert.deepEqual(offerFor(said, 2), { minutes: 15, low: 10, high: 20, ahead: 2 });
  assert.equal(offerFor(said, 3), null);
  assert.equal(offerFor(said, null), null);
  assert.equal(offerFor(null, 2), null);
});

test("a tag is known however it is written, and others are kept as they are", () => {
  assert.deepEqual([tagOf("vip"), tagOf("High-Chair"), tagOf("Allergy: nuts"), tagOf("regular")], [
    { kind: "VIP" }, { kind: "high chair" }, { kind: "allergy", of: "nuts" }, { kind: "other", text: "regular" },
  ]);
  const tags = ["vip", "regular", "allergic to nuts"];
  assert.deepEqual([marksOf(tags), allergyOf(tags)], [["VIP"], "nuts"]);
  assert.deepEqual(retagged(tags, ["birthday"], "fish"), ["birthday", "allergy: fish", "regular"]);
  assert.deepEqual(retagged(tags, [], ""), ["regular"]);
});

const calendar = { zone: "Etc/UTC", cutoff: 4 };
const today = "2030-01-01";

function findings(text: string): string[] {
  const lee = party("lee", { name: "Íñigo Lee", phoneNumber: "+34 600 555 102" });
  const bob = party("bob", { name: "Bob", status: "seated", tableId: "12", seatedTime: "2030-01-01T17:00:00Z" });
  const booking = { id: "b1", guestName: "Boone", partySize: 2, status: "confirmed", reservationTime: "2030-01-01T20:00:00Z", phoneNumber: null, assignedTableId: null };
  const others = [{ ...booking, id: "b2", reservationTime: "2030-01-02T20:00:00Z" }, { ...booking, id: "b3", status: "cancelled" }];
  const full = { ...fullSync(5, [lee, bob, party("gone", { name: "Bo", status: "finished" })], [place("12", { status: "occupied", currentGuestId: "bob" })]), reservations: [booking, ...others] };
  return search(fromFullSync(full), text, calendar, today).map(({ kind, id }) => `${kind} ${id}`);
}

test("parties are found by name, phone and table, those of the day that are here or to come", () => {
  assert.deepEqual(findings("ini"), ["waiting lee"]);
  assert.deepEqual(findings("lee"), ["waiting lee"]);
  assert.deepEqual(findings("555 102"), ["waiting lee"]);
  assert.deepEqual(findings("12"), ["seated bob"]);
  assert.deepEqual(findings("bo"), ["booked b1", "seated bob"]);
  assert.deepEqual(findings("  "), []);
  assert.deepEqual(findings("zz"), []);
});

test("the service is told by the clock, and closed where the hours say so", () => {
  const at = (time: string, hours?: Parameters<typeof shiftAt>[3]) => shiftAt(Date.parse(`2030-01-01T${time}Z`), "Etc/UTC", 4, hours);
  assert.deepEqual(["03:00", "08:00", "13:00", "20:00"].map((time) => at(time)), ["dinner", "breakfast", "lunch", "dinner"]);
  const hours = { monday: [{ open: "18:00", close: "01:00" }], tuesday: [{ open: "12:00", close: "16:00" }] };
  assert.deepEqual(["00:30", "01:00", "12:00", "16:00"].map((time) => at(time, hours)), ["dinner", "closed", "lunch", "closed"]);
});
