import assert from "node:assert/strict";
import { test } from "node:test";
import { announce } from "../src/announce";
import type { Booking } from "../src/book";
import { Hearing } from "../src/hearing";
import { Refusal, type Request } from "../src/http";
import { EVERYTHING, Own } from "../src/own";
import { applyMessage, fromFullSync } from "../src/store";
import type { Change } from "../src/wire";
import { fullSync, guestChange, party, place, update } from "./room";

const NOBODYS: ReadonlySet<string> = new Set();
const haas: Booking = {
  id: "haas", guestName: "Haas", partySize: 2, status: "confirmed", reservationTime: "2030-01-04T19:15:00Z", durationMinutes: 90,
  endTime: "2030-01-04T20:45:00Z", assignedTableId: null, combinationId: null, guestId: null, phoneNumber: null, notes: null, version: 1,
};
const opening = fromFullSync({
  ...fullSync(5, [party("ann", { status: "seated", tableId: "1" })], [place("1", { status: "occupied", currentGuestId: "ann" }), place("2"), place("3")]),
  restaurants: [{ id: "r1", name: "Bistro", timeZone: "Europe/Madrid" }], reservations: [haas],
});

function tableChange(id: string, more: Parameters<typeof place>[1]): Change {
  return { entity_type: "table", entity_id: id, action: "update", data: place(id, more) };
}

function bookingChange(more: Partial<Booking>): Change {
  const data = { ...haas, ...more };
  return { entity_type: "reservation", entity_id: data.id, action: "update", data };
}

function said(changes: Change[], own = NOBODYS): string[] {
  return announce(opening, applyMessage(opening, update(6, ...changes)), changes, own);
}

test("a table that others close, soil, clean or move is told; one at which somebody sits down is told of the party", () => {
  assert.deepEqual(said([tableChange("2", { status: "out_of_service" })]), ["Table 2 is closed now."]);
  assert.deepEqual(said([tableChange("2", { status: "needs_cleaning" })]), ["Table 2 is dirty now."]);
  assert.deepEqual(said([tableChange("2", { position: { x: 0.1, y: 0.5 } })]), ["Table 2 was moved."]);
  const seated = [guestChange(party("bob", { status: "seated", tableId: "2" })), tableChange("2", { status: "occupied", currentGuestId: "bob" })];
  assert.deepEqual(said(seated.slice(1)), []);
  const left = [guestChange(party("ann", { status: "finished" })), tableChange("1", { status: "available" })];
  assert.deepEqual(said(left), ["ann, party of 2: left."]);
  assert.deepEqual(said([tableChange("1", { status: "needs_cleaning" })]), ["Table 1 is dirty now."]);
  assert.deepEqual(said([tableChange("2", { notes: "wobbles" })]), []);
});

test("a floor that was arranged anew is one sentence", () => {
  const moved = ["1", "2", "3"].map((id) => tableChange(id, { ...(id === "1" ? { status: "occupied", currentGuestId: "ann" } : {}), position: { x: 0.9, y: 0.9 } }));
  assert.deepEqual(said(moved), ["Tables were moved on the floor."]);
});

test("a booking is told when it is new, cancelled or here; who came by it isn't told twice", () => {
  assert.deepEqual(said([bookingChange({ id: "lee", guestName: "Lee" })]), ["New booking: Lee, party of 2, Fri, Jan 4, 8:15 PM."]);
  assert.deepEqual(said([bookingChange({ status: "cancelled" })]), ["Booking of Haas, party of 2: cancelled."]);
  const came = { ...party("haas-party"), reservationId: "haas" };
  assert.deepEqual(said([bookingChange({ status: "arrived", guestId: "haas-party" }), guestChange(came)]), ["Booking of Haas, party of 2: here."]);
  assert.deepEqual(said([bookingChange({ status: "seated", guestId: "haas-party" })]), []);
  assert.deepEqual(said([bookingChange({ notes: "window" })]), []);
});

test("nothing is told of what follows from one's own act", () => {
  const came = { ...party("haas-party"), reservationId: "haas" };
  assert.deepEqual(said([bookingChange({ status: "cancelled" }), guestChange(came)], new Set(["haas"])), []);
  assert.deepEqual(said([tableChange("1", { status: "needs_cleaning" })], new Set(["ann"])), []);
  assert.deepEqual(said([tableChange("2", { status: "out_of_service" })], new Set([EVERYTHING])), []);
});

test("an act is one's own from the request until the stream has passed its transaction", async () => {
  const own = new Own();
  const ask = (path: string, send: (request: Request) => Promise<{ body: unknown; seq: number }>, body?: object) =>
    own.during({ method: "POST", path: `/restaurants/r1${path}`, ...(body && { body }) }, send);
  await ask("/reservations/haas/cancel", async () => {
    assert.deepEqual([...own.ids], ["haas"]);
    own.passed(9);
    return { body: {}, seq: 9 };
  });
  own.passed(8);
  assert.deepEqual([...own.ids], ["haas"]);
  own.passed(9);
  assert.deepEqual([...own.ids], []);
  await ask("/reservations", async () => (assert.deepEqual([...own.ids], ["new"]), { body: {}, seq: 10 }), { id: "new" });
  await ask("/floor/draft/publish", async () => (assert.deepEqual([...own.ids], ["new", EVERYTHING]), { body: {}, seq: 10 }));
  own.passed(10);
  await ask("/tables/1", () => Promise.reject(new Refusal(409, "conflict", "", 0))).catch(() => {});
  await own.during({ method: "GET", path: "/restaurants/r1/outlook" }, async () => ({ body: {}, seq: undefined }));
  assert.deepEqual([...own.ids], []);
});

test("what comes at once is said at once, what follows soon is said together, and only how much where it is a lot", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const hearing = new Hearing();
  hearing.hear(["a"]);
  assert.deepEqual(hearing.said.value, ["a"]);
  hearing.hear(["b"]);
  hearing.hear(["c", "b"]);
  assert.deepEqual(hearing.said.value, ["a"]);
  context.mock.timers.tick(3_000);
  assert.deepEqual(hearing.said.value, ["b", "c"]);
  hearing.hear(["d", "e", "f", "g"]);
  context.mock.timers.tick(3_000);
  assert.deepEqual(hearing.said.value, ["4 changes on other devices."]);
  context.mock.timers.tick(3_000);
  assert.deepEqual(hearing.said.value, []);
});
