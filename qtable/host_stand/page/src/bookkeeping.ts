// What is written into the book. Whether a table is free then is the box's to say: what is written is told where it was asked as
// long as the box is there, and else waits with the other actions of this device.
import type { Actions } from "./actions";
import type { Api } from "./api";
import { bookings, type Booking, type Calendar } from "./book";
import { drafted } from "./drafting";
import { newId, newKey } from "./ids";
import { Refusal, Unreachable } from "./http";
import { requestOfBook, type BookAct, type Entry } from "./queue/book_act";
import type { Stand } from "./stand";
import { restaurant } from "./store";
import { acts } from "./texts/acts";
import { written } from "./texts/written";
import { refusalText } from "./texts/refusals";

export class Bookkeeping {
  constructor(private readonly api: Pick<Api, "act">, private readonly actions: Actions, private readonly stand: Stand, private readonly restaurantId: string, private readonly calendar: Calendar) {}

  /** Answers with what is wrong, or nothing. */
  async write(entry: Entry): Promise<string> {
    const made = drafted(newId(), entry, this.calendar, this.usualMinutes());
    return this.send({ verb: "write", booking: made, entry }, written.written(entry.guestName), () => this.actions.lead("cancel", this.present(made)));
  }

  async change(before: Booking, entry: Entry): Promise<string> {
    const now = drafted(before.id, entry, this.calendar, before.durationMinutes, before);
    return this.send({ verb: "change", booking: now, entry }, written.changed(entry.guestName));
  }

  /** An answer that never came doesn't say that nothing was done: the same key goes into the queue. */
  private async send(act: BookAct, said: string, undo?: () => void): Promise<string> {
    const key = newKey();
    if (this.mustWait()) return this.queue(act, said, key);
    try {
      await this.api.act(requestOfBook(act, `/restaurants/${this.restaurantId}`), key);
    } catch (problem) {
      if (problem instanceof Unreachable) return this.queue(act, said, key);
      return problem instanceof Refusal ? refusalText(problem) || acts.refused : acts.failed;
    }
    this.stand.tell({ kind: "done", text: said, ...(undo ? { action: { label: acts.undo, run: undo } } : {}) });
    return "";
  }

  /** Nothing overtakes what waits already. */
  private mustWait(): boolean {
    return this.stand.syncPhase.value !== "live" || this.actions.outbox.entries.value.some((one) => one.state === "waiting");
  }

  private queue(act: BookAct, said: string, key: string): string {
    this.actions.book(act, said, key);
    return "";
  }

  private present(made: Booking): Booking {
    const state = this.stand.state.value;
    return (state && bookings(state).find((one) => one.id === made.id)) ?? made;
  }

  private usualMinutes(): number {
    const state = this.stand.known.value;
    return (state && restaurant(state)?.policies?.reservation_minutes) ?? 90;
  }
}
