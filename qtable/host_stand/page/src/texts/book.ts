// The book.
import type { BookingStatus, BookVerb } from "../book";
import { minutes } from "./format";
import { catalogue } from "./language";

const enStatuses: Record<BookingStatus, string> = {
  pending: "To confirm",
  confirmed: "Booked",
  partially_arrived: "Some are here",
  arrived: "Here",
  seated: "Seated",
  finished: "Left",
  cancelled: "Cancelled",
  no_show: "No-show",
};

const esStatuses: Record<BookingStatus, string> = {
  pending: "Por confirmar",
  confirmed: "Reservada",
  partially_arrived: "Faltan algunos",
  arrived: "Ha llegado",
  seated: "En mesa",
  finished: "Se ha ido",
  cancelled: "Cancelada",
  no_show: "No vino",
};

const enDone: Record<BookVerb, (name: string) => string> = {
  arrive: (name) => `${name} has arrived and waits.`,
  seat: (name) => `${name} is seated.`,
  cancel: (name) => `The booking of ${name} is cancelled.`,
  "no-show": (name) => `${name} is marked as no-show.`,
};

const esDone: Record<BookVerb, (name: string) => string> = {
  arrive: (name) => `${name} ha llegado y espera.`,
  seat: (name) => `${name} ya está en mesa.`,
  cancel: (name) => `Reserva de ${name} cancelada.`,
  "no-show": (name) => `${name}: no vino.`,
};

export const book = catalogue({
  en: {
    title: "Book",
    tab: "Booked",
    status: enStatuses,
    done: enDone,
    noTable: "No table",
    emptyToday: "No bookings today.",
    emptyTodayNext: "Bookings of today show up here. Write one in on the book.",
    openBook: "Open the book",
    arrived: "Arrived",
    late: (count: number) => `${minutes(count)} late`,
  },
  es: {
    title: "Libro de reservas",
    tab: "Reservas",
    status: esStatuses,
    done: esDone,
    noTable: "Sin mesa",
    emptyToday: "Hoy no hay reservas.",
    emptyTodayNext: "Aquí aparecen las reservas de hoy. Anótalas en el libro.",
    openBook: "Abrir el libro",
    arrived: "Ha llegado",
    late: (count) => `${minutes(count)} tarde`,
  },
});
