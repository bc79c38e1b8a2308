// What can be done to a floor that is being drawn: each a new floor. Pure.
import type { TableShape } from "../wire";
import { inOrder, tablesOf, type Combination, type Draft, type DraftTable, type Ids, type Named } from "./draft";
import { footprint, fraction, freeSpot, GRID, moved, PLAN, share, snapped, type Spot } from "./geometry";

export const shapes: readonly TableShape[] = ["round", "square", "rectangle", "oval", "booth", "bar"];
/** Of a new table. */
export const SEATS: Record<TableShape, number> = { round: 4, square: 2, rectangle: 6, oval: 8, booth: 4, bar: 1 };
const MOST = 99;
/** A table of a template. */
type Sketch = Pick<DraftTable, "tableNumber" | "capacity" | "shape" | "position" | "section">;
const LEAST_SIDE = 24;

/** Without a place at the first free one; with the lowest number that no table bears. */
export function added(draft: Draft, id: string, shape: TableShape, section: string | null, at?: Spot): Draft {
  const capacity = SEATS[shape];
  const size = usualSize(shape, capacity);
  const spot = at ?? freeSpot(draft, { w: size.width * PLAN.width, h: size.height * PLAN.height });
  const sizes = { capacity, minPartySize: 1, maxPartySize: capacity };
  const table: DraftTable = { id, ...numbered(freeNumber(draft)), ...sizes, position: share(spot), size, shape, rotation: 0, section };
  const placed = { ...draft, tables: [...draft.tables, table] };
  const { dx, dy } = at ? snapped(placed, new Set([id]), 0, 0) : { dx: 0, dy: 0 };
  return moved(placed, new Set([id]), dx, dy);
}

/** A template's tables and sections, on an empty floor. */
export function begunWith(draft: Draft, template: readonly Sketch[], newId: () => string): Draft {
  const whole = (one: Sketch): DraftTable => {
    const { tableNumber, capacity, shape } = one;
    return { ...one, id: newId(), number: numberOf(tableNumber), minPartySize: 1, maxPartySize: capacity, size: usualSize(shape, capacity), rotation: 0 };
  };
  const placed = { ...draft, tables: template.map(whole) };
  return template.reduce<Draft>((next, { section }) => assigned(next, new Set(), section, newId), placed);
}

/** Combinations that they were part of go with them. */
export function removed(draft: Draft, ids: Ids): Draft {
  return {
    ...draft,
    tables: draft.tables.filter(({ id }) => !ids.has(id)),
    combinations: draft.combinations.filter(({ tableIds }) => !tableIds.some((id) => ids.has(id))),
  };
}

/** A copy of each, with a number of its own, each beside its pattern where there is room. */
export function duplicated(draft: Draft, ids: Ids, newId: () => string): { draft: Draft; copies: Set<string> } {
  const copies = new Set<string>();
  const next = inOrder(tablesOf(draft, ids)).reduce((grown, one) => {
    const id = newId();
    copies.add(id);
    const copy = { ...one, id, ...numbered(freeNumber(grown)), position: share(freeSpot(grown, footprint(one))) };
    return { ...grown, tables: [...grown.tables, copy] };
  }, draft);
  return { draft: next, copies };
}

type Fields = Partial<Omit<DraftTable, "id" | "number">>;

/** A table that nobody has sized grows with its seats; the least party is never above the greatest. */
export function changed(draft: Draft, ids: Ids, fields: Fields): Draft {
  return { ...draft, tables: draft.tables.map((one) => (ids.has(one.id) ? fitted(one, fields) : one)) };
}

export function turned(draft: Draft, ids: Ids, degrees: number): Draft {
  const tables = draft.tables.map((one) => (ids.has(one.id) ? { ...one, rotation: (one.rotation + degrees + 360) % 360 } : one));
  return moved({ ...draft, tables }, ids, 0, 0);
}

/** To so many units of the plan. */
export function resized(draft: Draft, id: string, width: number, height: number): Draft {
  const side = (units: number, most: number) => fraction(Math.max(LEAST_SIDE, units) / most);
  return changed(draft, new Set([id]), { size: { width: side(width, PLAN.width), height: side(height, PLAN.height) } });
}

/** Numbers them row by row, left to right, with the numbers that they have. */
export function numberedInOrder(draft: Draft, ids: Ids): Draft {
  const mine = tablesOf(draft, ids);
  const row = (one: DraftTable) => Math.round((one.position.y * PLAN.height) / (2 * GRID));
  const placed = [...mine].sort((a, b) => row(a) - row(b) || a.position.x - b.position.x);
  const labels = new Map(inOrder(mine).map((one, i) => [placed[i]!.id, one]));
  const as = ({ number, tableNumber }: DraftTable) => ({ number, tableNumber });
  return { ...draft, tables: draft.tables.map((one) => (ids.has(one.id) ? { ...one, ...as(labels.get(one.id)!) } : one)) };
}

export function isTaken(draft: Draft, label: string, but: string): boolean {
  return draft.tables.some(({ id, tableNumber }) => id !== but && tableNumber === label);
}

/** For parties from one more than the largest of them takes up to all of their seats. */
export function combined(draft: Draft, id: string, ids: Ids): Draft {
  const parts = inOrder(tablesOf(draft, ids));
  const maxPartySize = Math.min(MOST, parts.reduce((sum, { capacity }) => sum + capacity, 0));
  const minPartySize = Math.min(maxPartySize, 1 + Math.max(...parts.map((one) => one.maxPartySize)));
  const name = parts.map(({ tableNumber }) => tableNumber).join("+").slice(0, 100);
  const made: Combination = { id, name, tableIds: parts.map((one) => one.id), minPartySize, maxPartySize };
  return { ...draft, combinations: [...draft.combinations, made] };
}

export function recombined(draft: Draft, id: string, least: number, greatest: number): Draft {
  const range = { minPartySize: Math.max(1, Math.min(least, greatest)), maxPartySize: Math.min(MOST, Math.max(1, least, greatest)) };
  return { ...draft, combinations: draft.combinations.map((one) => (one.id === id ? { ...one, ...range } : one)) };
}

export function separated(draft: Draft, id: string): Draft {
  return { ...draft, combinations: draft.combinations.filter((one) => one.id !== id) };
}

/** The section of that name, made where there is none. */
export function assigned(draft: Draft, ids: Ids, name: string | null, newId: () => string): Draft {
  const known = name === null || draft.sections.some((one) => one.name === name);
  const sections: readonly Named[] = known ? draft.sections : [...draft.sections, { id: newId(), name: name ?? "" }];
  return changed({ ...draft, sections }, ids, { section: name });
}

/** Null for its removal: its tables are in no section then. */
export function renamed(draft: Draft, from: string, to: string | null): Draft {
  const sections = draft.sections.flatMap((one) => (one.name !== from ? one : to === null ? [] : { ...one, name: to }));
  return { ...draft, sections, tables: draft.tables.map((one) => (one.section === from ? { ...one, section: to } : one)) };
}

/** How large the box draws a table that nobody has sized; docs/api.md tells the size of each as shares of the plan. */
export function usualSize(shape: TableShape, capacity: number): DraftTable["size"] {
  const long = capacity <= 2 ? 1 : capacity <= 4 ? 1.25 : capacity <= 6 ? 1.5 : 1.85;
  const even = shape === "round" || shape === "square";
  const [across, down] = even ? [Math.min(long, 1.3), Math.min(long, 1.3)] : [long, 1];
  return { width: fraction((across * 64) / PLAN.width), height: fraction((down * 64) / PLAN.height) };
}

function fitted(one: DraftTable, fields: Fields): DraftTable {
  const next = { ...one, ...fields };
  const usual = usualSize(one.shape, one.capacity);
  if (!fields.size && usual.width === one.size.width && usual.height === one.size.height) next.size = usualSize(next.shape, next.capacity);
  if (fields.tableNumber !== undefined) next.number = numberOf(fields.tableNumber);
  if (fields.capacity !== undefined && one.maxPartySize === one.capacity) next.maxPartySize = fields.capacity;
  if (fields.minPartySize !== undefined) next.maxPartySize = Math.max(next.maxPartySize, fields.minPartySize);
  else next.minPartySize = Math.min(next.minPartySize, next.maxPartySize);
  return next;
}

/** That of the first digits of a label, as the box reads it. */
function numberOf(label: string): number {
  return Number(/\d+/.exec(label)?.[0].slice(0, 5) ?? 0);
}

function numbered(number: number): Pick<DraftTable, "number" | "tableNumber"> {
  return { number, tableNumber: String(number) };
}

function freeNumber({ tables }: Draft): number {
  const taken = new Set(tables.flatMap(({ number, tableNumber }) => [String(number), tableNumber]));
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return number;
}
