// The floor plan.
import type { Look, Sight } from "../looks";
import { tableState } from "../selectors";
import type { Offer } from "../suggesting";
import type { Guest, Table } from "../wire";
import { clockTime, spokenMinutes } from "./format";
import { catalogue } from "./language";
import { trade } from "./trade";

/** Beside those of a table's own state. */
type More = Exclude<Look, keyof typeof trade.state>;
const enLooks: Record<More, string> = { held: "Held", soon: "Booked soon", check: "Check", overdue: "Overdue" };
const esLooks: Record<More, string> = { held: "Guardada", soon: "Reserva pronto", check: "Cuenta", overdue: "Se alargan" };

export const floor = catalogue({
  en: {
    floor: "Floor",
    plan: "Floor plan",
    rooms: "Room",
    allRooms: "All",
    empty: "This restaurant has no tables yet.",
    emptyNext: "A manager draws them: Screens, then Floor editor.",
    stopPicking: "Cancel",
    pickTable: (party: Guest) => `${party.status === "seated" ? "Moving" : "Seating"} ${trade.party(party)}: tap a table`,
    look: enLooks,
    asPlan: "Plan",
    asList: "List",
    view: "Show the floor as",
    tableLabel: (table: Table) => `${trade.table(table)}, seats ${table.capacity}, ${trade.state[tableState(table)].toLowerCase()}`,
    occupant: (party: Guest, elapsed: number) => `${party.name} ${trade.partyOf(party.partySize)}, ${spokenMinutes(elapsed)}`,
    overdue: "overdue",
    heldFor: (party: Guest) => `held for ${trade.party(party)}`,
    bookedAt: (name: string, time: string) => `booked at ${time}, ${name}`,
    servedBy: (name: string) => `server ${name}`,
    rank: (place: number, why: string) => `best choice ${place}: ${why}`,
    unfit: "doesn’t fit",
    noFit: "No free table fits. Any free table can still be tapped.",
    why: ({ seats, booked, heldFor, freeUntil, next, together }: Offer, at: (moment: string) => string) =>
      [
        heldFor && `held for ${heldFor.name}${heldFor.heldUntil ? ` until ${at(heldFor.heldUntil)}` : ""}`, booked && "their booking", together && "tables put together",
        `fits ${seats}`, freeUntil && `free until ${at(freeUntil)}`, next && `${next.name} next`,
      ].filter(Boolean).join(", "),
  },
  es: {
    floor: "Sala",
    plan: "Plano de la sala",
    rooms: "Sala o terraza",
    allRooms: "Todo",
    empty: "Este restaurante aún no tiene mesas.",
    emptyNext: "Las dibuja una persona encargada: Pantallas y luego Editor de sala.",
    stopPicking: "Cancelar",
    pickTable: (party) => `${trade.party(party)}: toca ${party.status === "seated" ? "su nueva mesa" : "una mesa"}`,
    look: esLooks,
    asPlan: "Plano",
    asList: "Lista",
    view: "Ver la sala como",
    tableLabel: (table) => `${trade.table(table)}, ${trade.seats(table.capacity)}, ${trade.state[tableState(table)].toLowerCase()}`,
    occupant: (party, elapsed) => `${trade.party(party)}, ${spokenMinutes(elapsed)}`,
    overdue: "más tiempo de lo normal",
    heldFor: (party) => `guardada para ${trade.party(party)}`,
    bookedAt: (name, time) => `reservada a las ${time}, ${name}`,
    servedBy: (name) => `atiende ${name}`,
    rank: (place, why) => `opción ${place} de las mejores: ${why}`,
    unfit: "no caben",
    noFit: "No hay mesa libre donde quepan. Aun así puedes tocar cualquiera libre.",
    why: ({ seats, booked, heldFor, freeUntil, next, together }, at) =>
      [
        heldFor && `guardada para ${heldFor.name}${heldFor.heldUntil ? ` hasta las ${at(heldFor.heldUntil)}` : ""}`, booked && "su reserva", together && "juntando mesas",
        `para ${seats}`, freeUntil && `libre hasta las ${at(freeUntil)}`, next && `le toca a ${next.name}`,
      ].filter(Boolean).join(", "),
  },
});

export function lookText(look: Look): string {
  return look in trade.state ? trade.state[look as keyof typeof trade.state] : floor.look[look as More];
}

/** All that a table says of itself, for those who don't see it. */
export function saidOf(table: Table, { party, elapsed, look, heldFor, booking, server, first }: Sight, zone: string | undefined, ...more: (string | false | undefined)[]): string {
  const stage = table.stage && table.stage !== "seated" && trade.stage[table.stage].toLowerCase();
  const expected = !party && [heldFor && floor.heldFor(heldFor), booking && floor.bookedAt(booking.guestName, clockTime(booking.reservationTime, zone))];
  return [
    floor.tableLabel(table), party && floor.occupant(party, elapsed), look === "overdue" && floor.overdue, party && stage, first && trade.joined(first),
    ...(expected || []), server && floor.servedBy(server.name), ...more,
  ].filter(Boolean).join(", ");
}
