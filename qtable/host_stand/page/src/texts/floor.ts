// The floor plan.
import type { TableState } from "../selectors";
import type { Guest, Table } from "../wire";
import { spokenMinutes } from "./format";
import { catalogue } from "./language";
import { trade } from "./trade";

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
    tableLabel: (table: Table, state: TableState) => `${trade.table(table)}, seats ${table.capacity}, ${trade.state[state].toLowerCase()}`,
    occupant: (party: Guest, elapsed: number) => `, ${party.name} ${trade.partyOf(party.partySize)}, ${spokenMinutes(elapsed)}`,
    rank: (place: number) => `, best choice ${place}`,
    unfit: ", doesn’t fit",
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
    tableLabel: (table, state) => `${trade.table(table)}, ${trade.seats(table.capacity)}, ${trade.state[state].toLowerCase()}`,
    occupant: (party, elapsed) => `, ${trade.party(party)}, ${spokenMinutes(elapsed)}`,
    rank: (place) => `, opción ${place} de las mejores`,
    unfit: ", no caben",
  },
});
