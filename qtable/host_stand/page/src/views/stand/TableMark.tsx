import { chairs } from "../../chairs";
import { fits } from "../../fit";
import type { Box } from "../../layout";
import { firstTable, minutesSince, occupant, tableState } from "../../selectors";
import { floor } from "../../texts/floor";
import { trade } from "../../texts/trade";
import type { Table } from "../../wire";
import { useFloor, useHere } from "../context";
import { TableWords } from "./TableWords";

interface Props {
  table: Table;
  box: Box;
  small: boolean;
  /** 1 to 3 among the best for the chosen party, else 0. */
  rank: number;
}

export function TableMark({ table, box, small, rank }: Props) {
  const { stand, actions } = useHere();
  const state = tableState(table);
  const shown = useFloor();
  const [party, first] = [occupant(shown, table), firstTable(shown, table)];
  const elapsed = minutesSince(party?.seatedTime ?? null, stand.clock.now.value);
  const chosen = stand.chosen.value;
  const unfit = chosen !== undefined && !fits(table, chosen.partySize);
  const sheet = stand.sheet.value;
  const open = sheet?.kind === "table" && sheet.id === table.id;
  const act = () => actions.tapTable(table);
  const label = [
    floor.tableLabel(table, state),
    party && floor.occupant(party, elapsed),
    first && `, ${trade.joined(first)}`,
    rank > 0 && floor.rank(rank),
    unfit && floor.unfit,
  ].filter(Boolean).join("");
  return (
    <g class="table" data-state={state} data-unfit={unfit} data-open={open} transform={`translate(${box.x} ${box.y})`}>
      <g class="table-button" role="button" tabindex={0} aria-label={label} onClick={act} onKeyDown={(event) => press(event, act)}>
        <Outline table={table} box={box} seats={small ? 0 : table.capacity} taken={party?.partySize ?? 0} />
      </g>
      <TableWords table={table} box={box} small={small} state={state} party={party} elapsed={elapsed} />
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
function Outline({ table, box, seats, taken }: { table: Table; box: Box; seats: number; taken: number }) {
  const { w, h } = box;
  const chair = Math.min(14, h / 6);
  const radius = table.shape === "round" || table.shape === "oval" ? Math.min(w, h) / 2 : 12;
  const ring = { x: -w / 2 - 10, y: -h / 2 - 10, width: w + 20, height: h + 20, rx: radius + 10 };
  return (
    <>
      <rect class="table-ring" {...ring} />
      {chairs(table.shape, seats, box).map((spot, i) => (
        <rect key={i} class="chair" data-taken={i < taken} x={-chair / 2} y={-3} width={chair} height={6} rx={3}
          transform={`translate(${spot.x} ${spot.y}) rotate(${spot.turn})`} />
      ))}
      <rect class="table-top" x={-w / 2} y={-h / 2} width={w} height={h} rx={radius} />
    </>
  );
}

function Rank({ place, box }: { place: number; box: Box }) {
  return (
    <g class="rank" transform={`translate(${-box.w / 2 + 4} ${-box.h / 2 + 4})`} aria-hidden="true">
      <circle r={12} /><text y={5}>{place}</text>
    </g>
  );
}
