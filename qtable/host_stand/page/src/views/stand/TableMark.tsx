import { chairs } from "../../chairs";
import type { Box } from "../../layout";
import type { Sight } from "../../looks";
import type { Table } from "../../wire";
import { useHere } from "../context";
import type { Choosing } from "./advice";
import { useSaid } from "./said";
import { TableWords } from "./TableWords";

interface Props {
  table: Table;
  box: Box;
  small: boolean;
  sight: Sight;
  choosing: Choosing | null;
  /** Where the tab key gets to. */
  stop: boolean;
}

export function TableMark({ table, box, small, sight, choosing, stop }: Props) {
  const { stand } = useHere();
  const { label, rank, unfit, act } = useSaid(table, sight, choosing);
  const sheet = stand.sheet.value;
  const open = sheet?.kind === "table" && sheet.id === table.id;
  return (
    <g class="table" data-table={table.id} data-drag={sight.party?.id} data-state={sight.look} data-unfit={unfit} data-open={open}
      data-hue={sight.server?.colour} transform={`translate(${box.x} ${box.y})`}>
      <g class="table-button" role="button" tabindex={stop ? 0 : -1} aria-label={label} onClick={act} onKeyDown={(event) => press(event, act)}>
        <Outline table={table} box={box} seats={small ? 0 : table.capacity} sight={sight} />
      </g>
      <TableWords table={table} box={box} small={small} sight={sight} />
      {sight.server && <Initials text={sight.server.initials} box={box} small={small} />}
      {rank > 0 && <Rank place={rank} box={box} />}
    </g>
  );
}

function press(event: KeyboardEvent, act: () => void): void {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  act();
}

/** On a small floor chairs would run into one another. */
function Outline({ table, box, seats, sight }: { table: Table; box: Box; seats: number; sight: Sight }) {
  const { w, h } = box;
  const chair = Math.min(14, h / 6);
  const radius = table.shape === "round" || table.shape === "oval" ? Math.min(w, h) / 2 : 12;
  return (
    <>
      <rect class="table-ring" {...around(w, h, 10, radius)} />
      {chairs(table.shape, seats, box).map((spot, i) => (
        <rect key={i} class="chair" data-taken={i < (sight.party?.partySize ?? 0)} x={-chair / 2} y={-3} width={chair} height={6} rx={3}
          transform={`translate(${spot.x} ${spot.y}) rotate(${spot.turn})`} />
      ))}
      <rect class="table-top" {...around(w, h, 0, radius)} />
      {sight.turn !== null && <rect class="turn" {...around(w, h, -5, radius)} pathLength={100} stroke-dasharray={`${Math.min(1, sight.turn) * 100} 100`} />}
    </>
  );
}

function around(w: number, h: number, out: number, radius: number) {
  return { x: -w / 2 - out, y: -h / 2 - out, width: w + 2 * out, height: h + 2 * out, rx: radius + out };
}

/** On a small floor further down, off the last line of words. */
function Initials({ text, box, small }: { text: string; box: Box; small: boolean }) {
  return (
    <g class="initials" transform={`translate(${box.w / 2 - 5} ${box.h / 2 + (small ? 2 : -4)})`} aria-hidden="true">
      <rect x={-13} y={-9} width={26} height={18} rx={9} /><text y={4.5}>{text}</text>
    </g>
  );
}

function Rank({ place, box }: { place: number; box: Box }) {
  return (
    <g class="rank" transform={`translate(${-box.w / 2 + 4} ${-box.h / 2 + 4})`} aria-hidden="true">
      <circle r={12} /><text y={5}>{place}</text>
    </g>
  );
}
