import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryShelf } from "../src/queue/memory_shelf";
import { change, drop, dropUnsent, finish, putOff, setAside, type Shelf, type Unsaved } from "../src/queue/shelf";
import { SteadyShelf } from "../src/queue/steady_shelf";
import { openTabs } from "../src/queue/tabs";
import { FakeClock, party, place } from "./room";
import { ana, ben, seen, settled, Tab } from "./tab";

const entry = (key: string): Unsaved => seen({ party: party("ann"), table: place("1") }, { key, state: "waiting" });

/** A database on a disk, whose connection the browser may lose. */
class Disk {
  readonly kept = new MemoryShelf();
  opened = 0;
  away = false;
  /** It does what it is asked before it is lost. */
  afterwards = false;

  open = async (): Promise<Shelf> => {
    if (this.away) throw new Error("no database");
    this.opened += 1;
    const number = this.opened;
    const holds = () => number === this.opened && !this.away;
    const or = async <T>(work: () => Promise<T>): Promise<T> => {
      const answer = holds() || this.afterwards ? await work() : undefined;
      if (!holds()) throw new Error("connection lost");
      return answer as T;
    };
    return { lasting: true, read: () => or(() => this.kept.read()), add: (one) => or(() => this.kept.add(one)), write: (work) => or(() => this.kept.write(work)) };
  };

  lose(): void {
    this.opened += 1;
  }
}

const keys = async (shelf: Shelf) => (await shelf.read()).map((one) => one.key);

test("a database that the browser has lost is opened anew, and nothing is lost or stored twice", async () => {
  const disk = new Disk();
  const shelf = new SteadyShelf(disk.open, new FakeClock());
  await shelf.add(entry("a"));
  disk.lose();
  await shelf.add(entry("b"));
  [disk.afterwards] = [true, disk.lose()];
  await shelf.add(entry("c"));
  assert.deepEqual(await keys(shelf), ["a", "b", "c"]);
  disk.lose();
  await change(shelf, "b", (one) => ({ ...one, late: true }));
  assert.deepEqual((await disk.kept.read()).map((one) => one.late), [false, true, false]);
  assert.ok(shelf.lasting);
});

test("where it can't be opened any more, what was known goes on in memory", async () => {
  const disk = new Disk();
  const shelf = new SteadyShelf(disk.open, new FakeClock());
  await shelf.add(entry("a"));
  await shelf.read();
  await shelf.add(entry("b"));
  disk.away = true;
  await shelf.add(entry("c"));
  assert.deepEqual(await keys(shelf), ["a", "b", "c"]);
  assert.equal(new Set((await shelf.read()).map((one) => one.place)).size, 3);
  assert.ok(!shelf.lasting);
});

test("one that never opens is waited for some seconds, then this tab goes on in memory and says so", async () => {
  const [clock, disk] = [new FakeClock(), new Disk()];
  const tab = new Tab(new SteadyShelf(() => new Promise(() => {}), clock));
  tab.actions.addWalkIn({ name: "Cy", partySize: 2 });
  await clock.pass(3_999);
  assert.deepEqual([tab.sent.length, tab.outbox.lasting.value], [0, true]);
  await clock.pass(1);
  await settled();
  assert.deepEqual([tab.sent.length, tab.outbox.lasting.value], [1, false]);
  tab.close();
  const steady = new SteadyShelf(disk.open, clock);
  await steady.add(entry("a"));
  await clock.pass(60_000);
  assert.ok(steady.lasting);
});

test("several who lose it at the same time go on in one and the same memory", async () => {
  for (const away of [true, false]) {
    const disk = new Disk();
    const shelf = new SteadyShelf(disk.open, new FakeClock());
    await shelf.add(entry("a"));
    await shelf.read();
    if (away) disk.away = true;
    else disk.lose();
    await Promise.all([shelf.add(entry("b")), change(shelf, "a", (one) => one), shelf.read(), shelf.add(entry("c"))]);
    assert.deepEqual((await keys(shelf)).sort(), ["a", "b", "c"]);
  }
});

test("a tab whose database is lost goes on sending", async () => {
  const disk = new Disk();
  const tab = new Tab(new SteadyShelf(disk.open, new FakeClock()));
  disk.away = true;
  tab.actions.addWalkIn({ name: "Cy", partySize: 2 });
  await settled();
  tab.actions.addWalkIn({ name: "Di", partySize: 2 });
  await settled();
  assert.equal(tab.sent.length, 2);
  tab.close();
});

test("an action that another tab has seen done is not put aside by a late no", async () => {
  const shelf = new MemoryShelf();
  await shelf.add(entry("a"));
  await finish(shelf, "a", 7);
  assert.equal(await setAside(shelf, "a", { code: "table_occupied", message: "", details: {} }), null);
  assert.deepEqual((await shelf.read()).map((one) => one.state), ["done"]);
});

test("who has closed its ears to the other tabs may still tell them", () => {
  const tabs = openTabs(() => {});
  tabs.close();
  assert.doesNotThrow(() => tabs.tell());
});

test("what nobody keeps can't be withdrawn, and what was put aside takes nothing along when it is forgotten", async () => {
  const shelf = new MemoryShelf();
  assert.equal(await dropUnsent(shelf, "nothing"), null);
  await shelf.add(entry("a"));
  await setAside(shelf, "a", { code: "table_occupied", message: "", details: {} });
  await shelf.add(entry("b"));
  assert.deepEqual(await drop(shelf, "a"), []);
  assert.deepEqual((await shelf.read()).map((one) => `${one.key} ${one.state}`), ["b waiting"]);
});

test("what is put off is late; another one's isn't", async () => {
  const shelf = new MemoryShelf();
  await shelf.add(entry("a"));
  await shelf.add({ ...entry("b"), owner: ben });
  await putOff(shelf, ana);
  assert.deepEqual((await shelf.read()).map((one) => one.late), [true, false]);
});
