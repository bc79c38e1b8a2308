// A refusal because of the version: was what mattered still as the host saw it?
import type { Refusal } from "../http";
import type { Guest, Table } from "../wire";
import type { Queued } from "./queued";

/** The present version, where only what this action doesn't rest on has changed since; null for a true conflict. */
export function presentVersion(entry: Queued, refusal: Refusal): number | null {
  const current = refusal.current;
  if (refusal.code !== "version_conflict" || !current) return null;
  return sameGround(entry, current) ? current.version : null;
}

/** The same request, decided on another version. */
export function onVersion(entry: Queued, version: number): Queued["request"] {
  return { ...entry.request, body: { ...entry.request.body, base_version: version } };
}

/** A name or a note may change; where the party sits, who sits at the table and how far they are may not. */
function sameGround({ seen: { party, table } }: Queued, current: Guest | Table): boolean {
  if ("partySize" in current) {
    return party?.id === current.id && party.status === current.status && party.tableId === current.tableId
      && party.partySize === current.partySize;
  }
  return table?.id === current.id && table.status === current.status && table.currentGuestId === current.currentGuestId
    && table.stage === current.stage;
}
