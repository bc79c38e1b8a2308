// Finds parties by name, phone or table, wherever they are on the stand. Pure.
import { bookings, dayOf, isExpected, type Booking, type Calendar } from "./book";
import { seatedList, waitingList } from "./selectors";
import { table, type State } from "./store";

export interface Found {
  kind: "waiting" | "booked" | "seated";
  id: string;
  name: string;
  partySize: number;
  /** The label of the table where it sits, or that is kept for it. */
  tableNumber: string | null;
  tableId: string | null;
  /** When it came, sat down, or is to come. */
  since: string;
}

const MOST = 8;
const LEAST_DIGITS = 3;

interface Candidate extends Found {
  phone: string | null;
}

/** Those whose name begins so first; nothing for an empty text. */
export function search(state: State, text: string, calendar: Calendar, today: string): Found[] {
  const asked = plain(text);
  if (!asked) return [];
  const found = candidates(state, calendar, today).map((one) => ({ one, rank: rank(one, asked) })).filter(({ rank }) => rank > 0);
  return found.sort((a, b) => b.rank - a.rank).slice(0, MOST).map(({ one }) => one);
}

function candidates(state: State, calendar: Calendar, today: string): Candidate[] {
  const label = (id: string | null) => table(state, id)?.tableNumber ?? null;
  const of = (kind: Found["kind"], since: "arrivalTime" | "seatedTime") => (one: ReturnType<typeof waitingList>[number]): Candidate => ({
    kind, id: one.id, name: one.name, partySize: one.partySize, phone: one.phoneNumber,
    tableId: one.tableId, tableNumber: label(one.tableId), since: one[since] ?? one.arrivalTime,
  });
  const booked = bookings(state).filter((one) => isExpected(one) && dayOf(one.reservationTime, calendar) === today);
  return [
    ...waitingList(state).map(of("waiting", "arrivalTime")),
    ...booked.map((one: Booking): Candidate => ({
      kind: "booked", id: one.id, name: one.guestName, partySize: one.partySize, phone: one.phoneNumber,
      tableId: one.assignedTableId, tableNumber: label(one.assignedTableId), since: one.reservationTime,
    })),
    ...seatedList(state).map(of("seated", "seatedTime")),
  ];
}

function rank({ name, phone, tableNumber }: Candidate, asked: string): number {
  if (tableNumber !== null && plain(tableNumber) === asked) return 4;
  const known = plain(name);
  if (known.startsWith(asked)) return 3;
  if (known.split(" ").some((word) => word.startsWith(asked))) return 2;
  const digits = asked.replace(/\D/g, "");
  const called = digits.length >= LEAST_DIGITS && (phone ?? "").replace(/\D/g, "").includes(digits);
  return called || known.includes(asked) ? 1 : 0;
}

/** Without accents and capitals: `Íñigo` is found by `ini`. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
