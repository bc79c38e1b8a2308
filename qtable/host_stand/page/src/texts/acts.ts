// What is said of actions: one's own when they are done or fail, and those of other devices.
import type { Guest, Table } from "../wire";
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
    joined: (party) => `${trade.party(party)}, en la lista de espera.`,
    changed: (party, where) =>
      `${trade.party(party)}: ${trade.status[party.status].toLowerCase()}${where ? `, mesa ${where.tableNumber}` : ""}.`,
  },
});
