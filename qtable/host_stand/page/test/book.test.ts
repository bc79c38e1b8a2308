import assert from "node:assert/strict";
import { test } from "node:test";
import { Bookkeeping } from "../src/bookkeeping";
import { dayOf, heldBy, nextQuarter, shiftDay, timeOf, type Booking } from "../src/book";
import { momentOf } from "../src/drafting";
import { timeline } from "../src/timeline";
import { Refusal, Unreachable, type Answer, type Request } from "../src/http";
import { booking as known, fromFullSync } from "../src/store";
import { chosenTable } from "../src/views/book/TableChoice";
import { fullSync } from "./room";
import { settled, Tab } from "./tab";

const madrid = { zone: "Europe/Madrid", cutoff: 4 };

function booking(id: string, time: string, end: string, more: Partial<Booking> = {}): Booking {
  const day = (at: string) => `2030-06-14T${at}:00Z`;
  const base = { version: 1, combinationId: null, guestName: id, partySize: 2, status: "confirmed", durationMinutes: 90, guestId: null, phoneNumber: null, notes: null } as const;
  return { id, ...base, reservationTime: day(time), endTime: day(end), assignedTableId: null, ...more };
}

const held = (one: Booking) => (one.assignedTableId ? [one.assignedTableId] : []);

test("what is before the cut-off belongs to the evening before, by the restaurant's own clock", () => {
  assert.equal(dayOf("2030-06-14T22:30:00Z", madrid), "2030-06-14");
  assert.equal(dayOf("2030-06-15T01:59:00Z", madrid), "2030-06-14");
  assert.equal(dayOf("2030-06-15T02:00:00Z", madrid), "2030-06-15");
  assert.equal(timeOf("2030-06-14T22:30:00Z", "Europe/Madrid"), "00:30");
  assert.equal(shiftDay("2030-03-01", -1), "2030-02-28");
});

test("a new booking begins at the next quarter of an hour, which may be the first of the next business day", () => {
  const next = (at: string) => Object.values(nextQuarter(Date.parse(`2030-06-${at}:00Z`), madrid)).join(" ");
  assert.equal(next("14T17:46"), "2030-06-14 20:00");
  assert.equal(next("14T17:45"), "2030-06-14 19:45");
  assert.equal(next("15T01:45"), "2030-06-14 03:45");
  assert.equal(next("15T01:46"), "2030-06-15 04:00");
});

test("each table has its line, and bookings without one share as few as need be", () => {
  const all = [
    booking("ann", "18:00", "19:30", { assignedTableId: "t1" }),
    booking("bob", "18:30", "20:00"),
    booking("cy", "19:00", "20:30"),
    booking("di", "20:00", "21:00"),
    booking("gone", "10:00", "11:00", { status: "cancelled" }),
  ];
  const { start, end, lines } = timeline(all, ["t1"], held);
  assert.deepEqual([start, end].map((at) => new Date(at).toISOString().slice(11, 16)), ["18:00", "21:00"]);
  assert.deepEqual(lines.map((line) => [line.tableId, line.bars.map((bar) => bar.booking.id)]), [[null, ["bob", "di"]], [null, ["cy"]], ["t1", ["ann"]]]);
  assert.deepEqual([lines[2]?.bars[0]?.from, lines[2]?.bars[0]?.to], [0, 0.5]);
});

test("a booking for tables that are put together stands on the line of each", () => {
  const both = booking("ann", "18:00", "19:00", { assignedTableId: "t1", combinationId: "c" });
  const combinations = [{ id: "c", version: 1, name: "1+2", tableIds: ["t1", "t2"], minPartySize: 5, maxPartySize: 8 }];
  const state = fromFullSync({ ...fullSync(5), combinations });
  const { lines } = timeline([both], ["t1", "t2"], (one) => heldBy(state, one));
  assert.deepEqual(lines.map((line) => [line.tableId, line.bars.length]), [["t1", 1], ["t2", 1]]);
  assert.deepEqual(heldBy(state, { ...both, combinationId: "gone" }), ["t1"]);
});

test("a day without bookings has no lines", () => {
  assert.deepEqual(timeline([booking("no", "10:00", "11:00", { status: "no_show" })], ["t1"], held).lines, []);
});

const entry = { guestName: "Ann", partySize: 2, date: "2030-06-14", time: "20:00", assignedTableId: "t1", combinationId: null, phoneNumber: null, notes: null };

const start = { ...fullSync(5), reservations: [booking("b1", "19:00", "20:30", { version: 3 })] };

/** The line to the box fails as `outcome` says; what waits goes through the tab's queue. */
function keeping(outcome?: Error): { tab: Tab; asked: Request[]; books: Bookkeeping } {
  const [tab, asked] = [new Tab(undefined, undefined, undefined, undefined, start), [] as Request[]];
  const act = (request: Request): Promise<Answer> => (asked.push(request), outcome ? Promise.reject(outcome) : Promise.resolve({ body: {}, seq: 1 }));
  return { tab, asked, books: new Bookkeeping({ act }, tab.actions, tab.stand, "r1", madrid) };
}

const shown = (tab: Tab, id: string) => known(tab.stand.state.value!, id)!;
const requests = (tab: Tab) => tab.sent.map(({ request: { method, path, body } }) => [method, path.replace("/restaurants/r1/reservations", ""), body]);

test("the restaurant's clock is read back to the moment, also on the day when it is changed", () => {
  for (const [day, time] of [["2030-06-14", "20:00"], ["2030-06-14", "01:30"], ["2030-10-27", "12:00"], ["2030-03-30", "01:30"], ["2030-03-31", "11:15"]] as const) {
    const moment = momentOf(day, time, madrid);
    assert.deepEqual([dayOf(moment, madrid), timeOf(moment, madrid.zone)], [day, time]);
  }
});

test("a booking that is written can be taken back", async () => {
  const { tab, asked, books } = keeping();
  assert.equal(await books.write(entry), "");
  tab.stand.notice.value?.action?.run();
  await settled();
  const id = (asked[0]?.body as { id: string }).id;
  assert.equal(requests(tab)[0]?.[1], `/${id}/cancel`);
  tab.close();
});

test("what is done in the book shows at once, is sent with its version, and is taken back by its inverse", async () => {
  const { tab } = keeping();
  tab.actions.lead("no-show", shown(tab, "b1"));
  assert.equal(shown(tab, "b1").status, "no_show");
  await settled();
  tab.stand.notice.value?.action?.run();
  await settled();
  assert.equal(shown(tab, "b1").status, "confirmed");
  assert.deepEqual(requests(tab), [["POST", "/b1/no-show", { base_version: 3 }], ["PUT", "/b1", { status: "confirmed", as_it_was: true, base_version: 4 }]]);
  tab.close();
});

test("what the box refuses is told where it was asked, and nothing is said to be done", async () => {
  const { tab, books } = keeping(new Refusal(409, "table_booked", "Table 3 is booked for Lee.", 0));
  assert.equal(await books.write(entry), "Table 3 is booked for Lee.");
  assert.equal(tab.stand.notice.value, null);
  tab.close();
});

test("a booking whose answer never came waits under the same key, and shows meanwhile", async () => {
  const keys: string[] = [];
  const tab = new Tab(undefined, undefined, undefined, undefined, start);
  const act = (_: Request, key: string): Promise<Answer> => (keys.push(key), Promise.reject(new Unreachable()));
  const books = new Bookkeeping({ act }, tab.actions, tab.stand, "r1", madrid);
  tab.live = false;
  assert.equal(await books.write(entry), "");
  await settled();
  const [waits] = tab.outbox.entries.value;
  assert.deepEqual([waits?.key, waits?.state], [keys[0], "waiting"]);
  assert.equal(shown(tab, waits?.book?.booking.id ?? "").reservationTime, "2030-06-14T18:00:00.000Z");
  tab.close();
});

test("offline the acts on a booking wait in their order; one that meets another state is told, and so is what was built on it", async () => {
  const { tab, books } = keeping();
  tab.goOnline(false);
  assert.equal(await books.change(shown(tab, "b1"), entry), "");
  tab.actions.lead("arrive", shown(tab, "b1"));
  await settled();
  assert.deepEqual([shown(tab, "b1").guestName, shown(tab, "b1").status, shown(tab, "b1").version], ["Ann", "arrived", 5]);
  tab.replies.push(new Refusal(409, "version_conflict", "changed", 0, { current: booking("b1", "19:00", "20:30", { version: 4, status: "cancelled" }) }));
  await tab.reconnect();
  assert.deepEqual(tab.outbox.entries.value.map(({ state }) => state), ["aside", "aside"]);
  assert.match(tab.told, /^Not done: Change the booking of Ann\./);
  tab.close();
});

test("a note that somebody else has changed is no conflict", async () => {
  const { tab } = keeping();
  tab.replies.push(new Refusal(409, "version_conflict", "changed", 0, { current: booking("b1", "19:00", "20:30", { version: 9, notes: "window" }) }));
  tab.actions.lead("arrive", shown(tab, "b1"));
  await settled();
  assert.deepEqual(requests(tab).map(([, , body]) => body), [{ base_version: 3 }, { base_version: 9 }]);
  tab.close();
});

test("a table that was picked is kept while the box hasn't said what is free", () => {
  const answer = { reservation_time: "", tables: ["2", "3"], combinations: ["c"], refused: [], refused_combinations: [], alternatives: [] };
  assert.deepEqual([chosenTable(null, "1"), chosenTable(null, undefined), chosenTable(null, null)], ["1", null, null]);
  assert.deepEqual([chosenTable(answer, "c"), chosenTable({ ...answer, tables: [] }, undefined)], ["c", "c"]);
  assert.deepEqual([chosenTable(answer, "3"), chosenTable(answer, "1"), chosenTable(answer, undefined), chosenTable(answer, null)], ["3", "2", "2", null]);
});

test("a table that was picked is kept where somebody may still sit then, and is offered to nobody else", () => {
  const refused = [{ table_id: "1", reason: "seated", reservation: null, seated_until: "2030-01-01T19:50:00Z" } as const, { table_id: "4", reason: "closed", reservation: null, seated_until: null } as const];
  const answer = { reservation_time: "", tables: ["2"], combinations: [], refused, refused_combinations: [], alternatives: [] };
  assert.deepEqual([chosenTable(answer, "1"), chosenTable(answer, "4"), chosenTable(answer, undefined), chosenTable({ ...answer, tables: [] }, undefined)], ["1", "2", "2", null]);
});

test("nothing that is written overtakes what waits already, also while the line stands", async () => {
  const { tab, asked, books } = keeping();
  tab.replies.push(new Promise(() => {}));
  tab.actions.lead("arrive", shown(tab, "b1"));
  await settled();
  assert.equal(await books.write(entry), "");
  assert.deepEqual(asked, []);
  await settled();
  assert.deepEqual(tab.outbox.entries.value.map((one) => one.book?.verb), ["arrive", "write"]);
  tab.close();
});


test("a booking is changed on the version that stood in the form", async () => {
  const { tab, asked, books } = keeping();
  assert.equal(await books.change(shown(tab, "b1"), entry), "");
  assert.equal((asked[0]?.body as { base_version: number }).base_version, 3);
  tab.close();
});
