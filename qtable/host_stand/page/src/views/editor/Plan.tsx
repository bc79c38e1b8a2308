import { useSignal } from "@preact/signals";
import { inOrder, type Draft, type DraftTable } from "../../editor/draft";
import { duplicated, resized, SEATS, usualSize } from "../../editor/edits";
import { FINE, footprint, GRID, inside, moved, PLAN, snapped, type Snap, type Spot } from "../../editor/geometry";
import { row } from "../../editor/history";
import { newId } from "../../ids";
import { editor } from "../../texts/editor";
import { trade } from "../../texts/trade";
import { useDesk, useDraft, useRemove } from "./editorContext";
import { Outline } from "./Outline";
import { Start } from "./Start";

interface Drag {
  kind: "move" | "size" | "lasso";
  from: Spot;
  to: Spot;
  draft: Draft;
  guide?: Snap["guide"];
}

const STEPS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** Less is a tap. */
const SLACK = 5;
/** What a finger hits, in units of the plan. */
const REACH = 56;
const ID = "draft-plan";

/** Where on the plan a pointer is; null beside it. */
export function spotAt({ clientX, clientY }: MouseEvent, anywhere = false): Spot | null {
  const screen = (document.getElementById(ID) as SVGSVGElement | null)?.getScreenCTM();
  if (!screen) return null;
  const spot = new DOMPoint(clientX, clientY).matrixTransform(screen.inverse());
  return anywhere || (spot.x >= 0 && spot.y >= 0 && spot.x <= PLAN.width && spot.y <= PLAN.height) ? spot : null;
}

export function Plan() {
  const desk = useDesk();
  const draft = useDraft();
  const drag = useDrag();
  const shown = drag.now?.draft ?? draft;
  const room = desk.room.value;
  const here = (one: DraftTable) => room === null || one.section === room;
  const ordered = inOrder(shown.tables).sort((a, b) => Number(here(a)) - Number(here(b)));
  if (draft.tables.length === 0) return <Start />;
  return (
    <svg id={ID} class="draft-plan" viewBox={`0 0 ${PLAN.width} ${PLAN.height}`} role="group" aria-label={editor.plan} {...drag.hears}>
      <pattern id="squares" width={GRID} height={GRID} patternUnits="userSpaceOnUse"><path class="draft-grid" d={`M${GRID} 0H0V${GRID}`} /></pattern>
      <rect width={PLAN.width} height={PLAN.height} fill="url(#squares)" />
      {ordered.map((one) => <Mark key={one.id} table={one} here={here(one)} onTake={drag.take} />)}
      {drag.now && <Traces drag={drag.now} />}
      <Ghost />
      <Handle draft={shown} onTake={drag.size} />
    </svg>
  );
}

function useDrag() {
  const desk = useDesk();
  const drag = useSignal<Drag | null>(null);
  const begin = (event: PointerEvent, kind: Drag["kind"]) => {
    const from = spotAt(event, true);
    const draft = desk.draft.peek();
    if (!from || !draft || !event.isPrimary) return;
    document.getElementById(ID)?.setPointerCapture(event.pointerId);
    event.stopPropagation();
    drag.value = { kind, from, to: from, draft };
  };
  const follow = (event: PointerEvent) => {
    const to = spotAt(event, true);
    if (to && drag.value) drag.value = led({ ...drag.value, to }, desk.draft.peek()!, desk.picked.peek());
  };
  const end = () => {
    const done = drag.value;
    drag.value = null;
    if (!done) return;
    if (done.kind !== "lasso") return desk.edit(done.draft);
    const room = desk.room.peek();
    const tables = done.draft.tables.filter((one) => room === null || one.section === room);
    desk.pick(far(done) ? inside(tables, done.from, done.to) : []);
  };
  const take = (event: PointerEvent, id: string) => {
    const several = event.shiftKey || event.ctrlKey || event.metaKey || desk.several.peek();
    if (several) desk.toggle(id);
    else if (!desk.picked.peek().has(id)) desk.pick([id]);
    if (several) event.stopPropagation();
    else begin(event, "move");
  };
  const hears = {
    onPointerDown: (event: PointerEvent) => begin(event, "lasso"),
    onPointerMove: follow,
    onPointerUp: end,
    onPointerCancel: () => void (drag.value = null),
  };
  return { now: drag.value, hears, take, size: (event: PointerEvent) => begin(event, "size") };
}

/** What the draft is while it is dragged. */
function led(drag: Drag, draft: Draft, picked: ReadonlySet<string>): Drag {
  if (drag.kind === "lasso" || !far(drag)) return { ...drag, draft };
  const [dx, dy] = [drag.to.x - drag.from.x, drag.to.y - drag.from.y];
  if (drag.kind === "size") return { ...drag, draft: sizedTo(draft, picked, drag.to) };
  const snap = snapped(draft, picked, dx, dy);
  return { ...drag, draft: moved(draft, picked, snap.dx, snap.dy), guide: snap.guide };
}

/** The corner follows; the middle stays. */
function sizedTo(draft: Draft, picked: ReadonlySet<string>, { x, y }: Spot): Draft {
  const one = draft.tables.find(({ id }) => picked.has(id));
  if (!one) return draft;
  const turn = (-one.rotation * Math.PI) / 180;
  const [dx, dy] = [x - one.position.x * PLAN.width, y - one.position.y * PLAN.height];
  const side = (half: number) => Math.round((2 * Math.abs(half)) / (GRID / 2)) * (GRID / 2);
  return resized(draft, one.id, side(dx * Math.cos(turn) - dy * Math.sin(turn)), side(dx * Math.sin(turn) + dy * Math.cos(turn)));
}

function far({ from, to }: Drag): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) > SLACK;
}

function Mark({ table, here, onTake }: { table: DraftTable; here: boolean; onTake: (event: PointerEvent, id: string) => void }) {
  const desk = useDesk();
  const hear = useKeys(table);
  const { x, y, w, h } = footprint(table);
  const picked = desk.picked.value.has(table.id);
  const label = `${trade.table(table)}, ${editor.shape[table.shape]}, ${trade.seats(table.capacity)}${table.section ? `, ${table.section}` : ""}`;
  const outline = <g transform={`rotate(${table.rotation})`}><Outline {...table} /></g>;
  const [width, height] = [Math.max(REACH, w), Math.max(REACH, h)];
  if (!here) return <g class="draft-table" data-here="false" transform={`translate(${x} ${y})`}>{outline}</g>;
  return (
    <g transform={`translate(${x} ${y})`}>
      <g class="draft-table" role="button" tabindex={0} aria-pressed={picked} aria-label={label}
        onPointerDown={(event) => onTake(event, table.id)} onClick={(event) => event.detail === 0 && desk.pick([table.id])} onKeyDown={hear}>
        <rect class="draft-reach" x={-width / 2} y={-height / 2} width={width} height={height} rx={8} />
        {outline}
      </g>
      <g class="draft-words"><text class="draft-name" y={2}>{table.tableNumber}</text><text y={20}>{table.capacity}</text></g>
    </g>
  );
}

function useKeys(table: DraftTable): (event: KeyboardEvent) => void {
  const desk = useDesk();
  const remove = useRemove();
  return (event) => {
    const draft = desk.draft.peek()!;
    const own = () => void (desk.picked.peek().has(table.id) || desk.pick([table.id]));
    const [dx, dy] = STEPS[event.key] ?? [0, 0];
    if (dx || dy) {
      own();
      const step = event.shiftKey ? FINE : GRID;
      desk.edit(moved(draft, desk.picked.peek(), dx * step, dy * step), row.move);
    } else if (event.key === "Enter" || event.key === " ") {
      if (event.shiftKey || desk.several.peek()) desk.toggle(table.id);
      else desk.pick([table.id]);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      own();
      remove();
    } else if (event.key === "d" && (event.ctrlKey || event.metaKey)) {
      own();
      const { draft: next, copies } = duplicated(draft, desk.picked.peek(), newId);
      desk.edit(next);
      desk.pick(copies);
    } else if (event.key === "Escape") desk.pick([]);
    else return;
    event.preventDefault();
  };
}

function Traces({ drag }: { drag: Drag }) {
  const { from, to, guide, kind } = drag;
  const box = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
  if (kind === "lasso") return <rect class="draft-lasso" {...box} />;
  return (
    <>
      {guide?.x != null && <path class="draft-guide" d={`M${guide.x} 0V${PLAN.height}`} />}
      {guide?.y != null && <path class="draft-guide" d={`M0 ${guide.y}H${PLAN.width}`} />}
    </>
  );
}

function Ghost() {
  const ghost = useDesk().ghost.value;
  if (!ghost) return null;
  const size = usualSize(ghost.shape, SEATS[ghost.shape]);
  return <g class="draft-ghost" transform={`translate(${ghost.at.x} ${ghost.at.y})`}><Outline shape={ghost.shape} size={size} /></g>;
}

/** The corner by which a picked table is made larger; its panel has steps for who doesn't drag. */
function Handle({ draft, onTake }: { draft: Draft; onTake: (event: PointerEvent) => void }) {
  const picked = useDesk().picked.value;
  const one = picked.size === 1 && draft.tables.find(({ id }) => picked.has(id));
  if (!one) return null;
  const { position, size, rotation } = one;
  return (
    <g class="draft-handle" transform={`translate(${position.x * PLAN.width} ${position.y * PLAN.height}) rotate(${rotation})`} onPointerDown={onTake}>
      <circle cx={(size.width * PLAN.width) / 2 + 8} cy={(size.height * PLAN.height) / 2 + 8} r={11} />
    </g>
  );
}
