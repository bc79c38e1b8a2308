import assert from "node:assert/strict";
import { test } from "node:test";
import { ResyncRequired } from "../src/sync/ports";
import { cursor, fullSync, guestChange, head, logged, page, party, quiet, reconnect, Room, update } from "./room";

const add = (seq: number, name: string) => update(seq, guestChange(party(name)));

test("it reads everything once, then subscribes with that cursor", async () => {
  const room = new Room();
  await room.arrive(4);
  assert.deepEqual(room.line.asked[0]?.payload, { restaurant_id: "r1", cursor: cursor(4) });
  assert.notEqual(room.lastPhase, "live");
  await room.answer({ mode: "live", cursor: cursor(5), changes: [logged(5, party("ann"))] });
  assert.deepEqual(room.names(), ["ann"]);
  assert.equal(room.lastPhase, "live");
});

test("the box's time comes with a full read, not with its last change, and with each head", async () => {
  const room = new Room();
  await room.live(4);
  assert.deepEqual(room.times, ["2030-01-01T18:00:00Z"]);
  room.deltas.push(new ResyncRequired());
  room.fulls.push({ ...fullSync(20), server_time: "2030-01-01T18:00:10Z" });
  await room.line.hear("delta_update", add(19, "ann"));
  await room.line.hear("sync:head", { ...head(20), server_time: "2030-01-01T18:00:20Z" });
  assert.deepEqual(room.times.slice(1), ["2030-01-01T18:00:10Z", "2030-01-01T18:00:20Z"]);
});

test("a live message is applied, its duplicate is not", async () => {
  const room = new Room();
  await room.live(4);
  await room.line.hear("delta_update", add(5, "ann"));
  await room.line.hear("delta_update", add(5, "twin"));
  assert.deepEqual(room.names(), ["ann"]);
  assert.deepEqual(room.deltaCursors, []);
});

test("another restaurant's message is not applied", async () => {
  const room = new Room();
  await room.live(4);
  await room.line.hear("delta_update", { ...add(5, "ann"), restaurant_id: "r2" });
  assert.deepEqual(room.names(), []);
});

test("messages between subscribing and its answer wait, and follow it", async () => {
  const room = new Room();
  await room.arrive(4);
  await room.line.hear("delta_update", add(6, "bob"));
  assert.deepEqual(room.names(), []);
  await room.answer({ mode: "live", cursor: cursor(5), changes: [logged(5, party("ann"))] });
  assert.deepEqual(room.names(), ["ann", "bob"]);
  assert.equal(room.shown?.seq, 6);
  assert.deepEqual(room.deltaCursors, []);
});

test("what came early is sorted, and a gap behind the answer is filled", async () => {
  const room = new Room();
  await room.arrive(4);
  room.deltas.push(page(6, [logged(6, party("bob"))]));
  await room.line.hear("delta_update", add(8, "dan"));
  await room.line.hear("delta_update", add(7, "cy"));
  await room.answer({ mode: "live", cursor: cursor(5), changes: [logged(5, party("ann"))] });
  assert.deepEqual(room.names(), ["ann", "bob", "cy", "dan"]);
  assert.equal(room.deltaCursors.length, 1);
  assert.equal(room.lastPhase, "live");
});

test("a gap is filled from the delta before later messages apply", async () => {
  const room = new Room();
  await room.live(4);
  await room.line.hear("delta_update", add(7, "cy"));
  await room.line.hear("delta_update", add(8, "dan"));
  assert.deepEqual(room.names(), []);
  assert.deepEqual(room.deltaCursors, [cursor(4)]);
});

test("after the delta, held messages apply in order and once", async () => {
  const room = new Room();
  await room.live(4);
  room.deltas.push(page(7, [logged(5, party("ann")), logged(6, party("bob")), logged(7, party("cy"))]));
  await room.line.hear("delta_update", add(7, "cy-again"));
  await room.line.hear("delta_update", add(8, "dan"));
  assert.deepEqual(room.names(), ["ann", "bob", "cy", "dan"]);
  await room.line.hear("delta_update", add(9, "eve"));
  assert.equal(room.shown?.seq, 9);
});

test("a delta that still lacks something is read again", async () => {
  const room = new Room();
  await room.live(4);
  room.deltas.push(page(4), page(6, [logged(5, party("ann")), logged(6, party("bob"))]));
  await room.line.hear("delta_update", add(7, "cy"));
  await room.clock.pass(2_000);
  assert.deepEqual(room.names(), ["ann", "bob", "cy"]);
  assert.equal(room.deltaCursors.length, 2);
});

test("catching up pages the delta, then subscribes again", async () => {
  const room = new Room();
  await room.arrive(4);
  room.deltas.push(page(5, [logged(5, party("ann"))], true), page(6, [logged(6, party("bob"))]));
  await room.answer({ mode: "catchup", cursor: cursor(6) });
  assert.deepEqual(room.deltaCursors, [cursor(4), cursor(5)]);
  assert.equal(room.line.asked.at(-1)?.payload.cursor, cursor(6));
  await room.answer({ mode: "live", cursor: cursor(6), changes: [] });
  assert.deepEqual(room.names(), ["ann", "bob"]);
});

test("a resync replaces everything and subscribes with the new cursor", async () => {
  const room = new Room();
  await room.live(9);
  await room.line.hear("delta_update", add(10, "ghost"));
  await reconnect(room);
  room.fulls.push(fullSync(2, [party("ann")]));
  await room.answer({ mode: "resync", reason: "epoch" });
  assert.equal(room.line.asked.at(-1)?.payload.cursor, cursor(2));
  assert.deepEqual(room.names(), ["ann"]);
});

test("a second resync within a minute waits before it reads", async () => {
  const room = new Room();
  await room.arrive(9);
  room.fulls.push(fullSync(2), fullSync(3));
  await room.answer({ mode: "resync", reason: "epoch" });
  assert.equal(room.fullReads, 2);
  await room.answer({ mode: "resync", reason: "epoch" });
  assert.equal(room.fullReads, 2);
  await room.clock.pass(8_000);
  assert.equal(room.fullReads, 3);
});

test("a delta that leads nowhere makes it read everything", async () => {
  const room = new Room();
  await room.live(4);
  room.deltas.push(new ResyncRequired());
  room.fulls.push(fullSync(20, [party("zoe")]));
  await room.line.hear("delta_update", add(19, "ann"));
  assert.deepEqual(room.names(), ["zoe"]);
  assert.equal(room.lastPhase, "live");
});

test("a head that runs ahead for long makes it read the delta", async () => {
  const room = new Room();
  await room.live(4);
  room.deltas.push(page(5, [logged(5, party("ann"))]));
  await room.line.hear("sync:head", head(5));
  assert.deepEqual(room.deltaCursors, []);
  await room.clock.pass(3_000);
  assert.deepEqual(room.names(), ["ann"]);
});

test("a head that is caught up with in time costs nothing", async () => {
  const room = new Room();
  await room.live(4);
  await room.line.hear("sync:head", head(5));
  await room.line.hear("delta_update", add(5, "ann"));
  await room.clock.pass(3_000);
  assert.deepEqual(room.deltaCursors, []);
});

test("each gap is mended, one after the other, and each by one reading", async () => {
  const room = new Room();
  await room.live(4);
  await room.line.hear("delta_update", add(6, "bob"));
  await room.line.hear("sync:head", head(2));
  assert.equal(room.deltaCursors.length, 1, "while it is read it isn't read again");
  await reconnect(room);
  await room.answer({ mode: "live", cursor: cursor(6), changes: [logged(5, party("ann")), logged(6, party("bob"))] });
  for (const seq of [8, 10]) {
    room.deltas.push(page(seq - 1, [logged(seq - 1, party(`p${seq - 1}`))]));
    await room.line.hear("delta_update", add(seq, `p${seq}`));
  }
  assert.deepEqual(room.names(), ["ann", "bob", "p10", "p7", "p8", "p9"]);
});

test("a gap that the delta doesn't fill yet is asked for again, not at once", async () => {
  const room = new Room();
  await room.live(4);
  room.deltas.push(page(4), page(4), page(4), page(5, [logged(5, party("ann"))]));
  await room.line.hear("delta_update", add(6, "bob"));
  assert.equal(room.deltaCursors.length, 2);
  await room.clock.pass(20_000);
  assert.deepEqual(room.names(), ["ann", "bob"]);
});

test("before the line is live, what was done here is not looked for", async () => {
  const room = new Room();
  await room.arrive(4);
  room.client.expect(9);
  await room.clock.pass(3_000);
  assert.deepEqual(room.deltaCursors, []);
});

test("a head from further back than is known makes it look whether the box was restored; what is heard meanwhile follows", async () => {
  const room = new Room();
  await room.live(9);
  let answer = (_: ReturnType<typeof fullSync>): void => {};
  room.full = () => new Promise((tell) => (answer = tell));
  room.deltas.push(new ResyncRequired());
  await room.line.hear("sync:head", head(3));
  await room.line.hear("delta_update", add(10, "late"));
  await room.line.hear("delta_update", add(4, "ann"));
  answer(fullSync(9, [party("kim")]));
  await quiet();
  assert.deepEqual(room.names(), ["kim", "late"]);
});

test("what is known already is not told again", async () => {
  const room = new Room();
  await room.live(4);
  const told: number[] = [];
  room.onState = (state) => void told.push(state.seq);
  await room.line.hear("delta_update", add(5, "ann"));
  await room.line.hear("delta_update", add(5, "ann"));
  assert.deepEqual(told, [5]);
});
