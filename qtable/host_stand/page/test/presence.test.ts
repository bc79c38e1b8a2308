import assert from "node:assert/strict";
import { test } from "node:test";
import { Presence, type Present } from "../src/presence";
import type { LineEvents } from "../src/sync/ports";
import { FakeLine } from "./room";

const ana: Present = { user_id: "ana", name: "Ana Ruiz", initials: "AR", devices: 2 };

test("each line asks who is here, tells whatever it hears, and forgets them when it is down", async () => {
  const heard: string[] = [];
  const events: LineEvents = {
    up: () => heard.push("up"), refused: () => heard.push("refused"), down: () => heard.push("down"), heard: (event) => heard.push(event),
  };
  const presence = new Presence();
  const line = presence.on((token, inner) => new FakeLine(token, inner))("t", events) as FakeLine;
  line.events.up();
  assert.deepEqual(line.said, ["presence"]);
  await line.hear("presence", { people: [ana] });
  assert.deepEqual(presence.people.value, [ana]);
  line.events.down("gone");
  assert.deepEqual(presence.people.value, []);
  assert.deepEqual(heard, ["up", "presence", "down"]);
});

test("nobody is known once this side has given a line up", async () => {
  const presence = new Presence();
  const nothing = () => {};
  const made: FakeLine[] = [];
  const open = presence.on((token, inner) => (made.push(new FakeLine(token, inner)), made.at(-1) as FakeLine));
  const line = open("t", { up: nothing, refused: nothing, down: nothing, heard: nothing });
  await made[0]?.hear("presence", { people: [ana] });
  line.close();
  assert.deepEqual([presence.people.value, made[0]?.closed], [[], true]);
});
