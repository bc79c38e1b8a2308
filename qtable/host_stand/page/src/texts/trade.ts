// Parties and tables, in the words of the trade. Statuses get their display text here and nowhere else.
import type { TableState } from "../selectors";
import type { Guest, GuestStatus, Stage, Table } from "../wire";
import { plural } from "./format";
import { catalogue } from "./language";

type Named = Pick<Guest, "name" | "partySize">;
type Labelled = Pick<Table, "tableNumber">;

const enStates: Record<TableState, string> = { free: "Free", seated: "Seated", reserved: "Booked", dirty: "Dirty", blocked: "Closed" };
const esStates: Record<TableState, string> = { free: "Libre", seated: "Ocupada", reserved: "Reservada", dirty: "Sucia", blocked: "Cerrada" };

const enStages: Record<Stage, string> = {
  seated: "Seated", ordered: "Ordered", mains: "Mains", dessert: "Dessert", check: "Check dropped", paid: "Paid",
};

const esStages: Record<Stage, string> = {
  seated: "Sentados", ordered: "Han pedido", mains: "Segundos", dessert: "Postre", check: "Cuenta en la mesa", paid: "Pagado",
};

const enStatuses: Record<GuestStatus, string> = {
  waiting: "Waiting",
  arrived: "Arrived",
  running_late: "Running late",
  seated: "Seated",
  finished: "Left",
  cancelled: "Cancelled",
  no_show: "No-show",
};

const esStatuses: Record<GuestStatus, string> = {
  waiting: "En espera",
  arrived: "Ha llegado",
  running_late: "Llega tarde",
  seated: "En mesa",
  finished: "Se ha ido",
  cancelled: "Cancelado",
  no_show: "No se presentó",
};

export const trade = catalogue({
  en: {
    state: enStates,
    stage: enStages,
    status: enStatuses,
    party: ({ name, partySize }: Named) => `${name}, party of ${partySize}`,
    partyOf: (size: number) => `party of ${size}`,
    table: ({ tableNumber }: Labelled) => `Table ${tableNumber}`,
    spot: (label: string, together: boolean) => (together ? `Tables ${label}` : `Table ${label}`),
    joined: ({ tableNumber }: Labelled) => `joined to table ${tableNumber}`,
    seats: (count: number) => plural(count, "1 seat", `${count} seats`),
  },
  es: {
    state: esStates,
    stage: esStages,
    status: esStatuses,
    party: ({ name, partySize }) => `${name}, ${plural(partySize, "1 persona", `${partySize} personas`)}`,
    partyOf: (size) => plural(size, "1 persona", `${size} personas`),
    table: ({ tableNumber }) => `Mesa ${tableNumber}`,
    spot: (label, together) => (together ? `Mesas ${label}` : `Mesa ${label}`),
    joined: ({ tableNumber }) => `unida a la mesa ${tableNumber}`,
    seats: (count) => plural(count, "1 silla", `${count} sillas`),
  },
});
