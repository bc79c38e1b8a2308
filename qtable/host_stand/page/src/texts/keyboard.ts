// The help of the keyboard.
import type { Shortcut } from "../shortcuts";
import { catalogue } from "./language";

const enActs: Record<Shortcut, string> = {
  search: "Search",
  walkIn: "New walk-in",
  wait: "Who waits",
  booked: "Who is booked",
  seated: "Who is seated",
  seat: "Seat: the party in focus, or somebody at the table in focus",
  move: "Move the party of the table in focus",
  undo: "Undo the last action of this device",
  help: "This list",
};

const esActs: Record<Shortcut, string> = {
  search: "Buscar",
  walkIn: "Nueva llegada sin reserva",
  wait: "Quién espera",
  booked: "Quién tiene reserva",
  seated: "Quién está en mesa",
  seat: "Sentar: al grupo enfocado, o a alguien en la mesa enfocada",
  move: "Cambiar de mesa al grupo de la mesa enfocada",
  undo: "Deshacer lo último de este dispositivo",
  help: "Esta lista",
};

export const keyboard = catalogue({
  en: {
    use: "Single-key shortcuts on this device",
    acts: enActs,
    arrows: "← ↑ → ↓",
    arrowsDo: "From table to table",
    enter: "Enter",
    enterDoes: "The next action of what is in focus",
    escape: "Esc",
    escapeDoes: "Close, or stop choosing",
  },
  es: {
    use: "Atajos de una tecla en este dispositivo",
    acts: esActs,
    arrows: "Flechas ← ↑ → ↓",
    arrowsDo: "De mesa en mesa",
    enter: "Intro",
    enterDoes: "La siguiente acción de lo enfocado",
    escape: "Escape",
    escapeDoes: "Cerrar, o dejar de elegir",
  },
});
