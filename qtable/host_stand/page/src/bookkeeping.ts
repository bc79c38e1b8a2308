// The verbs of the book. Unlike those of the floor they aren't shown before the box has answered: whether a table is
// free then is the box's to say.
import type { Api } from "./api";
import type { Booking, BookVerb } from "./book";
import type { Spot } from "./fit";
import { newId, newKey } from "./ids";
import { Refusal, Unreachable } from "./http";
import type { Stand } from "./stand";
import { acts } from "./texts/acts";
import { book } from "./texts/book";
import { refusalText } from "./texts/refusals";

/** A booking as it is written; `date` and `time` are the restaurant's own clock. */
export interface Entry {
  guestName: string;
  partySize: number;
  date: string;
  time: string;
  assignedTableId: string | null;
  phoneNumber: string | null;
  notes: string | null;
}

export class Bookkeeping {
  constructor(private readonly api: Api, private readonly stand: Stand, private readonly restaurantId: string) {}

  /** Answers with what is wrong, or nothing. */
  async write(entry: Entry): Promise<string> {
    const id = newId();
    return this.send("POST", "", { id, ...entry }, book.written(entry.guestName), () => void this.lead("cancel", id, entry.guestName));
  }

  async change({ id, version }: Booking, entry: Entry): Promise<string> {
    return this.send("PUT", `/${id}`, { ...entry, base_version: version }, book.changed(entry.guestName));
  }

  /** Shown as a toast, whatever comes of it. */
  async lead(verb: BookVerb, id: string, name: string, at?: Spot): Promise<void> {
    const back = verb === "seat" ? undefined : () => void this.expect(id, name);
    const where = at?.together ? { combination_id: at.together.id } : { table_id: at?.table.id };
    const body = at ? where : {};
    const wrong = await this.send("POST", `/${id}/${verb}`, body, book.done[verb](name), back);
    if (wrong) this.stand.tell({ kind: "failure", text: wrong });
  }

  /** Undoes an arrival, a cancelling or a no-show. */
  async expect(id: string, name: string): Promise<void> {
    const wrong = await this.send("PUT", `/${id}`, { status: "confirmed" }, book.expectedAgain(name));
    if (wrong) this.stand.tell({ kind: "failure", text: wrong });
  }

  private async send(method: string, path: string, body: object, said: string, undo?: () => void): Promise<string> {
    try {
      await this.api.act({ method, path: `/restaurants/${this.restaurantId}/reservations${path}`, body }, newKey());
    } catch (problem) {
      if (problem instanceof Unreachable) return acts.unanswered;
      return problem instanceof Refusal ? refusalText(problem) || acts.refused : acts.failed;
    }
    this.stand.tell({ kind: "done", text: said, ...(undo ? { action: { label: acts.undo, run: undo } } : {}) });
    return "";
  }
}
