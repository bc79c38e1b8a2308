// While the restaurant plays.
import { catalogue } from "./language";

export const demo = catalogue({
  en: {
    mark: "Demo service: nothing here is real",
    erase: "Erase",
    title: "Erase the demo service?",
    detail: "All parties and bookings made since it was loaded are erased, and their history. Floor, staff and settings stay.",
    erased: "The demo service is erased.",
  },
  es: {
    mark: "Servicio de demostración: nada de esto es real",
    erase: "Borrar",
    title: "¿Borrar el servicio de demostración?",
    detail: "Se borran todos los grupos y reservas hechos desde que se cargó, y su historial. Quedan la sala, el equipo y los ajustes.",
    erased: "Servicio de demostración borrado.",
  },
});
