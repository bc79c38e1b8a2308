import type { Box } from "../../layout";
import type { TableState } from "../../selectors";
import { minutes } from "../../texts/format";
import { trade } from "../../texts/trade";
import type { Guest, Table } from "../../wire";
import { StateIcon } from "../icons";

interface Props {
  table: Table;
  box: Box;
  small: boolean;
  state: TableState;
  party: Guest | undefined;
  elapsed: number;
}

export function TableWords({ table, box, small, state, party, elapsed }: Props) {
  const step = small ? 15 : 17;
  const top = small ? -step * 0.45 : -step * 0.55;
  const room = table.shape === "round" ? box.w * 0.88 : box.w;
  const lines: [string, string] = party ? seatedLines(party, table, elapsed, room) : [trade.state[state], trade.seats(table.capacity)];
  return (
    <g aria-hidden="true" class="table-words" data-small={small}>
      <Number label={table.tableNumber} state={state} y={top} small={small} />
      <text class="table-main" y={top + step}>{party ? shorten(lines[0], room, small ? 7.4 : 8.2) : lines[0]}</text>
      <text class="table-small" y={top + 2 * step - 2}>{lines[1]}</text>
    </g>
  );
}

function Number({ label, state, y, small }: { label: string; state: TableState; y: number; small: boolean }) {
  const half = label.length * (small ? 4.8 : 5.8);
  return (
    <>
      <g transform={`translate(${-half - 8} ${y - (small ? 11 : 13)}) scale(${small ? 0.7 : 0.85})`}><StateIcon state={state} /></g>
      <text class="table-number" x={8} y={y}>{label}</text>
    </>
  );
}

/** Of a party at several tables nobody knows how many sit at each. */
function seatedLines(party: Guest, table: Table, elapsed: number, room: number): [string, string] {
  const full = `${party.partySize}/${table.capacity} · ${minutes(elapsed)}`;
  const together = table.combinationId !== null || table.joinedTo !== null;
  return [party.name, !together && full.length * 7 + 6 <= room ? full : minutes(elapsed)];
}

/** About as many letters as the table's width carries. */
function shorten(text: string, width: number, letter: number): string {
  const room = Math.floor((width - 8) / letter);
  if (text.length <= room) return text;
  return `${text.slice(0, room - 1).trimEnd()}…`;
}
