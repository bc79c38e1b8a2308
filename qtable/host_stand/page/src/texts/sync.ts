// How the line to the box stands.
import type { Phase } from "../sync/ports";
import { catalogue } from "./language";

const enPhases: Record<Phase | "offline", string> = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Reconnecting",
  offline: "Offline",
  stopped: "Stopped",
  signed_out: "Logged out",
};

const esPhases: Record<Phase | "offline", string> = {
  connecting: "Conectando",
  live: "En vivo",
  reconnecting: "Reconectando",
  offline: "Sin conexión",
  stopped: "Detenido",
  signed_out: "Sesión cerrada",
};

export const sync = catalogue({
  en: {
    phase: enPhases,
    loading: "Reading the floor…",
    reload: "Reload",
    outOfDate: (time: string) => `No connection. You see the floor as it was at ${time}; it updates by itself.`,
    stopped: (reason: string) => `This page has stopped updating: ${reason}`,
  },
  es: {
    phase: esPhases,
    loading: "Leyendo la sala…",
    reload: "Recargar",
    outOfDate: (time) => `Sin conexión. Ves la sala como estaba a las ${time}; se actualiza sola.`,
    stopped: (reason) => `Esta página ha dejado de actualizarse: ${reason}`,
  },
});
