import { dayOf, heldBy, type Booking } from "../../book";
import { go } from "../../router";
import { floorTables } from "../../selectors";
import { table } from "../../store";
import { book } from "../../texts/book";
import { written } from "../../texts/written";
import { clockTime } from "../../texts/format";
import { timeline, type Bar, type Line } from "../../timeline";
import { trade } from "../../texts/trade";
import { useFloor, useHere } from "../context";
import { useCalendar } from "./bookContext";

const HOUR_MS = 3_600_000;
const HOUR_PX = 120;

/** One line a table that has a booking that day, time from left to right. */
export function Timeline({ all }: { all: Booking[] }) {
  const state = useFloor();
  const held = (one: Booking) => heldBy(state, one);
  const booked = new Set(all.flatMap(held));
  const ids = floorTables(state).map((one) => one.id).filter((id) => booked.has(id));
  const { start, end, lines } = timeline(all, ids, held);
  const hours = Array.from({ length: Math.round((end - start) / HOUR_MS) }, (_, i) => start + i * HOUR_MS);
  const { zone } = useCalendar();
  return (
    <div class="timeline" tabindex={0} role="group" aria-label={written.timeline}>
      <div class="timeline-inside" style={{ width: `${hours.length * HOUR_PX + 92}px` }}>
        <div class="timeline-hours" aria-hidden="true">{hours.map((at) => <span key={at}>{clockTime(at, zone)}</span>)}</div>
        <Now start={start} end={end} />
        <ul class="timeline-lines">
          {lines.map((line, i) => <TableLine key={line.tableId ?? i} line={line} />)}
        </ul>
      </div>
    </div>
  );
}

function TableLine({ line }: { line: Line }) {
  const where = table(useFloor(), line.tableId);
  return (
    <li class="timeline-line">
      <span class="timeline-table">{where ? trade.table(where) : book.noTable}</span>
      <span class="timeline-track">{line.bars.map((bar) => <BarButton key={bar.booking.id} bar={bar} />)}</span>
    </li>
  );
}

function BarButton({ bar: { booking, from, to } }: { bar: Bar }) {
  const calendar = useCalendar();
  const { guestName, partySize, status, reservationTime } = booking;
  return (
    <button
      class="timeline-bar" data-status={status}
      style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
      onClick={() => go("/book", dayOf(reservationTime, calendar), booking.id)}
    >
      <span class="unseen">{clockTime(reservationTime, calendar.zone)}, </span>
      <b>{partySize}</b> {guestName}<small>{book.status[status]}</small>
    </button>
  );
}

/** Below the bars: no name is struck through. */
function Now({ start, end }: { start: number; end: number }) {
  const now = useHere().stand.clock.now.value;
  if (now < start || now > end) return null;
  return <span class="timeline-now" aria-hidden="true"><span style={{ left: `${((now - start) / (end - start)) * 100}%` }} /></span>;
}
