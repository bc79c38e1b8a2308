// Where tables lie on the plan, in its own units: 800 × 600, as the box's documents have it. Pure.
import { tablesOf, type Draft, type DraftTable, type Ids } from "./draft";

export const PLAN = { width: 800, height: 600 };
export const GRID = 20;
export const FINE = 4;
/** How near an edge must come to a neighbour's to be drawn to it. */
const REACH = 8;

/** Upright, around a middle. */
export interface Footprint {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Spot {
  x: number;
  y: number;
}

export interface Snap {
  dx: number;
  dy: number;
  /** Where its edge now meets a neighbour's. */
  guide: { x: number | null; y: number | null };
}

/** What a table covers, turned as it is. */
export function footprint({ position, size, rotation }: DraftTable): Footprint {
  const turn = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(turn)), Math.abs(Math.sin(turn))];
  const [w, h] = [size.width * PLAN.width, size.height * PLAN.height];
  return { x: position.x * PLAN.width, y: position.y * PLAN.height, w: w * cos + h * sin, h: w * sin + h * cos };
}

/** The tables stay as they lie to each other, and on the plan. */
export function moved(draft: Draft, ids: Ids, dx: number, dy: number): Draft {
  const all = tablesOf(draft, ids).map(footprint);
  const [right, down] = [within(all.map(({ x, w }) => [x, w]), dx, PLAN.width), within(all.map(({ y, h }) => [y, h]), dy, PLAN.height)];
  const shift = (one: DraftTable) => ({ ...one, position: share({ x: one.position.x * PLAN.width + right, y: one.position.y * PLAN.height + down }) });
  return { ...draft, tables: draft.tables.map((one) => (ids.has(one.id) ? shift(one) : one)) };
}

/** The same step, drawn to a neighbour's edge or middle where one is near, else to the grid. */
export function snapped(draft: Draft, ids: Ids, dx: number, dy: number): Snap {
  const own = tablesOf(draft, ids).map(footprint)[0];
  if (!own) return { dx, dy, guide: { x: null, y: null } };
  const others = draft.tables.filter(({ id }) => !ids.has(id)).map(footprint);
  const across = drawn(own.x, own.w, dx, others.map(({ x, w }) => [x, w]));
  const down = drawn(own.y, own.h, dy, others.map(({ y, h }) => [y, h]));
  return { dx: across.by, dy: down.by, guide: { x: across.at, y: down.at } };
}

/** The first free spot on the grid, row by row. */
export function freeSpot(draft: Draft, { w, h }: Pick<Footprint, "w" | "h">): Spot {
  const taken = draft.tables.map(footprint);
  const start = (side: number) => Math.ceil((side / 2 + GRID) / GRID) * GRID;
  for (let y = start(h); y + h / 2 <= PLAN.height; y += GRID) {
    for (let x = start(w); x + w / 2 <= PLAN.width; x += GRID) {
      if (!taken.some((one) => overlap(one, { x, y, w: w + GRID, h: h + GRID }))) return { x, y };
    }
  }
  return { x: PLAN.width / 2, y: PLAN.height / 2 };
}

/** Whose middle lies between two corners. */
export function inside(tables: readonly DraftTable[], a: Spot, b: Spot): Set<string> {
  const between = (value: number, one: number, other: number) => value >= Math.min(one, other) && value <= Math.max(one, other);
  const hit = tables.filter((one) => between(one.position.x * PLAN.width, a.x, b.x) && between(one.position.y * PLAN.height, a.y, b.y));
  return new Set(hit.map(({ id }) => id));
}

export function share({ x, y }: Spot): Spot {
  return { x: fraction(x / PLAN.width), y: fraction(y / PLAN.height) };
}

export function fraction(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
}

function overlap(a: Footprint, b: Footprint): boolean {
  return Math.abs(a.x - b.x) < (a.w + b.w) / 2 && Math.abs(a.y - b.y) < (a.h + b.h) / 2;
}

type Stretch = readonly [middle: number, length: number];

/** A step after which all of them lie between 0 and `end`. */
function within(all: readonly Stretch[], step: number, end: number): number {
  const least = Math.max(...all.map(([middle, length]) => length / 2 - middle));
  const most = Math.min(...all.map(([middle, length]) => end - length / 2 - middle));
  return Math.max(least, Math.min(most, step));
}

function drawn(middle: number, length: number, step: number, others: readonly Stretch[]): { by: number; at: number | null } {
  const at = middle + step;
  const found = others.flatMap(([other, size]) => {
    const [half, its] = [length / 2, size / 2];
    const meets = [[0, 0], [-half, -its], [half, its], [-half, its], [half, -its]] as const;
    return meets.map(([own, edge]) => ({ off: other + edge - (at + own), at: other + edge }));
  });
  const nearest = found.sort((a, b) => Math.abs(a.off) - Math.abs(b.off))[0];
  if (nearest && Math.abs(nearest.off) <= REACH) return { by: step + nearest.off, at: nearest.at };
  return { by: Math.round(at / GRID) * GRID - middle, at: null };
}
