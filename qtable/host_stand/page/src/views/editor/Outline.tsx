import type { DraftTable } from "../../editor/draft";
import { PLAN } from "../../editor/geometry";

/** A table around the middle of the drawing, in units of the plan; a booth has its bench, a bar its counter. */
export function Outline({ shape, size }: Pick<DraftTable, "shape" | "size">) {
  const [w, h] = [size.width * PLAN.width, size.height * PLAN.height];
  const round = shape === "round" || shape === "oval";
  const [x, y] = [-w / 2, -h / 2];
  return (
    <>
      <rect class="draft-top" x={x} y={y} width={w} height={h} rx={round ? w / 2 : 8} ry={round ? h / 2 : 8} />
      {shape === "booth" && <path class="draft-edge" d={`M${x} ${-y}V${y}H${-x}V${-y}`} />}
      {shape === "bar" && <path class="draft-edge" d={`M${x} ${y}H${-x}`} />}
    </>
  );
}
