// What other devices did, in sentences for the polite live region.
import { isWaiting } from "./selectors";
import { guest, table, type State } from "./store";
import { acts } from "./texts/acts";
import type { Change, Guest } from "./wire";

export function announce(before: State, after: State, changes: Change[], own: ReadonlySet<string>): string[] {
  return changes
    .filter((change) => change.entity_type === "guest" && change.data !== null && !own.has(change.entity_id))
    .flatMap((change) => sentence(guest(before, change.entity_id), change.data as Guest, after));
}

function sentence(was: Guest | undefined, is: Guest, after: State): string[] {
  if (!was) return isWaiting(is) ? [acts.joined(is)] : [];
  if (was.status === is.status && was.tableId === is.tableId) return [];
  return [acts.changed(is, table(after, is.tableId))];
}
