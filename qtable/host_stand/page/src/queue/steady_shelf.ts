// Browsers lose a database now and then: Safari one of a tab in the background, any of them where the disk is full. It is
// opened anew, and where it stays away, what was known goes on in memory: nobody's acts stop for that.
import { MemoryShelf } from "./memory_shelf";
import type { Clock } from "../sync/ports";
import type { Queued } from "./queued";
import type { Changes, Lease, Shelf, Unsaved } from "./shelf";

/** As long as a host waits for a page to begin. */
const OPENING_MS = 4_000;

export class SteadyShelf implements Shelf {
  private opened: Promise<Shelf> | null = null;
  private memory: MemoryShelf | null = null;
  private known: Queued[] = [];

  constructor(private readonly open: () => Promise<Shelf>, private readonly clock: Pick<Clock, "after">) {}

  get lasting(): boolean {
    return this.memory === null;
  }

  async read(): Promise<Queued[]> {
    this.known = await this.on((shelf) => shelf.read());
    return this.known;
  }

  /** What was stored before the database was lost is not stored again. */
  async add(entry: Unsaved): Promise<void> {
    await this.on(async (shelf) => {
      const stored = (await shelf.read()).some((one) => one.key === entry.key);
      if (!stored) await shelf.add(entry);
    });
    this.known = [...this.known, { ...entry, place: Infinity }];
  }

  write<T>(work: (entries: Queued[], lease: Lease) => Changes<T>): Promise<T> {
    return this.on((shelf) => shelf.write(work));
  }

  private async on<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
    const held = (this.opened ??= this.openAnew());
    try {
      return await work(await held);
    } catch {
      // Of several who lose it at once, the first opens it for all.
      if (this.opened === held) this.opened = this.openAnew();
    }
    try {
      return await work(await this.opened);
    } catch {
      this.opened = Promise.resolve(this.inMemory());
      return work(await this.opened);
    }
  }

  /** One that never opens, since another tab holds it up or the browser doesn't answer, is away as well. */
  private openAnew(): Promise<Shelf> {
    return new Promise((opened) => {
      const inMemory = () => opened(this.inMemory());
      const inTime = this.clock.after(OPENING_MS, inMemory);
      this.open().then(opened, inMemory).finally(inTime);
    });
  }

  /** One for all, whoever is the first to need it. */
  private inMemory(): Shelf {
    return (this.memory ??= new MemoryShelf(this.known));
  }
}
