import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Bookkeeping } from "../../bookkeeping";
import { dayOf, nextQuarter, timeOf, type Booking } from "../../book";
import type { Entry } from "../../queue/book_act";
import { written } from "../../texts/written";
import { controls } from "../../texts/controls";
import { useFloor, useHere } from "../context";
import { Field } from "../controls/Field";
import { Read, useRead } from "../controls/read";
import { Sheet } from "../controls/Sheet";
import { SizePad } from "../controls/SizePad";
import { useCalendar } from "./bookContext";
import { chosenTable, placeOf, TableChoice, type Availability } from "./TableChoice";

type Props = { onDone: () => void } & ({ booking: Booking; day?: never } | { day: string; booking?: never });

/** A new booking, or another day, time, size or table for one that stands. */
export function BookingForm({ day, onDone, ...given }: Props) {
  // As it was when this was opened: what somebody else changes meanwhile is not written over.
  const { booking } = useRef(given).current;
  const busy = useSignal(false);
  const { api, actions, stand, restaurantId } = useHere();
  const keeping = new Bookkeeping(api, actions, stand, restaurantId, useCalendar());
  const draft = useSignal<Entry>(useStart(booking, day ?? ""));
  const picked = useSignal<string | null | undefined>(booking ? booking.combinationId ?? booking.assignedTableId : undefined);
  const wrong = useSignal("");
  const state = useFloor();
  const { guestName, partySize, date, time } = draft.value;
  const set = (fields: Partial<Entry>) => void (draft.value = { ...draft.value, ...fields });
  const query = { date, time, party_size: String(partySize), ...(booking ? { reservation_id: booking.id } : {}) };
  const asked = useRead<Availability>("/reservations/availability", query);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!guestName.trim()) return void (wrong.value = written.nameMissing);
    if (busy.value) return;
    busy.value = true;
    const entry = { ...draft.value, guestName: guestName.trim(), ...placeOf(state, chosenTable(asked.answer, picked.value)) };
    wrong.value = await (booking ? keeping.change(booking, entry) : keeping.write(entry));
    busy.value = false;
    if (!wrong.value) onDone();
  }

  return (
    <Sheet title={booking ? written.change : written.newBooking} onClose={onDone}>
      <form class="form" onSubmit={(event) => void submit(event)} noValidate>
        <h3>{controls.partySize}</h3>
        <SizePad picked={partySize} onPick={(size) => set({ partySize: size })} />
        <div class="booking-when">
          <Field name="date" label={written.date} type="date" required value={date} onInput={(value) => value && set({ date: value })} />
          <Field name="time" label={written.time} type="time" required value={time} onInput={(value) => value && set({ time: value })} />
        </div>
        <Read asked={asked}>
          {(answer) => <TableChoice answer={answer} entry={draft.value} picked={picked} onTime={(other) => set({ time: other })} />}
        </Read>
        <Field name="name" label={written.name} required value={guestName} onInput={(value) => set({ guestName: value })} />
        <Field name="phone" label={written.phone} inputMode="tel" value={draft.value.phoneNumber ?? ""} onInput={(value) => set({ phoneNumber: value || null })} />
        <Field name="notes" label={written.notes} value={draft.value.notes ?? ""} onInput={(value) => set({ notes: value || null })} />
        <p class="field-error" role="alert">{wrong.value}</p>
        <button class="button primary huge sheet-act">{booking ? written.save : written.write}</button>
      </form>
    </Sheet>
  );
}

function useStart(booking: Booking | undefined, day: string): Entry {
  const calendar = useCalendar();
  const now = useHere().stand.clock.now.peek();
  if (!booking) {
    const when = day === calendar.today ? nextQuarter(now, calendar) : { date: day, time: "19:00" };
    return { guestName: "", partySize: 2, ...when, assignedTableId: null, combinationId: null, phoneNumber: null, notes: null };
  }
  const { guestName, partySize, assignedTableId, combinationId, phoneNumber, notes, reservationTime } = booking;
  const when = { date: dayOf(reservationTime, calendar), time: timeOf(reservationTime, calendar.zone) };
  return { guestName, partySize, assignedTableId, combinationId, phoneNumber, notes, ...when };
}
