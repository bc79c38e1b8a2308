// Why an action can't be undone any more.
import type { Booking } from "../book";
import type { Guest, Table } from "../wire";
import { book } from "./book";
import { catalogue } from "./language";

interface Ago {
  seconds: number;
  minutes: number;
}

export const why = catalogue({
  en: {
    never: "This can’t be taken back.",
    told: (name: string) => `${name} has been notified: that can’t be taken back.`,
    written: (name: string) => `${name} has been changed again since.`,
    bookedOn: (name: string) => `Open the booking of ${name} in the book to change it.`,
    bookingIs: ({ guestName, status }: Booking) => `The booking of ${guestName} has changed since: ${book.status[status].toLowerCase()}.`,
    setAgain: (table: Table) => `Table ${table.tableNumber} has been changed again since.`,
    gone: (name: string) => `${name} is not on the list any more.`,
    noTable: "That table is not on the floor any more.",
    taken: (table: Table, party: Guest, ago: Ago) => `Table ${table.tableNumber} was seated ${enAgo(ago)}: ${party.name}, party of ${party.partySize}.`,
    closed: (table: Table) => `Table ${table.tableNumber} is not free.`,
    cleaned: (table: Table) => `Table ${table.tableNumber} has been cleaned since.`,
    partyLeft: (table: Table) => `The party at table ${table.tableNumber} has changed since.`,
    stageMoved: (table: Table) => `Table ${table.tableNumber} is at another stage by now.`,
    sitsAt: (party: Guest, table: Table, ago: Ago) => `${party.name} has been at table ${table.tableNumber} for ${since(ago)}.`,
    became: (party: Guest, ago: Ago) => `${party.name} ${enBecame[party.status]}${party.finishedTime ? ` ${enAgo(ago)}` : ""}.`,
  },
  es: {
    never: "Esto no se puede deshacer.",
    told: (name) => `Ya se avisó a ${name}.`,
    written: (name) => `Los datos de ${name} se han vuelto a cambiar.`,
    bookedOn: (name) => `Abre la reserva de ${name} en el libro de reservas para cambiarla.`,
    bookingIs: ({ guestName, status }) => `La reserva de ${guestName} ha cambiado: ${book.status[status].toLowerCase()}.`,
    setAgain: (table) => `La mesa ${table.tableNumber} ha vuelto a cambiar.`,
    gone: (name) => `${name} ya no está en la lista.`,
    noTable: "Esa mesa ya no está en la sala.",
    taken: (table, party, ago) => `La mesa ${table.tableNumber} se ocupó ${esAgo(ago)}: ${party.name}, ${party.partySize === 1 ? "1 persona" : `${party.partySize} personas`}.`,
    closed: (table) => `La mesa ${table.tableNumber} no está libre.`,
    cleaned: (table) => `La mesa ${table.tableNumber} ya se ha limpiado.`,
    partyLeft: (table) => `En la mesa ${table.tableNumber} ya hay otro grupo, o ninguno.`,
    stageMoved: (table) => `La mesa ${table.tableNumber} ya va por otra fase.`,
    sitsAt: (party, table, ago) => `${party.name} está en la mesa ${table.tableNumber} desde ${esAgo(ago)}.`,
    became: (party, ago) => `${party.name} ${esBecame[party.status]}${party.finishedTime ? ` ${esAgo(ago)}` : ""}.`,
  },
});

const enBecame: Record<Guest["status"], string> = {
  waiting: "is on the waitlist", arrived: "is at the door", running_late: "is running late", seated: "is seated",
  finished: "left", cancelled: "was cancelled", no_show: "was marked as no-show",
};

const esBecame: Record<Guest["status"], string> = {
  waiting: "está en la lista de espera", arrived: "está en la puerta", running_late: "llega tarde", seated: "está en mesa",
  finished: "se fue", cancelled: "se canceló", no_show: "se marcó como no presentado",
};

function enAgo({ seconds, minutes }: Ago): string {
  return seconds < 60 ? `${seconds} s ago` : `${minutes} min ago`;
}

function since({ seconds, minutes }: Ago): string {
  return seconds < 60 ? `${seconds} s` : `${minutes} min`;
}

function esAgo(ago: Ago): string {
  return `hace ${since(ago)}`;
}
