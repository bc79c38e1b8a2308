// What is said of actions: one's own when they are done or fail, and those of other devices.
import { dayOf, type Booking, type Calendar } from "../book";
import type { TableState } from "../selectors";
import type { Guest, Table } from "../wire";
import { book } from "./book";
import { clockTime, dayName } from "./format";
import { catalogue } from "./language";
import { trade } from "./trade";

type PartyVerb = "seat" | "move" | "finish" | "unseat" | "cancel" | "no-show" | "edit";

const enDone: Record<PartyVerb, (place: string) => string> = {
  seat: (place) => `seated at ${place}`,
  move: (place) => `moved to ${place}`,
  finish: (place) => `left ${place}`.trim(),
  unseat: () => "back on the waitlist",
  cancel: () => "cancelled",
  "no-show": () => "marked as no-show",
  edit: () => "changed",
};

const esDone: Record<PartyVerb, (place: string) => string> = {
  seat: (place) => `en la ${place}`,
  move: (place) => `ahora en la ${place}`,
  finish: (place) => (place ? `ha dejado la ${place}` : "se ha ido"),
  unseat: () => "de vuelta en la lista de espera",
  cancel: () => "fuera de la lista",
  "no-show": () => "no se presentó",
  edit: () => "datos cambiados",
};

export const acts = catalogue({
  en: {
    undo: "Undo",
    seatAnyway: "Seat anyway",
    sessionOver: "Your session has ended. Log in again.",
    unanswered: "The box didn’t answer, so this may or may not be saved. When the pill says Live, check the list before you try again.",
    refused: "Not saved: the box said no. Try again.",
    failed: "That didn’t work. Try again.",
    done: (verb: PartyVerb, who: Guest, where?: Table) => `${who.name} ${enDone[verb](where ? `table ${where.tableNumber}` : "")}.`,
    notified: (party: Guest) => `${party.name} notified on their page and the lobby screen.`,
    notifiedLater: (party: Guest) => `${party.name} will be notified when the line is back. Call them until then.`,
    many: (count: number) => `${count} changes on other devices.`,
    tableIs: (one: Table, state: TableState) => `${trade.table(one)} is ${trade.state[state].toLowerCase()} now.`,
    tableMoved: (one: Table) => `${trade.table(one)} was moved.`,
    floorChanged: "Tables were moved on the floor.",
    booked: (one: Booking, calendar: Calendar) => `New booking: ${trade.party(namedAs(one))}, ${momentOf(one, calendar)}.`,
    bookingIs: (one: Booking) => `Booking of ${trade.party(namedAs(one))}: ${book.status[one.status].toLowerCase()}.`,
    joined: (party: Guest) => `${trade.party(party)}, joined the waitlist.`,
    changed: (party: Guest, where: Table | undefined) =>
      `${trade.party(party)}: ${trade.status[party.status].toLowerCase()}${where ? ` at table ${where.tableNumber}` : ""}.`,
  },
  es: {
    undo: "Deshacer",
    seatAnyway: "Sentar de todos modos",
    sessionOver: "Tu sesión ha terminado. Vuelve a entrar.",
    unanswered: "El servidor no respondió: puede que esto se haya guardado o puede que no. Cuando arriba diga «En vivo», mira la lista antes de repetirlo.",
    refused: "No se guardó: el servidor dijo que no. Inténtalo otra vez.",
    failed: "No funcionó. Inténtalo otra vez.",
    done: (verb, who, where) => `${who.name}: ${esDone[verb](where ? `mesa ${where.tableNumber}` : "")}.`,
    notified: (party) => `${party.name}: avisados en su página y en la pantalla de la entrada.`,
    notifiedLater: (party) => `${party.name}: el aviso saldrá cuando vuelva la conexión. Hasta entonces, hay que llamarlos.`,
    many: (count) => `${count} cambios en otros dispositivos.`,
    tableIs: (one, state) => `${trade.table(one)}: ${trade.state[state].toLowerCase()}.`,
    tableMoved: (one) => `${trade.table(one)}: cambió de sitio.`,
    floorChanged: "Varias mesas cambiaron de sitio.",
    booked: (one, calendar) => `Reserva nueva: ${trade.party(namedAs(one))}, ${momentOf(one, calendar)}.`,
    bookingIs: (one) => `Reserva de ${trade.party(namedAs(one))}: ${book.status[one.status].toLowerCase()}.`,
    joined: (party) => `${trade.party(party)}, en la lista de espera.`,
    changed: (party, where) =>
      `${trade.party(party)}: ${trade.status[party.status].toLowerCase()}${where ? `, mesa ${where.tableNumber}` : ""}.`,
  },
});

function namedAs({ guestName, partySize }: Booking): Pick<Guest, "name" | "partySize"> {
  return { name: guestName, partySize };
}

function momentOf({ reservationTime }: Booking, calendar: Calendar): string {
  return `${dayName(dayOf(reservationTime, calendar))}, ${clockTime(reservationTime, calendar.zone)}`;
}
