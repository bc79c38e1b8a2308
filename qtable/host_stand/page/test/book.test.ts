import assert from "node:assert/strict";
import { test } from "node:test";
import { Bookkeeping } from "../src/bookkeeping";
import type { Api } from "../src/api";
import { dayOf, nextQuarter, shiftDay, timeline, timeOf, type Booking } from "../src/book";
import { ServerClock } from "../src/clock";
import { Refusal, Unreachable, type Request } from "../src/http";
import { Stand } from "../src/stand";
import { acts } from "../src/texts/acts";
import { chosenTable } from "../src/views/book/TableChoice";

const madrid = { zone: "Europe/Madrid", cutoff: 4 };

function booking(id: string, time: string, end: string, more: Partial<Booking> = {}): Booking {
  const day = (at: string) => `2030-06-14T${at}:00Z`;
  const base = { guestName: id, partySize: 2, status: "confirmed", durationMinutes: 90, guestId: null, phoneNumber: null, notes: null } as const;
  return { id, ...base, reservationTime: day(time), endTime: day(end), assignedTableId: null, ...more };
}

test("what is before the cut-off belongs to the evening before, by the restaurant's own clock", () => {
  assert.equal(dayOf("2030-06-14T22:30:00Z", madrid), "2030-06-14");
  assert.equal(dayOf("2030-06-15T01:59:00Z", madrid), "2030-06-14");
  assert.equal(dayOf("2030-06-15T02:00:00Z", madrid), "2030-06-15");
  assert.equal(timeOf("2030-06-14T22:30:00Z", "Europe/Madrid"), "00:30");
  assert.equal(shiftDay("2030-03-01", -1), "2030-02-28");
});

test("a new booking begins at the next quarter of an hour", () => {
  assert.equal(nextQuarter(Date.parse("2030-06-14T17:46:00Z"), "Europe/Madrid"), "20:00");
  assert.equal(nextQuarter(Date.parse("2030-06-14T17:45:00Z"), "Europe/Madrid"), "19:45");
});

test("each table has its line, and bookings without one share as few as need be", () => {
  const all = [
    booking("ann", "18:00", "19:30", { assignedTableId: "t1" }),
    booking("bob", "18:30", "20:00"),
    booking("cy", "19:00", "20:30"),
    booking("di", "20:00", "21:00"),
    booking("gone", "10:00", "11:00", { status: "cancelled" }),
  ];
  const { start, end, lines } = timeline(all, ["t1"]);
  assert.deepEqual([start, end].map((at) => new Date(at).toISOString().slice(11, 16)), ["18:00", "21:00"]);
  assert.deepEqual(lines.map((line) => [line.tableId, line.bars.map((bar) => bar.booking.id)]), [[null, ["bob", "di"]], [null, ["cy"]], ["t1", ["ann"]]]);
  assert.deepEqual([lines[2]?.bars[0]?.from, lines[2]?.bars[0]?.to], [0, 0.5]);
});

test("a day without bookings has no lines", () => {
  assert.deepEqual(timeline([booking("no", "10:00", "11:00", { status: "no_show" })], ["t1"]).lines, []);
});

const entry = { guestName: "Ann", partySize: 2, date: "2030-06-14", time: "20:00", assignedTableId: "t1", phoneNumber: null, notes: null };

function keeping(outcome?: Error): { stand: Stand; asked: Request[]; books: Bookkeeping } {
  const [stand, asked] = [new Stand(new ServerClock()), [] as Request[]];
  const act = (request: Request) => (asked.push(request), outcome ? Promise.reject(outcome) : Promise.resolve({ body: {}, seq: 1 }));
  return { stand, asked, books: new Bookkeeping({ act } as unknown as Api, stand, "r1") };
}

test("a booking that is written can be taken back, and one that is cancelled is expected again", async (context) => {
  context.mock.timers.enable();
  const { stand, asked, books } = keeping();
  assert.equal(await books.write(entry), "");
  stand.notice.value?.action?.run();
  await Promise.resolve();
  const id = (asked[0]?.body as { id: string }).id;
  assert.equal(asked[1]?.path, `/restaurants/r1/reservations/${id}/cancel`);
  await books.lead("no-show", "b1", "Ann");
  stand.notice.value?.action?.run();
  assert.deepEqual([asked.at(-1)?.path, asked.at(-1)?.body], ["/restaurants/r1/reservations/b1", { status: "confirmed" }]);
  stand.tell(null);
});

test("what the box refuses is told where it was asked, and nothing is said to be done", async () => {
  const { stand, books } = keeping(new Refusal(409, "table_booked", "Table 3 is booked for Lee.", 0));
  assert.equal(await books.write(entry), "Table 3 is booked for Lee.");
  assert.equal(stand.notice.value, null);
  const lost = keeping(new Unreachable());
  assert.equal(await lost.books.write(entry), acts.unanswered);
});

test("a table that was picked is kept while the box hasn't said what is free", () => {
  const answer = { reservation_time: "", tables: ["2", "3"], refused: [], alternatives: [] };
  assert.deepEqual([chosenTable(null, "1"), chosenTable(null, undefined), chosenTable(null, null)], ["1", null, null]);
  assert.deepEqual([chosenTable(answer, "3"), chosenTable(answer, "1"), chosenTable(answer, undefined), chosenTable(answer, null)], ["3", "2", "2", null]);
});
