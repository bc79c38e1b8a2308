import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal, Unreachable } from "../src/http";
import { acts } from "../src/texts/acts";
import { queue } from "../src/texts/queue";
import { applyMessage, guest, type State } from "../src/store";
import type { Guest } from "../src/wire";
import { guestChange, party, place, update } from "./room";
import { settled, Tab } from "./tab";

const who = (tab: Tab, id: string) => guest(tab.stand.state.value as State, id) as Guest;

test("too large a party is seated anyway only when asked again", async () => {
  const tab = new Tab();
  tab.replies.push(new Refusal(409, "over_capacity", "Table 1 seats 4.", 0));
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  assert.equal(tab.stand.notice.value?.action?.label, acts.seatAnyway);
  tab.stand.notice.value?.action?.run();
  await settled();
  assert.deepEqual(tab.sent[1]?.request.body, { table_id: "1", base_version: 1, override: true });
  tab.close();
});

test("an undone action that was never sent is only forgotten", async () => {
  const tab = new Tab();
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  tab.stand.notice.value?.action?.run();
  await settled();
  assert.deepEqual(tab.states(), []);
  assert.equal(who(tab, "ann").status, "waiting");
  tab.close();
});

test("one that was sent without an answer may be done: its inverse follows it", async () => {
  const tab = new Tab();
  tab.replies.push(new Unreachable());
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  tab.goOnline(false);
  tab.actions.undoLast();
  await settled();
  await tab.reconnect();
  assert.deepEqual(tab.verbs, ["seat ann", "seat ann", "unseat ann"]);
  tab.close();
});

test("one whose request is on its way when it is undone is followed by its inverse, however soon that is", async () => {
  for (const beats of [0, 1, 2, 3, 5, 8]) {
    const tab = new Tab();
    tab.actions.seat(who(tab, "ann"), place("1"));
    for (let beat = 0; beat < beats; beat++) await Promise.resolve();
    tab.stand.notice.value?.action?.run();
    await settled();
    assert.equal(who(tab, "ann").status, "waiting", `${beats} beats`);
    assert.deepEqual(tab.verbs.length % 2, 0, `${beats} beats: ${tab.verbs}`);
    tab.close();
  }
});

test("undo again and again goes back through the actions, not to and fro", async () => {
  const tab = new Tab();
  tab.actions.seat(who(tab, "ann"), place("1"));
  tab.actions.remove("cancel", who(tab, "bob"));
  await settled();
  tab.actions.undoLast();
  tab.actions.undoLast();
  tab.actions.undoLast();
  await settled();
  assert.deepEqual(tab.verbs, ["seat ann", "cancel bob", "restore bob", "unseat ann"]);
  assert.equal(tab.told, queue.nothingToUndo);
  tab.close();
});

test("a slip that is undone leaves the party what it was, and called as it was; put back on the list it waits anew", async () => {
  const called = { notifiedTime: "2030-01-01T17:59:00Z", heldUntil: "2030-01-01T18:09:00Z" };
  const before = party("ann", { ...called, status: "arrived" });
  const body = async (act: (tab: Tab) => void) => {
    const tab = new Tab();
    tab.stand.onState({ ...applyMessage(tab.stand.known.value as State, update(6, guestChange(before))) }, []);
    tab.replies.push(7, 8);
    tab.actions.seat(who(tab, "ann"), place("1"));
    await settled();
    act(tab);
    await settled();
    const { status, notifiedTime, heldUntil } = who(tab, "ann");
    tab.close();
    return [tab.sent[1]?.request.body, status, notifiedTime, heldUntil];
  };
  const undone = await body((tab) => tab.actions.undoLast());
  assert.deepEqual(undone.slice(1), ["arrived", called.notifiedTime, called.heldUntil]);
  assert.equal((undone[0] as { still_called?: boolean }).still_called, true);
  const back = await body((tab) => tab.actions.unseat(who(tab, "ann")));
  assert.deepEqual(back.slice(1), ["waiting", null, null]);
  assert.equal((back[0] as { still_called?: boolean }).still_called, undefined);
});

test("an undo that is not possible any more says why and sends nothing", async () => {
  const tab = new Tab();
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  const left = party("ann", { status: "finished", finishedTime: new Date().toISOString() });
  tab.stand.onState({ ...applyMessage(tab.stand.known.value as State, update(6, guestChange(left))) }, []);
  tab.actions.undoLast();
  await settled();
  assert.match(tab.told, /^Can’t undo\. ann left \d s ago\.$/);
  assert.deepEqual(tab.verbs, ["seat ann"]);
  tab.close();
});

test("who corrects what is open since somebody else wrote there keeps both, or is told where it is the same", async () => {
  const tab = new Tab();
  const opened = who(tab, "ann");
  const now = party("ann", { name: "Anna", version: 2 });
  tab.stand.onState({ ...applyMessage(tab.stand.known.value as State, update(6, guestChange(now))) }, []);
  const changed = new Refusal(409, "version_conflict", "This guest has changed since.", 0, { current: now });
  tab.replies.push(changed, 7, changed);
  tab.actions.edit(opened, { partySize: 4 });
  await settled();
  assert.deepEqual(tab.sent.map((one) => one.request.body), [{ partySize: 4, base_version: 1 }, { partySize: 4, base_version: 2 }]);
  tab.actions.edit(opened, { name: "Ana" });
  await settled();
  assert.match(tab.told, /has changed since/);
  assert.equal(tab.sent.length, 3);
  tab.close();
});

test("an action is decided on the party and the table as they are shown, not as they were drawn", async () => {
  const tab = new Tab();
  const [ann, first] = [who(tab, "ann"), place("1")];
  const dirty = { entity_type: "table", entity_id: "1", action: "update", data: place("1", { status: "needs_cleaning", version: 3 }) } as const;
  tab.stand.onState(applyMessage(tab.stand.known.value as State, update(6, guestChange(party("ann", { version: 2 })), dirty)), []);
  tab.actions.notify(ann);
  tab.actions.clear(first);
  await settled();
  assert.deepEqual(tab.sent.map((one) => (one.request.body as { base_version: number }).base_version), [2, 3]);
  tab.close();
});

test("the own table of a chosen party, tapped, chooses nobody; an open sheet does so too", async () => {
  const tab = new Tab();
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  tab.stand.choose("ann");
  tab.actions.tapTable(place("1"));
  await settled();
  assert.deepEqual([tab.stand.chosenId.value, tab.sent.length], [null, 1]);
  tab.stand.choose("bob");
  tab.stand.open({ kind: "walk-in" });
  assert.equal(tab.stand.chosenId.value, null);
  tab.close();
});

test("what is done anew is listed once, and who is chosen for another table stays chosen", async () => {
  const tab = new Tab();
  tab.goOnline(false);
  tab.actions.seat(who(tab, "ann"), place("1"));
  await settled();
  tab.replies.push(new Refusal(409, "table_not_ready", "Table 1 is dirty.", 0));
  await tab.reconnect();
  const [refused] = tab.outbox.entries.value;
  tab.goOnline(false);
  await tab.actions.again(refused!);
  await settled();
  assert.deepEqual(tab.states(), ["seat ann: waiting"]);
  tab.stand.choose("bob");
  await tab.actions.chooseAnother({ ...refused!, guestId: "bob" });
  assert.equal(tab.stand.chosenId.value, "bob");
  tab.close();
});

test("without a line nobody is said to have been notified", async () => {
  const tab = new Tab();
  tab.goOnline(false);
  tab.actions.notify(who(tab, "ann"));
  assert.equal(tab.told, acts.notifiedLater(party("ann")));
  await settled();
  await tab.reconnect();
  tab.actions.notify(who(tab, "bob"));
  assert.equal(tab.told, acts.notified(party("bob")));
  await settled();
  tab.close();
});
