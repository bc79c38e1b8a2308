// Who was forgotten in line on an earlier day.
import { catalogue } from "./language";

export const leftOver = catalogue({
  en: {
    title: "Still listed from an earlier day",
    next: "Nobody waits behind them. Take them off the list.",
    since: (when: string) => `since ${when}`,
  },
  es: {
    title: "Quedan de otro día",
    next: "Nadie espera detrás de ellos. Quítalos de la lista.",
    since: (when) => `desde ${when}`,
  },
});
