import assert from "node:assert/strict";
import { test } from "node:test";
import { cursor, fullSync, guestChange, head, logged, party, quiet, reconnect, Room, update } from "./room";

const add = (seq: number, name: string) => update(seq, guestChange(party(name)));

test("a lost line shows, and heals by resuming where it stopped", async () => {
  const room = new Room();
  await room.live(4);
  await room.line.hear("delta_update", add(5, "ann"));
  await reconnect(room);
  assert.equal(room.lastPhase, "reconnecting");
  assert.equal(room.line.asked[0]?.payload.cursor, cursor(5));
  await room.answer({ mode: "live", cursor: cursor(6), changes: [logged(6, party("bob"))] });
  assert.deepEqual(room.names(), ["ann", "bob"]);
  assert.equal(room.fullReads, 1);
  assert.equal(room.lastPhase, "live");
});

test("what waited on this device is sent before the stream resumes", async () => {
  const room = new Room();
  await room.live(4);
  room.waiting.push(true, true);
  await reconnect(room);
  assert.deepEqual(room.sentBeforeAsking, [0, 0]);
  assert.equal(room.line.asked[0]?.event, "sync:subscribe");
});

test("where it can't be sent the line is not taken for live, and tried anew", async () => {
  const room = new Room();
  await room.live(4);
  room.waiting.push(new Error("nobody"), true);
  await reconnect(room);
  assert.equal(room.line.asked.length, 0);
  await room.clock.pass(1_000);
  await room.lift();
  assert.deepEqual(room.sentBeforeAsking, [0]);
});

test("25 seconds of silence mean a dead line; a head in between means a live one", async () => {
  const room = new Room();
  await room.live(4);
  await room.clock.pass(20_000);
  await room.line.hear("sync:head", head(4));
  await room.clock.pass(24_000);
  assert.equal(room.lines.length, 1);
  await room.clock.pass(1_000);
  assert.equal(room.lines.length, 2);
  assert.ok(room.lines[0]?.closed);
});

test("what a given-up line still says is not heard", async () => {
  const room = new Room();
  await room.live(4);
  const old = room.line;
  await reconnect(room);
  await old.hear("delta_update", add(5, "ann"));
  await room.answer({ mode: "live", cursor: cursor(4), changes: [] });
  assert.deepEqual(room.names(), []);
});

test("a good-bye that may resume waits as told; a final one stays away", async () => {
  const room = new Room();
  await room.live(4);
  await room.line.hear("sync:bye", { code: 4000, reason: "restart", resume: true, retry_after_ms: 5_000 });
  await room.clock.pass(4_900);
  assert.equal(room.lines.length, 1);
  await room.clock.pass(200);
  assert.equal(room.lines.length, 2);
  await room.lift();
  await room.line.hear("sync:bye", { code: 4403, reason: "forbidden", resume: false });
  await room.clock.pass(120_000);
  assert.equal(room.lines.length, 2);
  assert.equal(room.lastPhase, "stopped");
});

test("tries grow rarer while the box is away", async () => {
  const room = new Room();
  await room.live(4);
  for (const wait of [500, 1_000, 2_000, 4_000, 5_000, 5_000]) {
    const before = room.lines.length;
    room.line.events.down("gone");
    await room.clock.pass(wait - 1);
    assert.equal(room.lines.length, before);
    await room.clock.pass(1);
    assert.equal(room.lines.length, before + 1);
  }
});

test("waking up tries at once", async () => {
  const room = new Room();
  await room.live(4);
  for (let i = 0; i < 4; i++) {
    room.line.events.down("gone");
    await room.clock.pass(8_000);
  }
  room.line.events.down("gone");
  const before = room.lines.length;
  room.client.nudge();
  await room.clock.pass(0);
  assert.equal(room.lines.length, before + 1);
});

test("what a line said that is gone holds up no later one, also where a backup was restored meanwhile", async () => {
  const room = new Room();
  await room.live(9);
  await room.line.hear("delta_update", add(12, "ann"));
  room.line.events.down("gone");
  await room.clock.pass(500);
  await room.lift();
  room.fulls.push(fullSync(3));
  await room.answer({ mode: "resync", reason: "epoch" });
  await room.answer({ mode: "live", cursor: cursor(3), changes: [] });
  assert.equal(room.lastPhase, "live");
});

test("a device that wakes up leaves alone a line that was heard lately, and what was stopped", async () => {
  const room = new Room();
  await room.live(4);
  await room.clock.pass(11_000);
  room.client.nudge();
  await room.clock.pass(100);
  assert.equal(room.lines.length, 1);
  await room.clock.pass(1_000);
  room.client.nudge();
  await room.clock.pass(100);
  assert.equal(room.lines.length, 2);
  room.client.stop();
  room.client.nudge();
  await room.clock.pass(60_000);
  assert.deepEqual([room.lines.length, room.lastPhase], [2, "stopped"]);
});

test("who wakes up while it waits tries once, and then as often as after a first loss", async () => {
  const room = new Room();
  await room.live(4);
  for (let i = 0; i < 5; i++) {
    room.line.events.down("gone");
    if (i < 4) await room.clock.pass(8_000);
  }
  const before = room.lines.length;
  room.client.suspect();
  await room.clock.pass(100);
  assert.equal(room.lines.length, before, "that the network is gone is known");
  room.client.nudge();
  await room.clock.pass(7_000);
  assert.equal(room.lines.length, before + 1, "the pause before is over");
  room.line.events.down("gone");
  await room.clock.pass(500);
  assert.equal(room.lines.length, before + 2);
});

test("a read that was given up raises no line and brings nothing, however late it is answered", async () => {
  const room = new Room();
  const reads: ((sync: ReturnType<typeof fullSync>) => void)[] = [];
  room.full = () => new Promise((answer) => void reads.push(answer));
  room.client.start();
  await quiet();
  room.client.nudge();
  await room.clock.pass(0);
  reads[0]?.(fullSync(9, [party("old")]));
  await quiet();
  assert.deepEqual([room.lines.length, room.shown], [0, null]);
  reads[1]?.(fullSync(4));
  await quiet();
  assert.equal(room.lines.length, 1);
});

test("a long queue that goes out bit by bit is no silence", async () => {
  const room = new Room();
  await room.live(4);
  let left = 3;
  room.sendWaiting = () => new Promise((sent) => void room.clock.after(20_000, () => sent(left-- > 0)));
  await reconnect(room);
  await room.clock.pass(80_000);
  assert.equal(room.lines.length, 2);
  assert.equal(room.line.asked[0]?.event, "sync:subscribe");
});
