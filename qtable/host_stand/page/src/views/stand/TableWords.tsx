import type { Box } from "../../layout";
import type { Sight } from "../../looks";
import { lookText } from "../../texts/floor";
import { hours, minutes, shortTime } from "../../texts/format";
import { trade } from "../../texts/trade";
import type { Table } from "../../wire";
import { useZone } from "../context";
import { StateIcon, type Sign } from "../icons";

const ROOM_FOR_THREE = 56;

interface Props {
  table: Table;
  box: Box;
  small: boolean;
  sight: Sight;
}

export function TableWords({ table, box, small, sight }: Props) {
  const zone = useZone();
  const step = small ? 15 : 17;
  const three = box.h >= ROOM_FOR_THREE;
  const top = three ? -step * (small ? 0.45 : 0.55) : 0;
  const room = (table.shape === "round" ? box.w * 0.88 : box.w) - (sight.turn === null ? 0 : 8);
  const [main, below] = lines(sight, table, room, zone);
  return (
    <g aria-hidden="true" class="table-words" data-small={small}>
      <Number label={table.tableNumber} signs={signsOf(sight, table)} y={top} small={small} />
      <text class="table-main" y={top + step}>{shorten(main, room, small ? 7.4 : 8.2)}</text>
      {three && <text class="table-small" y={top + 2 * step - 2}>{shorten(below, room, small ? 6.4 : 7)}</text>}
    </g>
  );
}

/** Who is overdue still shows how far they are. */
export function signsOf({ look, party, first }: Sight, { stage, combinationId }: Table): [Sign, Sign?] {
  if (first) return ["joined"];
  if (party && stage && combinationId) return [stage, "joined"];
  if (!party || !stage) return [look];
  return look === "overdue" ? [look, stage] : [stage];
}

function Number({ label, signs: [before, after], y, small }: { label: string; signs: [Sign, Sign?]; y: number; small: boolean }) {
  const half = label.length * (small ? 4.8 : 5.8);
  const [up, size, middle] = [y - (small ? 11 : 13), small ? 0.7 : 0.85, after ? 0 : 8];
  return (
    <>
      <g transform={`translate(${middle - half - 16} ${up}) scale(${size})`}><StateIcon state={before} /></g>
      <text class="table-number" x={middle} y={y}>{label}</text>
      {after && <g transform={`translate(${half + 4} ${up}) scale(${size})`}><StateIcon state={after} /></g>}
    </>
  );
}

/** Of a party at several tables nobody knows how many sit at each. */
function lines({ party, elapsed, look, heldFor, booking }: Sight, table: Table, room: number, zone: string | undefined): [string, string] {
  const together = table.combinationId !== null || table.joinedTo !== null;
  const full = `${party?.partySize}/${table.capacity} · ${minutes(elapsed)}`;
  if (party) return [party.name, [together ? [] : full, minutes(elapsed)].flat().find((text) => text.length * 7 + 6 <= room) ?? hours(elapsed)];
  if (look === "held" && heldFor) return [lookText(look), heldFor.name];
  if (look === "soon" && booking) return [shortTime(booking.reservationTime, zone), booking.guestName];
  return [lookText(look), trade.seats(table.capacity)];
}

/** About as many letters as the table's width carries. */
function shorten(text: string, width: number, letter: number): string {
  const room = Math.floor((width - 4) / letter);
  if (text.length <= room) return text;
  return `${text.slice(0, room - 1).trimEnd()}…`;
}
