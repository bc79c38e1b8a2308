// Where the chairs stand around a table: one little mark per seat.
import type { Box } from "./layout";
import type { TableShape } from "./wire";

export interface Chair {
  x: number;
  y: number;
  /** Degrees; a chair at 0 looks at a table below it. */
  turn: number;
}

const OUT = 4.5;
const MOST = 16;

export function chairs(shape: TableShape, capacity: number, { w, h }: Box): Chair[] {
  const count = Math.min(capacity, MOST);
  if (shape === "round" && w === h) return Array.from({ length: count }, (_, i) => around(i / count, w / 2 + OUT));
  if (shape === "bar") return side(count, w, h, 180);
  return sides(count, w, h).flatMap((number, i) => side(number, i % 2 ? h : w, i % 2 ? w : h, i * 90));
}

function around(share: number, radius: number): Chair {
  const angle = share * 2 * Math.PI;
  return { x: Math.sin(angle) * radius, y: -Math.cos(angle) * radius, turn: share * 360 };
}

/** How many on top, right, bottom and left: the long sides first, the ends when these are full. */
function sides(count: number, w: number, h: number): [number, number, number, number] {
  const wide = w >= h;
  const ends = count > 2 && (Math.abs(w - h) < 1 || count > 6) ? Math.min(2, Math.floor(count / 4) * 2) : 0;
  const long = count - ends;
  const [first, second] = [Math.ceil(long / 2), Math.floor(long / 2)];
  return wide ? [first, ends / 2, second, ends / 2] : [ends / 2, first, ends / 2, second];
}

function side(count: number, length: number, depth: number, turn: number): Chair[] {
  const angle = (turn * Math.PI) / 180;
  return Array.from({ length: count }, (_, i) => {
    const [x, y] = [((i + 0.5) / count - 0.5) * length * 0.9, -(depth / 2 + OUT)];
    return { x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle), turn };
  });
}
