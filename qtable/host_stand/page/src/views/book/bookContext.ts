import { useMemo } from "preact/hooks";
import { bookings, dayOf, isExpected, isHere, type Booking, type Calendar } from "../../book";
import { Bookkeeping } from "../../bookkeeping";
import { restaurant } from "../../store";
import { useFloor, useHere } from "../context";

export function useBookkeeping(): Bookkeeping {
  const { api, stand, restaurantId } = useHere();
  return useMemo(() => new Bookkeeping(api, stand, restaurantId), [api, stand, restaurantId]);
}

export function useCalendar(): Calendar & { today: string } {
  const here = restaurant(useFloor());
  const calendar = { zone: here?.timeZone, cutoff: here?.businessDayCutoff ?? 4 };
  return { ...calendar, today: dayOf(useHere().stand.clock.now.value, calendar) };
}

/** Of today's bookings those that are still to be seated. */
export function useBookedToday(): Booking[] {
  const calendar = useCalendar();
  const open = bookings(useFloor()).filter((one) => isExpected(one) || isHere(one));
  return open.filter((one) => dayOf(one.reservationTime, calendar) === calendar.today);
}
