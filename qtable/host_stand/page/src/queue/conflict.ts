// A refusal because of the version: was what mattered still as the host saw it?
import type { Booking } from "../book";
import type { Refusal } from "../http";
import type { Guest, Table } from "../wire";
import { sameBooking } from "./book_act";
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

/**
 * Who writes something down is in conflict with whoever wrote over the same. For all else a name or a note may change;
 * where the party sits, who sits at the table and how far they are, when and where a party is booked may not; nor who calls
 * a party that another one has just called.
 */
function sameGround({ verb, seen: { party, table, booking }, edit, set }: Queued, current: Guest | Table | Booking): boolean {
  if ("endTime" in current) return booking ? sameBooking(booking, current) : false;
  const written = edit ?? set;
  if (written) return Object.keys(written).every((name) => valueOf(party ?? table, name) === valueOf(current, name));
  if ("partySize" in current) {
    return party?.id === current.id && party.status === current.status && party.tableId === current.tableId
      && party.partySize === current.partySize && (verb !== "notify" || party.notifiedTime === current.notifiedTime);
  }
  return table?.id === current.id && table.status === current.status && table.currentGuestId === current.currentGuestId
    && table.stage === current.stage;
}

function valueOf(of: Guest | Table | null, name: string): string {
  return JSON.stringify((of as Record<string, unknown> | null)?.[name] ?? null);
}
