import assert from "node:assert/strict";
import { test } from "node:test";
import { confirmed, project, type Intent, type Verb } from "../src/intents";
import { seatedList, tableState, waitingList } from "../src/selectors";
import { applyMessage, fromFullSync, guest, table, type State } from "../src/store";
import { fullSync, guestChange, party, place, update } from "./room";

const sitting = party("bob", { status: "seated", tableId: "2", seatedTime: "2030-01-01T17:00:00Z" });
const opening = fromFullSync(fullSync(5, [party("ann"), sitting], [place("1"), place("2", { status: "occupied", currentGuestId: "bob" })]));

function intent(verb: Verb, guestId: string | null, tableId: string | null, more: Partial<Intent> = {}): Intent {
  return { key: `${verb}-${guestId}`, verb, at: "2030-01-01T18:00:00Z", guestId, tableId, ...more };
}

function stateOf(state: State, id: string): string {
  const found = table(state, id);
  return found ? tableState(found) : "none";
}

test("a seating shows at once on the list and on the floor", () => {
  const seen = project(opening, [intent("seat", "ann", "1")]);
  assert.deepEqual(waitingList(seen), []);
  assert.equal(guest(seen, "ann")?.tableId, "1");
  assert.equal(guest(seen, "ann")?.seatedTime, "2030-01-01T18:00:00Z");
  assert.equal(stateOf(seen, "1"), "seated");
  assert.equal(stateOf(opening, "1"), "free");
});

test("a move frees the old table and keeps the time of seating", () => {
  const seen = project(opening, [intent("move", "bob", "1")]);
  assert.deepEqual([stateOf(seen, "1"), stateOf(seen, "2")], ["seated", "free"]);
  assert.equal(guest(seen, "bob")?.seatedTime, "2030-01-01T17:00:00Z");
});

for (const verb of ["finish", "unseat", "cancel", "no-show"] as const) {
  test(`${verb} frees the table and ends the seating`, () => {
    const seen = project(opening, [intent(verb, "bob", null)]);
    assert.equal(stateOf(seen, "2"), "free");
    assert.deepEqual(seatedList(seen), []);
    assert.equal(waitingList(seen).length, verb === "unseat" ? 2 : 1);
  });
}

test("a party whose seating was a slip is at once what it was before", () => {
  const seen = project(opening, [intent("unseat", "bob", null, { asItWas: party("bob", { status: "arrived", heldUntil: "2030-01-01T18:10:00Z" }) })]);
  const { status, tableId, seatedTime, heldUntil } = guest(seen, "bob")!;
  assert.deepEqual([status, tableId, seatedTime, heldUntil, stateOf(seen, "2")], ["arrived", null, null, "2030-01-01T18:10:00Z", "free"]);
});

test("a party that leaves several tables leaves all of them", () => {
  const first = place("2", { status: "occupied", currentGuestId: "bob", combinationId: "2+3" });
  const together = fromFullSync(fullSync(5, [sitting], [place("1"), first, place("3", { status: "occupied", joinedTo: "2" })]));
  const states = (seen: State) => ["1", "2", "3"].map((id) => `${stateOf(seen, id)} ${table(seen, id)?.joinedTo}`);
  assert.deepEqual(states(project(together, [intent("finish", "bob", null)])), ["free null", "free null", "free null"]);
  assert.deepEqual(states(project(together, [intent("move", "bob", "3")])), ["free null", "free null", "seated null"]);
  assert.equal(table(project(together, [intent("move", "bob", "1")]), "2")?.combinationId, null);
});

test("a party can be created and seated before the box has answered", () => {
  const seen = project(opening, [intent("create", "cy", null, { party: party("cy") }), intent("seat", "cy", "1")]);
  assert.equal(table(seen, "1")?.currentGuestId, "cy");
});

test("a cleaned table is free", () => {
  const dirty = fromFullSync(fullSync(5, [], [place("3", { status: "needs_cleaning" })]));
  assert.equal(stateOf(project(dirty, [intent("clear", null, "3")]), "3"), "free");
});

test("an action on what is gone does nothing", () => {
  assert.deepEqual(project(opening, [intent("seat", "nobody", "1"), intent("seat", "ann", "99")]).shelves, opening.shelves);
});

test("once the stream has passed it, the state speaks for itself", () => {
  const asked = intent("seat", "ann", "1", { seq: 6 });
  assert.ok(!confirmed(opening, asked));
  const after = applyMessage(opening, update(6, guestChange(party("ann", { status: "cancelled" }))));
  assert.ok(confirmed(after, asked));
  assert.equal(guest(project(after, [asked]), "ann")?.status, "cancelled");
});

test("a party takes the stage of its meal along to another table", () => {
  const mains = place("2", { status: "occupied", currentGuestId: "bob", stage: "mains" });
  const known = fromFullSync(fullSync(5, [sitting], [place("1"), mains]));
  assert.equal(table(project(known, [intent("move", "bob", "1")]), "1")?.stage, "mains");
});
