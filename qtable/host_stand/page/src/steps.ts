// From table to table by the arrow keys, as they stand on the plan.
import type { Box } from "./layout";

const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;

/** The nearest that lies that way, one straight ahead before one aside; undefined at the edge and for other keys. */
export function stepFrom(boxes: ReadonlyMap<string, Box>, from: string, key: string): string | undefined {
  const here = boxes.get(from);
  const way = ways[key as keyof typeof ways];
  if (!here || !way) return undefined;
  const [dx, dy] = way;
  const ahead = [...boxes].flatMap(([id, { x, y }]) => {
    const along = (x - here.x) * dx + (y - here.y) * dy;
    const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
    return along > 1 ? [{ id, sideways: aside > along, far: along + 2 * aside }] : [];
  });
  return ahead.sort((a, b) => Number(a.sideways) - Number(b.sideways) || a.far - b.far)[0]?.id;
}
