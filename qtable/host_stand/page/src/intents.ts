// What this device asked for and the stream hasn't confirmed yet, laid over the known state.
import { applyChange, guest, table, type State } from "./store";
import type { Change, Guest, GuestStatus, Table } from "./wire";

export type Verb = "create" | "seat" | "move" | "unseat" | "finish" | "cancel" | "no-show" | "restore" | "clear";

export interface Intent {
  /** The idempotency key. */
  key: string;
  verb: Verb;
  /** When it was asked for, as the server's clock reads. */
  at: string;
  guestId: string | null;
  tableId: string | null;
  /** For `create`: the party as it will stand. */
  party?: Guest;
  /** The transaction in which the server did it. */
  seq?: number;
}

export function project(state: State, intents: readonly Intent[]): State {
  return intents.filter((intent) => !confirmed(state, intent)).reduce(lay, state);
}

/** Once the stream has passed the action's transaction, the state itself tells the outcome. */
export function confirmed(state: State, intent: Intent): boolean {
  return intent.seq !== undefined && intent.seq <= state.seq;
}

function lay(state: State, intent: Intent): State {
  return { ...state, shelves: changesOf(state, intent).reduce(applyChange, state.shelves) };
}

function changesOf(state: State, intent: Intent): Change[] {
  const party = intent.party ?? guest(state, intent.guestId);
  const target = table(state, intent.tableId);
  if (intent.verb === "clear") return target ? [tableChange({ ...target, status: "available" })] : [];
  if (!party) return [];
  if (intent.verb === "create") return [guestChange(party)];
  if (intent.verb === "seat" || intent.verb === "move") return target ? seated(state, party, target, intent.at) : [];
  const after: GuestStatus = left[intent.verb];
  return [guestChange({ ...party, status: after, tableId: null }), ...vacated(state, party)];
}

const left = { unseat: "waiting", restore: "waiting", finish: "finished", cancel: "cancelled", "no-show": "no_show" } as const;

function seated(state: State, party: Guest, target: Table, at: string): Change[] {
  return [
    ...vacated(state, party),
    guestChange({ ...party, status: "seated", tableId: target.id, seatedTime: party.seatedTime ?? at }),
    tableChange({ ...target, status: "occupied", currentGuestId: party.id }),
  ];
}

function vacated(state: State, party: Guest): Change[] {
  const before = table(state, party.tableId);
  return before ? [tableChange({ ...before, status: "available", currentGuestId: null })] : [];
}

function guestChange(data: Guest): Change {
  return { entity_type: "guest", entity_id: data.id, action: "update", data };
}

function tableChange(data: Table): Change {
  return { entity_type: "table", entity_id: data.id, action: "update", data };
}
