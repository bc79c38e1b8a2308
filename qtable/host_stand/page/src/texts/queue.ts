// The actions of this device: those that wait for the box, those that were set aside, those that can be undone.
import type { BookAct } from "../queue/book_act";
import type { Queued } from "../queue/queued";
import type { TableEdit } from "../wire";
import { catalogue } from "./language";
import { trade } from "./trade";

type Words = (party: string, table: string, size: number) => string;
type Verbs = Record<Exclude<Queued["verb"], "stage" | "set" | "book">, Words>;
type BookVerbs = Record<BookAct["verb"], (name: string) => string>;

const enBook: BookVerbs = {
  write: (name) => `Book ${name}`,
  change: (name) => `Change the booking of ${name}`,
  arrive: (name) => `${name}, booked, has arrived`,
  seat: (name) => `Seat ${name} by their booking`,
  cancel: (name) => `Cancel the booking of ${name}`,
  "no-show": (name) => `${name}, booked: no-show`,
  expect: (name) => `Put ${name} back into the book`,
  unseat: (name) => `Take back: seat ${name} by their booking`,
};

const esBook: BookVerbs = {
  write: (name) => `Reservar para ${name}`,
  change: (name) => `Cambiar la reserva de ${name}`,
  arrive: (name) => `Ha llegado ${name}, con reserva`,
  seat: (name) => `Sentar a ${name}, con reserva`,
  cancel: (name) => `Cancelar la reserva de ${name}`,
  "no-show": (name) => `${name}, con reserva, no vino`,
  expect: (name) => `Volver a apuntar la reserva de ${name}`,
  unseat: (name) => `Deshacer: sentar a ${name}, con reserva`,
};

const enVerbs: Verbs = {
  create: (party, _, size) => `Add ${party}, party of ${size}`,
  delete: (party) => `Take ${party} off the list`,
  seat: (party, table) => `Seat ${party} at table ${table}`,
  move: (party, table) => `Move ${party} to table ${table}`,
  unseat: (party) => `${party} back to the waitlist`,
  finish: (party) => `${party} left`,
  cancel: (party) => `Cancel ${party}`,
  "no-show": (party) => `${party}: no-show`,
  restore: (party) => `Put ${party} back on the waitlist`,
  edit: (party) => `Change ${party}`,
  notify: (party) => `Notify ${party}`,
  clear: (_, table) => `Table ${table} is clean`,
  dirty: (_, table) => `Table ${table} needs cleaning`,
};

const esVerbs: Verbs = {
  create: (party, _, size) => `Apuntar a ${party}, ${size === 1 ? "1 persona" : `${size} personas`}`,
  delete: (party) => `Quitar a ${party} de la lista`,
  seat: (party, table) => `Sentar a ${party} en la mesa ${table}`,
  move: (party, table) => `Pasar a ${party} a la mesa ${table}`,
  unseat: (party) => `${party}, de vuelta a la lista de espera`,
  finish: (party) => `${party} se ha ido`,
  cancel: (party) => `Cancelar a ${party}`,
  "no-show": (party) => `${party} no se presentó`,
  restore: (party) => `Volver a poner a ${party} en la lista`,
  edit: (party) => `Cambiar los datos de ${party}`,
  notify: (party) => `Avisar a ${party}`,
  clear: (_, table) => `Mesa ${table}: limpia`,
  dirty: (_, table) => `Mesa ${table}: sucia`,
};

const enSet = { server: "another server", notes: "another note", open: "open again", closed: "closed" };
const esSet: typeof enSet = { server: "otro camarero", notes: "otra nota", open: "abierta de nuevo", closed: "fuera de servicio" };

export const queue = catalogue({
  en: {
    title: "This device",
    opens: "show this device’s actions",
    waiting: "Waiting for the box",
    waitingCount: (count: number) => `${count} waiting`,
    asideCount: (count: number) => `${count} to decide`,
    aside: "Not done: you decide",
    past: "Done",
    empty: "Nothing done here yet.",
    emptyNext: "What you do on this device is listed here, with Undo.",
    discard: "Discard",
    discardThis: (what: string) => `Discard: ${what}`,
    undoThis: (what: string) => `Undo: ${what}`,
    again: "Do it now",
    againThis: (what: string) => `Do it now: ${what}`,
    otherTable: "Another table",
    otherTableFor: (name: string) => `Another table for ${name}`,
    verb: (entry: Queued) => sentence(entry, enVerbs, enSet, enBook),
    builtOn: (what: string) => `It was built on: ${what}.`,
    builtOnGone: "What it was built on was discarded.",
    notDone: (what: string) => `Not done: ${what}.`,
    setAside: (count: number) => (count === 1 ? "1 more action that was built on it is set aside." : `${count} more actions that were built on it are set aside.`),
    dropped: (count: number) => (count === 1 ? "So isn’t what followed from it." : `So aren’t the ${count} actions that followed from it.`),
    stillListed: "Tap the pill to decide.",
    mayBeDone: "It was on its way: it may be done already. Check when the pill says Live.",
    discarded: (what: string) => `Discarded: ${what}.`,
    undone: (what: string) => `Undone: ${what}.`,
    cannot: (why: string) => `Can’t undo. ${why}`,
    nothingToUndo: "There is nothing to undo on this device.",
    putOff: (message: string) => `${message} Your actions are kept and sent as soon as it can.`,
    notLasting: "This browser keeps nothing: don’t close this page while actions wait.",
    othersWait: (name: string, count: number) => `${count === 1 ? "1 action" : `${count} actions`} of ${name} will be sent when ${name} logs in here.`,
  },
  es: {
    title: "Este dispositivo",
    opens: "ver las acciones de este dispositivo",
    waiting: "Por enviar al servidor",
    waitingCount: (count) => `${count} por enviar`,
    asideCount: (count) => `${count} por decidir`,
    aside: "Sin hacer: decides tú",
    past: "Hecho",
    empty: "Aquí aún no se ha hecho nada.",
    emptyNext: "Lo que hagas en este dispositivo aparece aquí y se puede deshacer.",
    discard: "Descartar",
    discardThis: (what) => `Descartar: ${what}`,
    undoThis: (what) => `Deshacer: ${what}`,
    again: "Hacerlo ahora",
    againThis: (what) => `Hacerlo ahora: ${what}`,
    otherTable: "Otra mesa",
    otherTableFor: (name) => `Otra mesa para ${name}`,
    verb: (entry) => sentence(entry, esVerbs, esSet, esBook),
    builtOn: (what) => `Dependía de: ${what}.`,
    builtOnGone: "Se descartó aquello de lo que dependía.",
    notDone: (what) => `Sin hacer: ${what}.`,
    setAside: (count) => (count === 1 ? "Se aparta también 1 acción que dependía de ella." : `Se apartan también ${count} acciones que dependían de ella.`),
    dropped: (count) => (count === 1 ? "Tampoco se hizo lo que seguía." : `Tampoco se hicieron las ${count} acciones que seguían.`),
    stillListed: "Toca el indicador de conexión para decidir.",
    mayBeDone: "Ya estaba en camino: puede que se haya hecho. Compruébalo cuando arriba diga «En vivo».",
    discarded: (what) => `Descartado: ${what}.`,
    undone: (what) => `Deshecho: ${what}.`,
    cannot: (why) => `No se puede deshacer. ${why}`,
    nothingToUndo: "No hay nada que deshacer en este dispositivo.",
    putOff: (message) => `${message} Lo que hagas se guarda aquí y se envía en cuanto pueda.`,
    notLasting: "Este navegador no guarda nada: no cierres la página mientras haya acciones por enviar.",
    othersWait: (name, count) => `${count === 1 ? "1 acción" : `${count} acciones`} de ${name}: se enviarán cuando ${name} entre aquí.`,
  },
});

function sentence({ verb, seen: { party, table }, stage = "seated", set: asked, book }: Queued, verbs: Verbs, set: typeof enSet, ofBook: BookVerbs): string {
  if (book) return ofBook[book.verb](book.booking.guestName);
  const label = table?.tableNumber ?? "";
  const ofTable = (what: string) => `${trade.table({ tableNumber: label })}: ${what}`;
  if (verb === "stage") return ofTable(trade.stage[stage].toLowerCase());
  if (verb === "set") return ofTable(set[changeOf(asked)]);
  if (verb === "book") return "";
  return verbs[verb](party?.name ?? "", label, party?.partySize ?? 0);
}

function changeOf({ status, serverId }: TableEdit = {}): keyof typeof enSet {
  if (status) return status === "out_of_service" ? "closed" : "open";
  return serverId === undefined ? "notes" : "server";
}
