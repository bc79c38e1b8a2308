import { bookings, dayOf, isExpected, isHere, type Booking, type Calendar } from "../../book";
import { combination, table } from "../../store";
import { book } from "../../texts/book";
import { trade } from "../../texts/trade";
import { useFloor, useHere } from "../context";

export function useCalendar(): Calendar & { today: string } {
  const { stand } = useHere();
  return { ...stand.calendar.value, today: stand.today.value };
}

/** The table or tables that are kept for it, in words. */
export function useWhere({ assignedTableId, combinationId }: Booking): string {
  const state = useFloor();
  const [kept, together] = [table(state, assignedTableId), combination(state, combinationId ?? null)];
  if (together) return trade.spot(together.name, true);
  return kept ? trade.table(kept) : book.noTable;
}

/** Of today's bookings those that are still to be seated. */
export function useBookedToday(): Booking[] {
  const calendar = useCalendar();
  const open = bookings(useFloor()).filter((one) => isExpected(one) || isHere(one));
  return open.filter((one) => dayOf(one.reservationTime, calendar) === calendar.today);
}
