// What the host is told of actions that the box answered otherwise than hoped.
import type { Actions } from "../actions";
import type { Stand } from "../stand";
import { acts } from "../texts/acts";
import { queue } from "../texts/queue";
import { refusalText } from "../texts/refusals";
import type { Queued, Why } from "./queued";

/** Says who is there now and offers what can be done instead. `kept` ones wait in the list for a decision. */
export function tellRefusal(stand: Stand, actions: Actions, entry: Queued, why: Why, built: Queued[], kept: boolean): void {
  const followed = built.length === 0 ? "" : kept ? queue.setAside(built.length) : queue.dropped(built.length);
  const [what, next] = kept ? [queue.notDone(queue.verb(entry)), queue.stillListed] : ["", ""];
  const text = [what, refusalText(why) || acts.refused, followed, next].filter(Boolean).join(" ");
  stand.tell({ kind: "failure", text, lasting: kept, about: entry.key, ...wayToTap(actions, entry, why) });
}

/** What can be done about a refused action, beside discarding it. */
export function wayOut({ verb }: Queued, { code, with: builtOn }: Why): "anyway" | "elsewhere" | "again" {
  if (verb !== "seat" && verb !== "move") return "again";
  if (code === "over_capacity") return "anyway";
  return builtOn ? "again" : "elsewhere";
}

function wayToTap(actions: Actions, entry: Queued, why: Why) {
  const way = wayOut(entry, why);
  if (way === "anyway") return { action: { label: acts.seatAnyway, run: () => void actions.again(entry, true) } };
  if (way === "elsewhere") return { action: { label: queue.otherTable, run: () => void actions.chooseAnother(entry) } };
  return {};
}
