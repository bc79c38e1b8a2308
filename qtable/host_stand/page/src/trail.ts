// The trail in a host's terms: of each transaction the verb, what it was about, and what was otherwise before. Pure.
import type { components } from "./generated/api";

type Api = components["schemas"];
export type Entry = Api["Trail"];
type Fields = Record<string, unknown>;

export interface Told {
  /** Like `guest.seated`; texts/activity.ts knows them all. */
  verb: string;
  /** Whom or what it was about; of tables, those are apart. */
  name: string;
  /** Labels. */
  tables: string[];
  /** Where it can be seen. */
  type: string;
  id: string;
}

export interface Difference {
  field: string;
  before: unknown;
  after: unknown;
}

/** Which of the things that one transaction changed it was about. */
const RANK = ["restaurant", "guest", "reservation", "server", "combination", "section", "table"];
/** Many tables at once, of which no single one is what it was about. */
const PUBLISHING = "publish_floor";
const FIELDS = [
  "name", "guestName", "partySize", "status", "tableId", "assignedTableId", "reservationTime", "quotedWait", "phoneNumber", "notes",
  "tags", "tableNumber", "stage", "serverId", "minPartySize", "maxPartySize", "capacity", "section",
];

export function told(entry: Entry): Told {
  const named = (type: string) => entry.about.filter((one) => one.entity_type === type).map((one) => one.name ?? "");
  const tables = named("table");
  const change = principal(entry);
  const type = change?.entity_type ?? "";
  const about = entry.about.find((one) => one.entity_id === change?.entity_id)?.name ?? "";
  const size = (change?.after ?? change?.before)?.["partySize"];
  const name = type === "table" ? named("server")[0] ?? "" : size === undefined ? about : `${about} (${String(size)})`;
  const verb = entry.kind === PUBLISHING ? "floor.published" : `${type}.${change ? verbOf(change) : ""}`;
  return { verb, name, tables: tables.filter(Boolean), type, id: change?.entity_id ?? "" };
}

/** What a person would see; ids and times of the log are left out. Of new and removed things, nothing. */
export function differences(entry: Entry): Difference[] {
  const { before, after } = principal(entry) ?? {};
  if (!before || !after || entry.kind === PUBLISHING) return [];
  const fields = FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return fields.map((field) => ({ field, before: before[field], after: after[field] }));
}

function principal(entry: Entry) {
  return [...entry.changes].sort((a, b) => RANK.indexOf(a.entity_type) - RANK.indexOf(b.entity_type))[0];
}

function verbOf({ entity_type, action, event, before, after }: Entry["changes"][number]): string {
  if (action !== "update" || !after) return action;
  if (entity_type === "restaurant") return switched(before ?? {}, after) ?? "update";
  const other = (field: string) => (before ?? {})[field] !== after[field];
  // Where the log no longer knows what was before, the event tells.
  if (before ? other("status") : /status|seated|cleared|assigned/.test(event)) return String(after["status"]);
  if (!before) return "update";
  if (other("tableId")) return "moved";
  if (other("notifiedTime")) return "notified";
  if (other("stage")) return "stage_changed";
  if (entity_type === "table" && other("serverId")) return after["serverId"] ? "served" : "unserved";
  return switched(before, after) ?? "update";
}

/** For servers and the demo. */
function switched(before: Fields, after: Fields): string | undefined {
  const names: Record<string, [string, string]> = { onDuty: ["on_duty", "off_duty"], paused: ["paused", "resumed"], isDemo: ["demo", "demo_over"] };
  const field = Object.keys(names).find((one) => before[one] !== after[one]);
  return field && names[field]?.[after[field] ? 0 : 1];
}
