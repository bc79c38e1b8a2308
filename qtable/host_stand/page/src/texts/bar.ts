// What the bar says of the service, and who is on.
import type { NextFree } from "../lists";
import type { Shift } from "../shift";
import { plural } from "./format";
import { catalogue } from "./language";

const enShifts: Record<Shift, string> = { breakfast: "Breakfast", lunch: "Lunch", dinner: "Dinner", closed: "Closed" };
const esShifts: Record<Shift, string> = { breakfast: "Desayuno", lunch: "Comida", dinner: "Cena", closed: "Cerrado" };

export const bar = catalogue({
  en: {
    shift: enShifts,
    seatedCovers: "seated",
    bookedCovers: "booked",
    waitingCovers: "waiting",
    nextFree: "Next free table",
    nextFreeUnknown: "Next free table: not known just now",
    when: (free: NextFree) => ({ now: "now", soon: "any minute", never: "none" })[free as string] ?? `~${free} min`,
    forSizes: (smallest: number, largest: number | null) => (largest === null ? `Parties of ${smallest} or more` : `Parties of up to ${largest}`),
    on: (count: number) => plural(count, "1 person is on", `${count} people are on`),
    nameless: "No name",
    devices: (count: number) => plural(count, "1 device", `${count} devices`),
  },
  es: {
    shift: esShifts,
    seatedCovers: "en mesa",
    bookedCovers: "con reserva",
    waitingCovers: "en espera",
    nextFree: "Próxima mesa libre",
    nextFreeUnknown: "Próxima mesa libre: no se sabe ahora mismo",
    when: (free) => ({ now: "ya", soon: "enseguida", never: "ninguna" })[free as string] ?? `~${free} min`,
    forSizes: (smallest, largest) => (largest === null ? `Grupos de ${smallest} o más` : `Grupos de hasta ${largest}`),
    on: (count) => plural(count, "1 persona conectada", `${count} personas conectadas`),
    nameless: "Sin nombre",
    devices: (count) => plural(count, "1 dispositivo", `${count} dispositivos`),
  },
});
