// What the host is told of actions that the box answered otherwise than hoped.
import type { Actions } from "../actions";
import type { Stand } from "../stand";
import { texts } from "../texts";
import { queue } from "../texts/queue";
import type { Queued, Why } from "./queued";

/** Says who is there now and offers what can be done instead. `kept` ones wait in the list for a decision. */
export function tellRefusal(stand: Stand, actions: Actions, entry: Queued, why: Why, built: Queued[], kept: boolean): void {
  const followed = built.length === 0 ? "" : kept ? queue.setAside(built.length) : queue.dropped(built.length);
  const what = kept ? `${queue.verb(entry)}.` : "";
  const text = [what, why.message || queue.refused, followed, kept ? queue.stillListed : ""].filter(Boolean).join(" ");
  const way = wayOut(entry, why);
  const action = way === "anyway" ? { label: queue.seatAnyway, run: () => void actions.again(entry, true) }
    : way === "elsewhere" ? { label: queue.otherTable, run: () => void actions.chooseAnother(entry) } : null;
  stand.tell({ kind: "failure", text: text || texts.refused, lasting: kept, ...(action ? { action } : {}) });
}

/** What can be done about a refused action, beside discarding it. */
export function wayOut({ verb }: Queued, { code, with: builtOn }: Why): "anyway" | "elsewhere" | "again" {
  if (verb !== "seat" && verb !== "move") return "again";
  if (code === "over_capacity") return "anyway";
  return builtOn ? "again" : "elsewhere";
}
