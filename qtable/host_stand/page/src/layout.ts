// Where each table stands on the screen: as large as the room allows, never smaller than a fingertip.
import type { Table } from "./wire";

export interface Box {
  /** The centre. */
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Plan {
  width: number;
  height: number;
  /** Tables are so small that their words must be, too. */
  small: boolean;
  boxes: ReadonlyMap<string, Box>;
}

const SMALLEST = 44;
const LARGEST = 116;
const GAP = 10;
/** Three lines of text; narrower tables grow towards this height as far as there is room. */
const LEGIBLE = 72;
const SMALL = 64;
const MARGIN = 18;

/** The plan fills `width` × `height`, and grows past it (to be scrolled) where tables would get too small to hit. */
export function layOut(tables: readonly Table[], width: number, height: number): Plan {
  const spots = spread(tables) ? scaled(tables) : grid(tables, width / height);
  const shapes = tables.map(shapeOf);
  let [w, h] = [width, height];
  let unit = unitFor(spots, shapes, w, h);
  for (let tries = 0; unit < SMALLEST && tries < 50; tries++) {
    const [wider, taller] = [unitFor(spots, shapes, w * 1.04, h), unitFor(spots, shapes, w, h * 1.04)];
    [w, h, unit] = wider > taller ? [w * 1.04, h, wider] : [w, h * 1.04, taller];
  }
  unit = Math.min(LARGEST, Math.max(SMALLEST, unit));
  const drawn = stretched(spots, shapes, unit, w, h);
  return { width: Math.floor(w), height: Math.floor(h), small: unit < SMALL, boxes: new Map(tables.map((table, i) => [table.id, drawn[i]!])) };
}

function stretched(spots: Spot[], shapes: Shape[], unit: number, width: number, height: number): Box[] {
  const boxes = (by: number) => spots.map((spot, i) => place(spot, { w: shapes[i]!.w, h: shapes[i]!.h * by }, unit, width, height));
  const room = Math.max(0, LEGIBLE / unit - 1);
  return [1, 0.75, 0.5, 0.25].map((share) => boxes(1 + share * room)).find((tall) => !collide(tall)) ?? boxes(1);
}

interface Spot {
  x: number;
  y: number;
}

interface Shape {
  w: number;
  h: number;
}

/** In units of the smallest table's side. Turned tables swap their sides; slanted ones are drawn straight. */
function shapeOf({ capacity, shape, rotation }: Table): Shape {
  if (capacity <= 2) return { w: 1, h: 1 };
  const long = capacity <= 4 ? 1.12 : capacity <= 6 ? 1.5 : 1.85;
  if (shape === "round" || shape === "square") return { w: Math.min(long, 1.3), h: Math.min(long, 1.3) };
  const flat = { w: Math.max(long, 1.25), h: 1 };
  const turned = Math.abs(Math.round(rotation / 90)) % 2 === 1;
  return turned ? { w: flat.h, h: flat.w } : flat;
}

function place(spot: Spot, shape: Shape, unit: number, width: number, height: number): Box {
  const [w, h] = [shape.w * unit, shape.h * unit];
  return { x: along(spot.x, width, w), y: along(spot.y, height, h), w, h };
}

/** From edge to edge: 0 touches the margin with its own side, so that nothing is cut off. */
function along(share: number, room: number, size: number): number {
  return MARGIN + size / 2 + share * Math.max(0, room - 2 * MARGIN - size);
}

/** The largest unit at which no two tables touch. */
function unitFor(spots: Spot[], shapes: Shape[], width: number, height: number): number {
  let low = 0;
  let high = LARGEST;
  for (let i = 0; i < 10; i++) {
    const middle = (low + high) / 2;
    if (collide(spots.map((spot, n) => place(spot, shapes[n]!, middle, width, height)))) high = middle;
    else low = middle;
  }
  return low;
}

function collide(boxes: Box[]): boolean {
  return boxes.some((box, i) => boxes.slice(i + 1).some((other) => touch(box, other)));
}

function touch(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) < (a.w + b.w) / 2 + GAP && Math.abs(a.y - b.y) < (a.h + b.h) / 2 + GAP;
}

/** False when tables lie on one another, as they do before anyone has drawn the floor. */
function spread(tables: readonly Table[]): boolean {
  return tables.every((a, i) => tables.slice(i + 1).every((b) => distance(a.position, b.position) > 0.02));
}

function distance(a: Spot, b: Spot): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Stretches the used part of the floor over the whole screen. */
function scaled(tables: readonly Table[]): Spot[] {
  const [xs, ys] = [tables.map((table) => table.position.x), tables.map((table) => table.position.y)];
  return tables.map(({ position }) => ({ x: share(position.x, xs), y: share(position.y, ys) }));
}

function share(value: number, all: number[]): number {
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return high === low ? 0.5 : (value - low) / (high - low);
}

function grid(tables: readonly Table[], ratio: number): Spot[] {
  const columns = Math.max(1, Math.ceil(Math.sqrt(tables.length * ratio)));
  const rows = Math.ceil(tables.length / columns);
  return tables.map((_, i) => ({
    x: columns === 1 ? 0.5 : (i % columns) / (columns - 1),
    y: rows === 1 ? 0.5 : Math.floor(i / columns) / (rows - 1),
  }));
}
