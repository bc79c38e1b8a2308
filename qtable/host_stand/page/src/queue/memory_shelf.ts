// For browsers that forbid storage, and for tests: whatever it keeps is gone with the tab.
import type { Queued } from "./queued";
import type { Changes, Lease, Shelf, Unsaved } from "./shelf";

export class MemoryShelf implements Shelf {
  readonly lasting = false;
  private entries: Queued[] = [];
  private lease: Lease = { holder: "", until: 0 };
  private places = 0;

  constructor(known: readonly Queued[] = []) {
    this.entries = known.map((one) => ({ ...one, place: ++this.places }));
  }

  async read(): Promise<Queued[]> {
    return this.entries;
  }

  async add(entry: Unsaved): Promise<void> {
    this.entries = [...this.entries, { ...entry, place: ++this.places }];
  }

  async write<T>(work: (entries: Queued[], lease: Lease) => Changes<T>): Promise<T> {
    const { put = [], remove = [], lease, answer } = work(this.entries, this.lease);
    const gone = new Set(remove.map((one) => one.key));
    const altered = new Map(put.map((one) => [one.key, one]));
    this.entries = this.entries.filter((one) => !gone.has(one.key)).map((one) => altered.get(one.key) ?? one);
    this.lease = lease ?? this.lease;
    return answer;
  }
}
