// The servers: the strip below the floor, and their sheet.
import type { Turn } from "../shifts";
import { minutes, plural } from "./format";
import { catalogue } from "./language";

const enDone: Record<Turn, (name: string) => string> = {
  "on-duty": (name) => `${name} is on duty.`,
  "off-duty": (name) => `${name} is off duty. Their tables are nobody’s now.`,
  pause: (name) => `${name} is paused: no new parties.`,
  resume: (name) => `${name} takes parties again.`,
};

const esDone: Record<Turn, (name: string) => string> = {
  "on-duty": (name) => `${name} está de turno.`,
  "off-duty": (name) => `${name} ha terminado su turno. Sus mesas quedan sin asignar.`,
  pause: (name) => `${name}, en pausa: sin clientes nuevos.`,
  resume: (name) => `${name} vuelve a atender clientes.`,
};

export const service = catalogue({
  en: {
    title: "Servers",
    done: enDone,
    handed: (section: string, name: string) => `${section}: ${name}’s tables now.`,
    next: "Next",
    paused: "Paused",
    onDuty: "On duty",
    load: (tables: number, covers: number) => `${plural(tables, "1 table", `${tables} tables`)} · ${plural(covers, "1 cover", `${covers} covers`)}`,
    since: (count: number) => `${minutes(count)} since last`,
    none: "No servers on duty.",
    noneNext: "Add who is on",
    nobody: "No servers yet.",
    nobodyNext: "Add the first one by name.",
    nobodyHost: "A manager adds them here; then you put them on duty.",
    newName: "Name",
    add: "Add and start shift",
    start: "Start shift",
    end: "End shift",
    pause: "Pause",
    resume: "Resume",
    tapTables: "Tap tables here or on the floor; tap again to take one away.",
    sections: "Whole sections",
    tables: "Tables",
    mine: (label: string, name: string) => `Table ${label}${name && `, ${name}`}`,
    back: "All servers",
  },
  es: {
    title: "Camareros",
    done: esDone,
    handed: (section, name) => `${section}: ahora de ${name}.`,
    next: "Siguiente",
    paused: "En pausa",
    onDuty: "De turno",
    load: (tables, covers) => `${plural(tables, "1 mesa", `${tables} mesas`)} · ${plural(covers, "1 persona", `${covers} personas`)}`,
    since: (count) => `última hace ${minutes(count)}`,
    none: "No hay camareros de turno.",
    noneNext: "Añade quién está",
    nobody: "Aún no hay camareros.",
    nobodyNext: "Añade el primero con su nombre.",
    nobodyHost: "Un encargado los añade aquí; después tú los pones de turno.",
    newName: "Nombre",
    add: "Añadir y empezar turno",
    start: "Empezar turno",
    end: "Terminar turno",
    pause: "Pausar",
    resume: "Reanudar",
    tapTables: "Toca mesas aquí o en el plano; tócalas otra vez para quitarlas.",
    sections: "Zonas enteras",
    tables: "Mesas",
    mine: (label, name) => `Mesa ${label}${name && `, ${name}`}`,
    back: "Todos los camareros",
  },
});
