import { useMemo } from "preact/hooks";
import { rotation, type Load } from "../../rotation";
import { Shifts } from "../../shifts";
import { useCalendar } from "../book/bookContext";
import { useFloor, useHere } from "../context";

export function useShifts(): Shifts {
  const { api, stand, restaurantId } = useHere();
  return useMemo(() => new Shifts(api, stand, restaurantId), [api, stand, restaurantId]);
}

export function useRotation(): Load[] {
  return rotation(useFloor(), useCalendar(), useHere().stand.clock.now.value);
}
