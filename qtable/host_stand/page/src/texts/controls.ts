// What the shared controls say.
import { catalogue } from "./language";

export const controls = catalogue({
  en: {
    close: "Close",
    dismiss: "Dismiss",
    optional: "optional",
    partySize: "Party size",
    partyOf: "Party of ",
    moreSizes: (from: number) => `${from} and more`,
    reading: "Reading…",
    again: "Try again",
    notLoaded: "The box can’t be reached. Try again when the line is back.",
    saved: "Saved.",
    unread: "The box can’t be reached. This device tries again as soon as it is back.",
  },
  es: {
    close: "Cerrar",
    dismiss: "Descartar",
    optional: "opcional",
    partySize: "Número de personas",
    partyOf: "Personas: ",
    moreSizes: (from) => `${from} o más`,
    reading: "Leyendo…",
    again: "Reintentar",
    notLoaded: "No se llega al servidor. Inténtalo cuando vuelva la conexión.",
    saved: "Guardado.",
    unread: "No se llega al servidor. Este dispositivo lo intenta de nuevo en cuanto vuelva.",
  },
});
