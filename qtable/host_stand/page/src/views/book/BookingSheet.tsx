import { useSignal } from "@preact/signals";
import { isExpected, isHere, type Booking } from "../../book";
import { book } from "../../texts/book";
import { written } from "../../texts/written";
import { clockTime } from "../../texts/format";
import { useHere } from "../context";
import { Badge } from "../controls/Badge";
import { Sheet } from "../controls/Sheet";
import { useCalendar, useWhere } from "./bookContext";
import { BookingForm } from "./BookingForm";
import { NextStep } from "./BookingRow";

export function BookingSheet({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const changing = useSignal(false);
  const { zone } = useCalendar();
  const where = useWhere(booking);
  if (changing.value) return <BookingForm booking={booking} onDone={() => (changing.value = false)} />;
  const time = `${clockTime(booking.reservationTime, zone)}–${clockTime(booking.endTime, zone)}`;
  return (
    <Sheet title={booking.guestName} detail={`${time} · ${book.status[booking.status]}`} onClose={onClose}>
      <div class="card">
        <Badge size={booking.partySize} />
        <div class="row-text">
          <span class="row-name">{where}</span>
          {booking.phoneNumber && <a class="booking-phone" href={`tel:${booking.phoneNumber}`}>{booking.phoneNumber}</a>}
          {booking.notes && <span>{booking.notes}</span>}
        </div>
      </div>
      <NextStep booking={booking} look="huge primary" />
      <Others booking={booking} onChange={() => (changing.value = true)} />
    </Sheet>
  );
}

function Others({ booking, onChange }: { booking: Booking; onChange: () => void }) {
  const { actions } = useHere();
  const { status } = booking;
  if (status === "cancelled" || status === "no_show") {
    return <button class="button" onClick={() => actions.book({ verb: "expect", booking }, written.expectedAgain(booking.guestName))}>{written.putBack}</button>;
  }
  if (!isExpected(booking) && !isHere(booking)) return null;
  return (
    <div class="booking-others">
      <button class="button" onClick={onChange}>{written.change}</button>
      <button class="button" onClick={() => actions.lead("no-show", booking)}>{written.noShow}</button>
      <button class="button" onClick={() => actions.lead("cancel", booking)}>{written.cancel}</button>
    </div>
  );
}
