// The actions in IndexedDB, which plain HTTP offers too. Its write transactions take turns across all tabs of a browser.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { deviceClock } from "../clock";
import type { Queued } from "./queued";
import type { Changes, Lease, Shelf, Unsaved } from "./shelf";
import { SteadyShelf } from "./steady_shelf";

interface Kept extends DBSchema {
  actions: { key: number; value: Queued };
  lease: { key: string; value: Lease };
}

const NOBODY: Lease = { holder: "", until: 0 };
const ONE = "sender";
/** The browser answers only when it is on the disk: a tablet may run out of power. */
const DURABLE = { durability: "strict" } as const;

export function openShelf(): Shelf {
  return new SteadyShelf(async () => new IndexedShelf(await openDB<Kept>("qtable", 1, { upgrade: make })), deviceClock);
}

function make(database: IDBPDatabase<Kept>): void {
  database.createObjectStore("actions", { keyPath: "place", autoIncrement: true });
  database.createObjectStore("lease");
}

class IndexedShelf implements Shelf {
  readonly lasting = true;

  constructor(private readonly database: IDBPDatabase<Kept>) {}

  read(): Promise<Queued[]> {
    return this.database.getAll("actions");
  }

  async add(entry: Unsaved): Promise<void> {
    const writing = this.database.transaction("actions", "readwrite", DURABLE);
    // The store gives the place.
    await Promise.all([writing.store.add(entry as Queued), writing.done]);
  }

  async write<T>(work: (entries: Queued[], lease: Lease) => Changes<T>): Promise<T> {
    const writing = this.database.transaction(["actions", "lease"], "readwrite", DURABLE);
    const [actions, leases] = [writing.objectStore("actions"), writing.objectStore("lease")];
    const { put = [], remove = [], lease, answer } = work(await actions.getAll(), (await leases.get(ONE)) ?? NOBODY);
    await Promise.all([
      ...put.map((entry) => actions.put(entry)),
      ...remove.map((entry) => actions.delete(entry.place)),
      ...(lease ? [leases.put(lease, ONE)] : []),
      writing.done,
    ]);
    return answer;
  }
}
