// The search in the bar.
import type { Found } from "../search";
import { catalogue } from "./language";
import { trade } from "./trade";

const enKinds: Record<Found["kind"], string> = { waiting: "Waiting", booked: "Booked", seated: "Seated" };
const esKinds: Record<Found["kind"], string> = { waiting: "En espera", booked: "Con reserva", seated: "En mesa" };

export const searching = catalogue({
  en: {
    search: "Search",
    field: "Name, phone or table",
    kind: enKinds,
    found: ({ name, partySize, kind }: Found, detail: string) => [trade.party({ name, partySize }), enKinds[kind].toLowerCase(), detail].filter(Boolean).join(", "),
    none: (text: string) => `Nobody matches “${text}”.`,
    noneNext: "Parties that wait, are booked for today, or are seated are found by name, phone or table.",
    table: (label: string) => `table ${label}`,
    tableShort: (label: string) => `Table ${label}`,
  },
  es: {
    search: "Buscar",
    field: "Nombre, teléfono o mesa",
    kind: esKinds,
    found: ({ name, partySize, kind }, detail) => [trade.party({ name, partySize }), esKinds[kind].toLowerCase(), detail].filter(Boolean).join(", "),
    none: (text) => `Nadie coincide con «${text}».`,
    noneNext: "Se busca por nombre, teléfono o mesa entre quienes esperan, tienen reserva hoy o están en mesa.",
    table: (label) => `mesa ${label}`,
    tableShort: (label) => `Mesa ${label}`,
  },
});
