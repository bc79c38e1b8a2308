// The lists of the stand, and what stands in its bar.
import { minutes } from "./format";
import { catalogue } from "./language";

export const stand = catalogue({
  en: {
    title: "Host stand",
    waitingTab: "Wait",
    seatedTab: "Seated",
    floorTab: "Floor",
    lists: "Parties",
    walkIn: "Walk-in",
    left: "Left",
    cancel: "Cancel party",
    noShow: "No-show",
    noFit: "No table yet",
    waited: (count: number, quoted: number | null) => (quoted === null ? minutes(count) : `${count} / ${quoted} min`),
    emptyWait: "Nobody is waiting.",
    emptyWaitNext: "Add a walk-in, or tap a free table to seat one.",
    emptySeated: "Nobody is seated.",
    emptySeatedNext: "Tap a party on the waitlist, then a table.",
  },
  es: {
    title: "Recepción",
    waitingTab: "Espera",
    seatedTab: "En mesa",
    floorTab: "Sala",
    lists: "Clientes",
    walkIn: "Sin reserva",
    left: "Se han ido",
    cancel: "Quitar de la lista",
    noShow: "No vino",
    noFit: "Aún sin mesa",
    waited: (count, quoted) => (quoted === null ? minutes(count) : `${count}/${quoted} min`),
    emptyWait: "No hay nadie en espera.",
    emptyWaitNext: "Añade a quien llegue sin reserva, o toca una mesa libre para sentarlo.",
    emptySeated: "No hay nadie en mesa.",
    emptySeatedNext: "Toca un grupo de la lista de espera y después una mesa.",
  },
});
