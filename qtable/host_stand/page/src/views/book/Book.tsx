import { useSignal, type Signal } from "@preact/signals";
import { bookings, dayOf, isOver, shiftDay, type Booking } from "../../book";
import { go, place } from "../../router";
import { booking } from "../../store";
import { covers } from "../../selectors";
import { book } from "../../texts/book";
import { written } from "../../texts/written";
import { dayName } from "../../texts/format";
import { useFloor } from "../context";
import { Empty } from "../controls/Empty";
import { Page } from "../controls/Page";
import { Read, useRead } from "../controls/read";
import { Segmented } from "../controls/Segmented";
import { useCalendar } from "./bookContext";
import { BookingForm } from "./BookingForm";
import { BookingRow } from "./BookingRow";
import { BookingSheet } from "./BookingSheet";
import { Timeline } from "./Timeline";

type View = "timeline" | "list";
const NEW = "new";

/** `#/book/<day>/<booking, or new>`: so a day can be gone back to, and a sheet is closed by going back. */
export function Book() {
  const calendar = useCalendar();
  const [asked = "", open] = place.value.rest;
  const day = /^\d{4}-\d\d-\d\d$/.test(asked) ? asked : calendar.today;
  const view = useSignal<View>(matchMedia("(max-width: 699px)").matches ? "list" : "timeline");
  const tools = <><NewButton day={day} /><Days day={day} today={calendar.today} /><Views view={view} /></>;
  return (
    <Page title={book.title} tools={tools}>
      {day < calendar.today ? <Past day={day} view={view.value} /> : <Coming day={day} view={view.value} />}
      {open && <Open key={open} id={open} day={day} />}
    </Page>
  );
}

function Coming({ day, view }: { day: string; view: View }) {
  const calendar = useCalendar();
  return <Day all={bookings(useFloor()).filter((one) => dayOf(one.reservationTime, calendar) === day)} view={view} />;
}

/** The stream brings what is to come; what was before today is asked for. */
function Past({ day, view }: { day: string; view: View }) {
  const asked = useRead<Booking[]>("/reservations", { date: day });
  return <Read asked={asked}>{(all) => <Day all={all} view={view} />}</Read>;
}

function Day({ all, view }: { all: Booking[]; view: View }) {
  if (all.length === 0) return <Empty title={written.empty} next={written.emptyNext} />;
  const kept = all.filter((one) => !isOver(one) || one.status === "finished");
  return (
    <>
      <p class="book-sum">{written.parties(kept.length, covers(kept))}</p>
      {view === "timeline" ? <Timeline all={all} /> : <ul class="rows book-rows">{all.map((one) => <BookingRow key={one.id} booking={one} />)}</ul>}
    </>
  );
}

function Open({ id, day }: { id: string; day: string }) {
  const found = booking(useFloor(), id);
  const close = () => go("/book", day);
  if (id === NEW) return <BookingForm day={day} onDone={close} />;
  return found ? <BookingSheet booking={found} onClose={close} /> : null;
}

function Days({ day, today }: { day: string; today: string }) {
  return (
    <div class="days" role="group" aria-label={written.day}>
      <button class="button" aria-label={written.before} onClick={() => go("/book", shiftDay(day, -1))}>‹</button>
      <span class="day-name" role="status">{day === today ? `${written.today}, ${dayName(day)}` : dayName(day)}</span>
      <button class="button" aria-label={written.after} onClick={() => go("/book", shiftDay(day, 1))}>›</button>
      <input class="day-input" type="date" aria-label={written.date} value={day}
        onChange={(event) => event.currentTarget.value && go("/book", event.currentTarget.value)} />
    </div>
  );
}

function Views({ view }: { view: Signal<View> }) {
  const choices = [{ value: "timeline", text: written.timeline }, { value: "list", text: written.list }] as const;
  return <Segmented<View> label={written.view} choices={choices} picked={view.value} onPick={(picked) => (view.value = picked)} />;
}

function NewButton({ day }: { day: string }) {
  return <button class="button primary" onClick={() => go("/book", day, NEW)}>{written.newBooking}</button>;
}
