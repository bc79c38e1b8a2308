import assert from "node:assert/strict";
import { test } from "node:test";
import type { Booking } from "../src/book";
import { heldTables } from "../src/holding";
import { nextStage, sightsOf, type Sight } from "../src/looks";
import type { Outlook } from "../src/outlook";
import { fromFullSync, type State } from "../src/store";
import { saidOf } from "../src/texts/floor";
import type { Guest, Restaurant, Server, Stage, Table } from "../src/wire";
import { fullSync, party, place } from "./room";

const NOW = Date.parse("2030-01-01T20:00:00Z");
const lee = party("lee", { name: "Lee", partySize: 3, status: "seated", tableId: "12", seatedTime: "2030-01-01T19:12:00Z" });
const ana: Server = { id: "ana", version: 1, name: "Ana", initials: "AN", colour: "teal", userId: null, onDuty: true, paused: false };
const taken = (stage: Stage) => place("12", { status: "occupied", currentGuestId: "lee", stage, serverId: "ana" });

interface Evening {
  guests?: Guest[];
  long?: number;
  held?: [guestId: string, tableId: string];
  booking?: Partial<Booking>;
}

function state(table: Table, { guests = [lee], booking }: Evening): State {
  const booked = { id: "b", guestName: "Haas", status: "confirmed", durationMinutes: 90, assignedTableId: table.id, ...booking };
  const sync = { ...fullSync(5, guests, [table]), servers: [ana], reservations: booking ? [booked] : [] };
  return fromFullSync(sync);
}

function sight(table: Table, evening: Evening = {}): Sight {
  const { long, held } = evening;
  const outlook = {
    seated: long ? [{ guest_id: "lee", long_turn: long }] : [],
    waiting: held ? [{ guest_id: held[0], suggestion: { table_ids: [held[1]] } }] : [],
  } as unknown as Outlook;
  const shown = state(table, evening);
  return sightsOf(shown, long ? outlook : null, heldTables(shown, outlook, NOW), NOW).get(table.id) as Sight;
}

const booked = (from: string, to: string) => ({ reservationTime: `2030-01-01T${from}:00Z`, endTime: `2030-01-01T${to}:00Z` });

test("a table says all that it shows", () => {
  const seen = sight(taken("check"), { long: 90 });
  assert.equal(saidOf(taken("check"), seen, "UTC"), "Table 12, seats 4, seated, Lee party of 3, 48 minutes, check dropped, server Ana");
});

test("a party is overdue once four of five like it have left, unless it has the check", () => {
  assert.deepEqual([sight(taken("mains"), { long: 48 }).look, sight(taken("mains"), { long: 47 }).look], ["seated", "overdue"]);
  assert.equal(sight(taken("paid"), { long: 30 }).look, "check");
  assert.equal(sight(taken("mains"), { long: 96 }).turn, 0.5);
});

test("without an outlook nobody is called overdue", () => {
  assert.deepEqual([sight(taken("mains")).look, sight(taken("mains")).turn], ["seated", null]);
});

test("a free table is held for whoever was told to come, not for who merely waits", () => {
  const told = party("kim", { notifiedTime: "2030-01-01T19:58:00Z" });
  const seen = sight(place("1"), { guests: [told], held: ["kim", "1"] });
  assert.deepEqual([seen.look, seen.heldFor?.id], ["held", "kim"]);
  assert.equal(sight(place("1"), { guests: [party("kim")], held: ["kim", "1"] }).look, "free");
  assert.deepEqual([sight(place("1"), { guests: [{ ...told, heldUntil: "2030-01-01T20:00:01Z" }], held: ["kim", "1"] }).look, sight(place("1"), { guests: [{ ...told, heldUntil: "2030-01-01T20:00:00Z" }], held: ["kim", "1"] }).look], ["held", "free"]);
});

test("a booking shows as soon as a party of its length could not leave before it", () => {
  assert.equal(sight(place("1"), { booking: booked("21:30", "23:00") }).look, "soon");
  assert.equal(sight(place("1"), { booking: booked("21:31", "23:01") }).look, "free");
  assert.equal(sight(place("1"), { booking: { ...booked("20:30", "22:00"), status: "cancelled" } }).look, "free");
  assert.equal(sight(taken("mains"), { booking: booked("20:30", "22:00") }).look, "seated");
});

test("the next stage is the next one that the restaurant uses", () => {
  const with_ = (...stages: Stage[]) => fromFullSync({ ...fullSync(5), restaurants: [{ id: "r1", name: "R", policies: { stages } } as unknown as Restaurant] });
  assert.deepEqual([nextStage(with_("seated", "mains", "check"), "seated"), nextStage(with_("seated", "mains", "check"), "mains")], ["mains", "check"]);
  assert.deepEqual([nextStage(with_("seated", "mains"), "mains"), nextStage(with_("seated"), null)], [null, null]);
});

test("a table is kept no longer than its booking, nor for a party that was called and sits elsewhere", () => {
  assert.deepEqual([sight(place("1"), { booking: booked("18:00", "20:01") }).look, sight(place("1"), { booking: booked("18:00", "20:00") }).look], ["soon", "free"]);
  const sits = party("kim", { notifiedTime: "2030-01-01T19:58:00Z", status: "seated", tableId: "2" });
  assert.equal(sight(place("1"), { guests: [sits], held: ["kim", "1"] }).look, "free");
});
