// Browsers lose a database now and then: Safari one of a tab in the background, any of them where the disk is full. It is
// opened anew, and where it stays away, what was known goes on in memory: nobody's acts stop for that.
import { MemoryShelf } from "./memory_shelf";
import type { Queued } from "./queued";
import type { Changes, Lease, Shelf, Unsaved } from "./shelf";

export class SteadyShelf implements Shelf {
  private shelf: Shelf | null = null;
  private known: Queued[] = [];

  constructor(private readonly open: () => Promise<Shelf>) {}

  get lasting(): boolean {
    return this.shelf?.lasting ?? true;
  }

  async read(): Promise<Queued[]> {
    this.known = await this.on((shelf) => shelf.read());
    return this.known;
  }

  /** What was stored before the database was lost is not stored again. */
  async add(entry: Unsaved): Promise<void> {
    await this.on(async (shelf, again) => {
      const stored = again && (await shelf.read()).some((one) => one.key === entry.key);
      if (!stored) await shelf.add(entry);
    });
    this.known = [...this.known, { ...entry, place: Infinity }];
  }

  write<T>(work: (entries: Queued[], lease: Lease) => Changes<T>): Promise<T> {
    return this.on((shelf) => shelf.write(work));
  }

  private async on<T>(work: (shelf: Shelf, again: boolean) => Promise<T>): Promise<T> {
    if (this.shelf) {
      try {
        return await work(this.shelf, false);
      } catch {
        // Once more, below.
      }
    }
    const lost = this.shelf !== null;
    try {
      this.shelf = await this.open();
      return await work(this.shelf, lost);
    } catch {
      this.shelf = new MemoryShelf(this.known);
      return work(this.shelf, lost);
    }
  }
}
