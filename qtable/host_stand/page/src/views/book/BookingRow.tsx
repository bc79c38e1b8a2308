import "../../styles/booked.css";
import { dayOf, isExpected, isHere, type Booking } from "../../book";
import { bestSpots, labelOf } from "../../fit";
import { go } from "../../router";
import { minutesSince } from "../../selectors";
import { combination, table } from "../../store";
import { book } from "../../texts/book";
import { clockTime } from "../../texts/format";
import { partyTexts } from "../../texts/party";
import { stand as lists } from "../../texts/stand";
import { useFloor, useHere } from "../context";
import { Badge } from "../controls/Badge";
import { useWish } from "../wish";
import { useCalendar, useWhere } from "./bookContext";

export function BookingRow({ booking }: { booking: Booking }) {
  const calendar = useCalendar();
  const where = useWhere(booking);
  const open = () => go("/book", dayOf(booking.reservationTime, calendar), booking.id);
  return (
    <li class="row" data-status={booking.status}>
      <button class="row-main" onClick={open}>
        <Badge size={booking.partySize} />
        <span class="row-text">
          <span class="row-name">{booking.guestName}</span>
          <span class="row-wait">
            <b>{clockTime(booking.reservationTime, calendar.zone)}</b>
            <span>{where}</span>
            <Late booking={booking} />
            {!isExpected(booking) && <b>{book.status[booking.status]}</b>}
          </span>
          {booking.notes && <span class="row-remarks">{booking.notes}</span>}
        </span>
      </button>
      <NextStep booking={booking} look="row-next" />
    </li>
  );
}

function Late({ booking }: { booking: Booking }) {
  const count = minutesSince(booking.reservationTime, useHere().stand.clock.now.value);
  return isExpected(booking) && count > 0 ? <span class="row-late">{book.late(count)}</span> : null;
}

/** Expected → arrived → seated at the table that was kept, else at the one that suits best. */
export function NextStep({ booking, look }: { booking: Booking; look: string }) {
  const { actions } = useHere();
  const state = useFloor();
  const wish = useWish();
  if (isExpected(booking)) {
    return <button class={`button ${look}`} onClick={() => actions.lead("arrive", booking)}>{book.arrived}</button>;
  }
  if (!isHere(booking)) return null;
  const kept = table(state, booking.assignedTableId);
  const together = combination(state, booking.combinationId);
  const target = kept ? { table: kept, ...(together ? { together } : {}) } : bestSpots(state, wish({ id: booking.guestId, partySize: booking.partySize, reservationId: booking.id }))[0];
  if (!target) return <span class="row-full">{lists.noFit}</span>;
  return (
    <button class={`button primary ${look}`} onClick={() => actions.lead("seat", booking, target)}>
      {partyTexts.seatAt(labelOf(target), Boolean(target.together))}
    </button>
  );
}
