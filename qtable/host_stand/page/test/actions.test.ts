import assert from "node:assert/strict";
import { test } from "node:test";
import { Actions } from "../src/actions";
import type { Api } from "../src/api";
import { ServerClock } from "../src/clock";
import { Refusal, Unreachable } from "../src/http";
import { Stand } from "../src/stand";
import { fromFullSync } from "../src/store";
import { SessionOver } from "../src/sync/ports";
import { acts } from "../src/texts/acts";
import { fullSync, party, place } from "./room";

/** What the host is told when seating a party ends like this. */
async function told(problem: Error): Promise<string | undefined> {
  const stand = new Stand(new ServerClock());
  stand.onState(fromFullSync(fullSync(5, [party("ann")], [place("1")])), null);
  const api = { act: () => Promise.reject(problem) } as unknown as Api;
  await new Actions(stand, api, "r1", () => {}).seat(party("ann"), place("1"));
  const text = stand.notice.value?.text;
  stand.tell(null);
  return text;
}

test("an answer that got lost is not told as a refusal: it may be saved", async () => {
  assert.equal(await told(new Unreachable()), acts.unanswered);
  assert.match(acts.unanswered, /may not be saved/);
});

test("a refusal is told in the box's words, and without any as not saved", async () => {
  assert.equal(await told(new Refusal(409, "table_occupied", "Table 1 is taken.", 0)), "Table 1 is taken.");
  assert.equal(await told(new Refusal(500, "", "", 0)), acts.refused);
  assert.match(acts.refused, /^Not saved/);
});

test("the end of a session and a mistake of this page are told as such", async () => {
  assert.equal(await told(new SessionOver()), acts.sessionOver);
  assert.equal(await told(new TypeError("oops")), acts.failed);
});
