// The search in the bar.
import type { Found } from "../search";
import { catalogue } from "./language";

const enKinds: Record<Found["kind"], string> = { waiting: "Waiting", booked: "Booked", seated: "Seated" };
const esKinds: Record<Found["kind"], string> = { waiting: "En espera", booked: "Con reserva", seated: "En mesa" };

export const searching = catalogue({
  en: {
    search: "Search",
    field: "Name, phone or table",
    kind: enKinds,
    none: (text: string) => `Nobody matches “${text}”.`,
    noneNext: "Parties that wait, are booked for today, or are seated are found by name, phone or table.",
    table: (label: string) => `Table ${label}`,
  },
  es: {
    search: "Buscar",
    field: "Nombre, teléfono o mesa",
    kind: esKinds,
    none: (text) => `Nadie coincide con «${text}».`,
    noneNext: "Se busca por nombre, teléfono o mesa entre quienes esperan, tienen reserva hoy o están en mesa.",
    table: (label) => `Mesa ${label}`,
  },
});
