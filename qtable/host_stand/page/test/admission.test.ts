import assert from "node:assert/strict";
import { test } from "node:test";
import { SessionOver } from "../src/sync/ports";
import { refusal, Unwelcome } from "../src/sync/refusal";
import { cursor, fullSync, head, quiet, Room } from "./room";

/** Up to a line that the box refuses for `code`. */
async function refuse(room: Room, code: string): Promise<void> {
  room.fulls.push(fullSync(4));
  room.client.start();
  await quiet();
  room.line.events.refused(refusal(code, `because ${code}`));
  await quiet();
}

test("a token that runs out is renewed on the standing line", async () => {
  const room = new Room();
  await room.live(4);
  await room.line.hear("sync:head", head(4, 300));
  assert.equal(room.renewals, 0);
  await room.line.hear("sync:head", head(4, 50));
  await room.line.hear("sync:head", head(4, 40));
  assert.equal(room.renewals, 1);
  assert.deepEqual(room.line.asked.at(-1)?.event, "sync:auth");
  assert.deepEqual(room.line.asked.at(-1)?.payload, { token: "token1" });
  assert.equal(room.lines.length, 1);
});

test("a token that lives no longer than a minute is not renewed at every head", async () => {
  const room = new Room();
  await room.live(4);
  for (const left of [59, 49, 39, 29]) await room.line.hear("sync:head", head(4, left));
  assert.equal(room.renewals, 0);
  await room.line.hear("sync:head", head(4, 19));
  assert.equal(room.renewals, 1);
});

for (const code of ["not_authenticated", "token_expired"]) {
  test(`a token refused as ${code} is renewed before the next try`, async () => {
    const room = new Room();
    await refuse(room, code);
    await room.clock.pass(500);
    assert.equal(room.line.token, "token1");
    await room.lift();
    await room.answer({ mode: "live", cursor: cursor(4), changes: [] });
    assert.equal(room.lastPhase, "live");
  });
}

test("when renewed tokens are refused too, someone must log in", async () => {
  const room = new Room();
  await refuse(room, "not_authenticated");
  for (let i = 0; i < 2; i++) {
    await room.clock.pass(2_000);
    room.line.events.refused(refusal("not_authenticated", "not yours"));
  }
  await room.clock.pass(120_000);
  assert.equal(room.lastPhase, "signed_out");
  assert.deepEqual([room.renewals, room.lines.length], [2, 3]);
});

for (const code of ["forbidden", "not_found", "malformed"]) {
  test(`a line refused as ${code} is given up, and the reason told`, async () => {
    const room = new Room();
    await refuse(room, code);
    await room.clock.pass(120_000);
    assert.deepEqual([room.lastPhase, room.reasons.at(-1)], ["stopped", `because ${code}`]);
    assert.deepEqual([room.renewals, room.lines.length], [0, 1]);
  });
}

test("a refusal for a reason unheard of is tried again, with the same token", async () => {
  const room = new Room();
  await refuse(room, "");
  await room.clock.pass(500);
  assert.deepEqual([room.line.token, room.lines.length], ["token0", 2]);
});

test("a first read that is refused for good is told, not repeated", async () => {
  const room = new Room();
  room.fulls.push(new Unwelcome("no such restaurant"));
  room.client.start();
  await room.clock.pass(120_000);
  assert.deepEqual([room.lastPhase, room.reasons.at(-1), room.fullReads], ["stopped", "no such restaurant", 1]);
});

test("the end of the session signs out and stops trying", async () => {
  const room = new Room();
  await room.live(4);
  await room.line.hear("sync:head", head(4, 900));
  room.tokenFailure = new SessionOver();
  await room.line.hear("sync:head", head(4, 10));
  assert.equal(room.lastPhase, "signed_out");
  await room.clock.pass(120_000);
  assert.equal(room.lines.length, 1);
});

test("a token that was renewed is good for the next line too", async () => {
  const room = new Room();
  await refuse(room, "token_expired");
  await room.clock.pass(500);
  await room.lift();
  await room.answer({ mode: "live", cursor: cursor(4), changes: [] });
  await room.clock.pass(12_000);
  room.client.nudge();
  await room.clock.pass(0);
  assert.deepEqual([room.lines.length, room.renewals], [3, 1]);
});

test("tokens that are refused now and then, with good ones between, don't add up to a sign-out", async () => {
  const room = new Room();
  await refuse(room, "token_expired");
  for (let i = 0; i < 4; i++) {
    await room.clock.pass(1_000);
    await room.lift();
    await room.answer({ mode: "live", cursor: cursor(4), changes: [] });
    room.line.events.down("gone");
    await room.clock.pass(1_000);
    room.line.events.refused(refusal("token_expired", ""));
    await quiet();
  }
  assert.equal(room.lastPhase, "reconnecting");
});

for (const code of [4401, 4009]) {
  test(`a good-bye for the token's sake (${code}) is answered with a fresh one`, async () => {
    const room = new Room();
    await room.live(4);
    await room.line.hear("sync:bye", { code, reason: "token", resume: code === 4009 });
    await room.clock.pass(500);
    assert.deepEqual([room.renewals, room.line.token], [1, "token1"]);
  });
}
