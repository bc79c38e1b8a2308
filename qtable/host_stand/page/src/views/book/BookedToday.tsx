import { hashOf } from "../../router";
import { book } from "../../texts/book";
import { Empty } from "../controls/Empty";
import { useBookedToday } from "./bookContext";
import { BookingRow } from "./BookingRow";

/** The stand's tab: who is still to come or to be seated, by time. */
export function BookedToday() {
  const all = useBookedToday();
  const way = <a class="button book-link" href={hashOf("/book")}>{book.openBook}</a>;
  if (all.length === 0) return <Empty title={book.emptyToday} next={book.emptyTodayNext}>{way}</Empty>;
  return <ul class="rows">{all.map((one) => <BookingRow key={one.id} booking={one} />)}</ul>;
}
