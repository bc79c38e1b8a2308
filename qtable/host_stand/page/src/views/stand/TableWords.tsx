import type { Box } from "../../layout";
import type { Sight } from "../../looks";
import { lookText } from "../../texts/floor";
import { hours, minutes, shortTime } from "../../texts/format";
import { trade } from "../../texts/trade";
import type { Table } from "../../wire";
import { useZone } from "../context";
import { StateIcon, type Sign } from "../icons";

const ROOM_FOR_THREE = 56;
/** Narrower than this letters are hard to read. */
const TIGHTEST = 0.78;

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
  const edge = sight.turn === null ? 6 : 16;
  // A round table is narrower where the last line stands.
  const [room, last] = table.shape === "round" || table.shape === "oval" ? [box.w * 0.9 - edge, box.w * 0.8 - edge] : [box.w - edge, box.w - edge];
  const [large, less] = small ? [12, 11.5] : [14, 12.5];
  const [main, below] = lines(sight, table, (text) => widthOf(text, less, 400) <= last, zone);
  return (
    <g aria-hidden="true" class="table-words" data-small={small}>
      <Number label={table.tableNumber} signs={signsOf(sight, table)} y={top} small={small} />
      <Fitted class="table-main" y={top + step} text={main} room={room} size={large} weight={600} />
      {three && <Fitted y={top + 2 * step - 2} text={below} room={last} size={less} />}
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
function lines({ party, elapsed, look, heldFor, booking }: Sight, table: Table, fit: (text: string) => boolean, zone: string | undefined): [string, string] {
  const together = table.combinationId !== null || table.joinedTo !== null;
  const full = `${party?.partySize}/${table.capacity} · ${minutes(elapsed)}`;
  if (party) return [party.name, [together ? [] : full, minutes(elapsed)].flat().find(fit) ?? hours(elapsed)];
  if (look === "held" && heldFor) return [lookText(look), heldFor.name];
  if (look === "soon" && booking) return [shortTime(booking.reservationTime, zone), booking.guestName];
  return [lookText(look), trade.seats(table.capacity)];
}

interface FittedProps {
  class?: string;
  y: number;
  text: string;
  room: number;
  size: number;
  weight?: number;
}

/** Somewhat narrower where there is little room, so that few words are cut. */
function Fitted({ text, room, size, weight = 400, ...place }: FittedProps) {
  const letters = Math.floor((text.length * room) / (widthOf(text, size, weight) * TIGHTEST));
  const shown = letters >= text.length ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
  const narrower = widthOf(shown, size, weight) > room ? { textLength: room, lengthAdjust: "spacingAndGlyphs" } : {};
  return <text {...place} {...narrower} font-size={size}>{shown}</text>;
}

let ruler: { pen: CanvasRenderingContext2D | null; family: string } | null = null;

/** As this device's own letters are wide. */
function widthOf(text: string, size: number, weight: number): number {
  ruler ??= { pen: document.createElement("canvas").getContext("2d"), family: getComputedStyle(document.body).fontFamily };
  if (!ruler.pen) return text.length * size * 0.6;
  ruler.pen.font = `${weight} ${size}px ${ruler.family}`;
  return ruler.pen.measureText(text).width;
}
