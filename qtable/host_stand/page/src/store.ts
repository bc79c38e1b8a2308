// The restaurant as this page knows it: (state, message) → state, nothing else.
import type { Booking } from "./book";
import { seqOf } from "./cursor";
import type { Change, Combination, DeltaUpdate, Delta, Entity, FullSync, Guest, LoggedChange, Restaurant, Server, Table } from "./wire";

export type Shelf = Readonly<Record<string, Entity>>;

export interface State {
  readonly restaurantId: string;
  readonly seq: number;
  readonly cursor: string;
  /** By entity type, then id. Types that this page doesn't know are kept as they came. */
  readonly shelves: Readonly<Record<string, Shelf>>;
}

export function fromFullSync(sync: FullSync): State {
  return {
    restaurantId: sync.restaurant_id,
    seq: seqOf(sync.cursor),
    cursor: sync.cursor,
    shelves: {
      guest: shelf(sync.guests),
      table: shelf(sync.tables),
      section: shelf(sync.sections ?? []),
      combination: shelf(sync.combinations ?? []),
      reservation: shelf(sync.reservations ?? []),
      server: shelf(sync.servers ?? []),
      restaurant: shelf(sync.restaurants ?? []),
    },
  };
}

/** How a live message relates to what is known: only the `next` one may be applied. */
export function standing(state: State, seq: number): "known" | "next" | "gap" {
  if (seq <= state.seq) return "known";
  return seq === state.seq + 1 ? "next" : "gap";
}

export function applyMessage(state: State, message: DeltaUpdate): State {
  if (standing(state, message.seq) !== "next") return state;
  return { ...state, seq: message.seq, cursor: message.cursor, shelves: message.changes.reduce(applyChange, state.shelves) };
}

/** A delta's page, or the changes of a subscribe answer: whole transactions, none missing in between. */
export function applyDelta(state: State, page: Pick<Delta, "cursor" | "changes">): State {
  const seq = Math.max(state.seq, seqOf(page.cursor));
  if (seq === state.seq) return state;
  return { ...state, seq, cursor: page.cursor, shelves: unknown(state, page.changes).reduce(applyChange, state.shelves) };
}

export function unknown(state: State, changes: LoggedChange[]): LoggedChange[] {
  return changes.filter((change) => change.seq > state.seq);
}

export function applyChange(shelves: State["shelves"], change: Change): State["shelves"] {
  const before = shelves[change.entity_type] ?? {};
  const after = { ...before };
  if (change.action === "delete" || change.data === null) delete after[change.entity_id];
  else after[change.entity_id] = change.data;
  return { ...shelves, [change.entity_type]: after };
}

export function guests(state: State): Guest[] {
  return Object.values(state.shelves["guest"] ?? {}) as Guest[];
}

export function tables(state: State): Table[] {
  return Object.values(state.shelves["table"] ?? {}) as Table[];
}

export function combinations(state: State): Combination[] {
  return Object.values(state.shelves["combination"] ?? {}) as Combination[];
}

export function combination(state: State, id: string | null): Combination | undefined {
  return id === null ? undefined : (state.shelves["combination"]?.[id] as Combination | undefined);
}

/** The first one takes the party. */
export function tablesOf(state: State, together: Combination | undefined): Table[] {
  return (together?.tableIds ?? []).flatMap((id) => table(state, id) ?? []);
}

export function servers(state: State): Server[] {
  return Object.values(state.shelves["server"] ?? {}) as Server[];
}

export function server(state: State, id: string | null | undefined): Server | undefined {
  return servers(state).find((one) => one.id === id);
}

export function guest(state: State, id: string | null): Guest | undefined {
  return id === null ? undefined : (state.shelves["guest"]?.[id] as Guest | undefined);
}

export function table(state: State, id: string | null): Table | undefined {
  return id === null ? undefined : (state.shelves["table"]?.[id] as Table | undefined);
}

export function booking(state: State, id: string): Booking | undefined {
  return state.shelves["reservation"]?.[id] as Booking | undefined;
}

export function restaurant(state: State): Restaurant | undefined {
  return state.shelves["restaurant"]?.[state.restaurantId] as Restaurant | undefined;
}

function shelf(entities: Entity[]): Shelf {
  return Object.fromEntries(entities.map((entity) => [entity.id, entity]));
}
