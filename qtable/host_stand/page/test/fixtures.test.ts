// What the server's own tests have written down (`make generated`): real requests, and what devices heard of them.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Refusal, sender } from "../src/http";
import { project, type Intent } from "../src/intents";
import { presentVersion } from "../src/queue/conflict";
import { applyDelta, applyMessage, fromFullSync, guest, guests, table, tables, type State } from "../src/store";
import type { Delta, DeltaUpdate, ErrorBody, FullSync, Guest, Table } from "../src/wire";
import { seen } from "./tab";

interface Evening {
  before: FullSync;
  messages: (DeltaUpdate & { type: string })[];
  delta: Delta;
  after: FullSync;
  intent?: Pick<Intent, "verb" | "at" | "stage" | "edit" | "set" | "combinationId" | "asItWas"> & { guestId?: string; tableId?: string };
  refusals?: { status: number; error: ErrorBody }[];
}

const FOLDER = "test/fixtures";
const evenings = new Map(readdirSync(FOLDER).map((file) => [file.replace(".json", ""), read(file)]));

function read(file: string): Evening {
  return JSON.parse(readFileSync(`${FOLDER}/${file}`, "utf8")) as Evening;
}

/** `waitTime` is a reading of the moment: two snapshots of one state may differ in it. */
function plain({ shelves, seq, cursor }: State): unknown {
  return JSON.parse(JSON.stringify({ shelves, seq, cursor }, (key, value: unknown) => (key === "waitTime" ? undefined : value)));
}

for (const [name, { before, messages, delta, after }] of evenings) {
  test(`${name}: the old snapshot plus what was heard is the new snapshot`, () => {
    const updates = messages.filter((message) => message.type === "delta_update");
    assert.deepEqual(plain(updates.reduce(applyMessage, fromFullSync(before))), plain(fromFullSync(after)));
    assert.deepEqual(plain(applyDelta(fromFullSync(before), delta)), plain(fromFullSync(after)));
  });
}

/**
 * What the floor and the lists show; times are the device's guess until the stream brings the box's. Of who has left,
 * the box notes when the table was ready again, without the device: that is no change of what it shows.
 */
const shownOf = ({ id, name, notes, tags, heldUntil, status, tableId, version }: Guest) =>
  ({ id, name, notes, tags, heldUntil: Date.parse(heldUntil ?? ""), status, tableId, version: status === "finished" ? null : version });
const shownAt = ({ id, status, currentGuestId, stage, notes, joinedTo, version }: Table) =>
  ({ id, status, currentGuestId, stage, notes, joinedTo, version });
/** What is taken back has the times of before, which the device knows. */
const timesOf = (state: State) => guests(state).map(({ seatedTime, notifiedTime }) => [seatedTime, notifiedTime]);
const shown = (state: State) => [guests(state).map(shownOf), tables(state).map(shownAt)];

for (const [name, { before, messages, intent, after }] of evenings) {
  if (!intent) continue;
  test(`${name}: what is shown at once is what the box then says, to the version`, () => {
    const ground = messages.filter((one) => one.type === "delta_update").slice(0, -1).reduce(applyMessage, fromFullSync(before));
    const created = guest(fromFullSync(after), intent.guestId ?? null);
    const own: Intent = { key: "k", guestId: null, tableId: null, ...intent, ...(intent.verb === "create" && created ? { party: created } : {}) };
    assert.deepEqual(shown(project(ground, [own])), shown(fromFullSync(after)));
    if (intent.asItWas) assert.deepEqual(timesOf(project(ground, [own])), timesOf(fromFullSync(after)));
  });
}

test("there is an evening for whatever the page can do at once", () => {
  const verbs = new Set([...evenings.values()].map((one) => one.intent?.verb).filter(Boolean));
  assert.deepEqual([...verbs].sort(), ["cancel", "clear", "create", "delete", "dirty", "edit", "finish", "move", "no-show", "notify", "restore", "seat", "set", "stage", "unseat"]);
});

async function refusals(): Promise<Refusal[]> {
  const told = evenings.get("refusals")?.refusals ?? [];
  return Promise.all(told.map(async ({ status, error }) => {
    const send = sender((async () => new Response(JSON.stringify({ success: false, error }), { status })) as typeof fetch);
    return send({ method: "POST", path: "/" }).then(() => assert.fail("not refused"), (problem: Refusal) => problem);
  }));
}

test("each refusal tells what the action met, and who sits there", async () => {
  const told = await refusals();
  assert.deepEqual(told.map((one) => one.code), ["table_occupied", "over_capacity", "illegal_transition", "version_conflict", "version_conflict", "not_found"]);
  assert.deepEqual(told.map((one) => one.current?.id), ["bob", "t1", "ann", "ann", "t2", undefined]);
  assert.match(told[0]?.message ?? "", /taken by Bob \(party of 4\)/);
});

test("a version that moved for a note's sake is taken over; one that moved with the party is a conflict", async () => {
  const [, , , noted, cleared] = await refusals();
  const { before } = evenings.get("refusals") as Evening;
  const state = fromFullSync(before);
  const seating = seen({ party: guest(state, "ann") ?? null, table: table(state, "t1") ?? null });
  assert.equal(presentVersion(seating, noted as Refusal), 2);
  const resizing = (partySize: number) => seen({ party: { ...(guest(state, "ann") as Guest), partySize } }, { verb: "edit", edit: { partySize: 6 } });
  assert.deepEqual([2, 3].map((size) => presentVersion(resizing(size), noted as Refusal)), [2, null]);
  const empty: Table = { ...(table(state, "t2") as Table), status: "needs_cleaning", currentGuestId: null, stage: null };
  assert.equal(presentVersion(seen({ table: empty }), cleared as Refusal), null);
});
