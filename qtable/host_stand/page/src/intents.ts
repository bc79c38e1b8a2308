// What this device asked for and the stream hasn't confirmed yet, laid over the known state.
import { isExpected } from "./book";
import { changesOfBook, type BookAct } from "./queue/book_act";
import { applyChange, combination, guest, restaurant, table, tables, tablesOf, type State } from "./store";
import type { Change, Guest, GuestEdit, GuestStatus, Stage, Table, TableEdit, TableStatus } from "./wire";

export type Verb =
  | "create" | "delete" | "seat" | "move" | "unseat" | "finish" | "cancel" | "no-show" | "restore"
  | "edit" | "notify" | "clear" | "dirty" | "stage" | "set" | "book";

export interface Intent {
  /** The idempotency key. */
  key: string;
  verb: Verb;
  /** When it was asked for, as the server's clock reads. */
  at: string;
  guestId: string | null;
  tableId: string | null;
  /** The party takes the whole combination, of which `tableId` is the first table. */
  combinationId?: string;
  /** For `create` and `restore`: the party as it stood, which the box may not show (any more). */
  party?: Guest;
  stage?: Stage;
  edit?: GuestEdit;
  set?: TableEdit;
  /** What is taken back was a slip: the party as it was before that. */
  asItWas?: Pick<Guest, "status" | "notifiedTime" | "heldUntil" | "seatedTime">;
  /** For `book`: what is done in the book. */
  book?: BookAct;
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
  if (intent.book) return [...changesOfBook(state, intent.book), ...unseated(state, intent.book)];
  if (intent.guestId === null) return changesOfTable(table(state, intent.tableId), intent);
  const party = intent.party ?? guest(state, intent.guestId);
  if (!party) return [];
  const target = table(state, intent.tableId);
  switch (intent.verb) {
    case "create": return [{ ...changed("guest", party), data: party }];
    case "delete": return [{ ...changed("guest", party), data: null }, ...vacated(state, party)];
    case "seat": case "move": return target ? seated(state, party, target, intent) : [];
    case "edit": return [changed("guest", { ...party, ...intent.edit })];
    case "notify": return [changed("guest", { ...party, notifiedTime: intent.at, heldUntil: holdsUntil(state, intent.at) })];
    default: return gone(state, party, intent);
  }
}

function changesOfTable(target: Table | undefined, { verb, stage, set }: Intent): Change[] {
  if (!target) return [];
  if (verb === "stage") return [changed("table", { ...target, stage: stage ?? target.stage })];
  if (verb === "set") return [changed("table", { ...target, ...set })];
  const status: TableStatus = verb === "dirty" ? "needs_cleaning" : "available";
  return [changed("table", { ...target, status })];
}

const left: Partial<Record<Verb, GuestStatus>> = {
  unseat: "waiting", restore: "waiting", finish: "finished", cancel: "cancelled", "no-show": "no_show",
};

/** A seating from the book is taken back: who had come before waits again, who came only with it is expected. */
function unseated(state: State, { verb, booking, back }: BookAct): Change[] {
  const party = verb === "unseat" ? guest(state, booking.guestId) : undefined;
  if (!party || !back) return [];
  const there = changed("guest", { ...party, status: "waiting", tableId: null, seatedTime: null });
  return [isExpected(back) ? { ...there, data: null } : there, ...vacated(state, party)];
}

function gone(state: State, party: Guest, { verb, at, asItWas }: Intent): Change[] {
  const status = asItWas?.status ?? left[verb] ?? party.status;
  const call = { notifiedTime: asItWas?.notifiedTime ?? null, heldUntil: asItWas?.heldUntil ?? null };
  const times = left[verb] === "waiting" ? { seatedTime: null, finishedTime: null, ...call } : { finishedTime: at };
  const dirty = status === "finished" && restaurant(state)?.policies?.clean_after_finish;
  return [changed("guest", { ...party, status, tableId: null, ...times }), ...vacated(state, party, dirty ? "needs_cleaning" : "available")];
}

/** The policy's default counts until the restaurant is known. */
function holdsUntil(state: State, at: string): string {
  const held = restaurant(state)?.policies?.hold_minutes ?? 10;
  return new Date(Date.parse(at) + held * 60_000).toISOString();
}

function seated(state: State, party: Guest, target: Table, { at, asItWas: { seatedTime, notifiedTime, heldUntil } = party, ...intent }: Intent): Change[] {
  const combinationId = intent.combinationId ?? null;
  const stage = intent.stage ?? table(state, party.tableId)?.stage ?? "seated";
  const others = tablesOf(state, combination(state, combinationId)).slice(1);
  return [
    ...vacated(state, party),
    changed("guest", { ...party, status: "seated", tableId: target.id, seatedTime: seatedTime ?? at, notifiedTime, heldUntil, finishedTime: null }),
    changed("table", { ...target, status: "occupied", currentGuestId: party.id, stage, joinedTo: null, combinationId }),
    ...others.map((one) => changed("table", { ...one, status: "occupied", joinedTo: target.id })),
  ];
}

const alone = { combinationId: null, joinedTo: null };

/** A party leaves its table, and those that are joined to it. */
function vacated(state: State, party: Guest, status: TableStatus = "available"): Change[] {
  const left = tables(state).filter((one) => party.tableId !== null && [one.id, one.joinedTo].includes(party.tableId));
  return left.map((one) => changed("table", { ...one, status, currentGuestId: null, stage: null, ...alone }));
}

/** The version grows with each transaction, so that the next action of this device is decided on the one to come. */
function changed(entity_type: "guest" | "table", data: Guest | Table): Change {
  return { entity_type, entity_id: data.id, action: "update", data: { ...data, version: data.version + 1 } };
}
