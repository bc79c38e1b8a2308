// The pad on which people of a paired device type their PIN.
import { plural } from "./format";
import { catalogue } from "./language";

export const pinPad = catalogue({
  en: {
    who: "Who is this?",
    withPassword: "Log in with password",
    waiting: "The box can’t be reached. Trying again…",
    nobody: "Nobody has a PIN yet. Log in with your password, then set PINs in Settings, Staff.",
    pad: "PIN",
    typed: (count: number) => plural(count, "1 digit", `${count} digits`),
    erase: "Erase the last digit",
    enter: "OK",
    other: "Somebody else",
    wrong: (name: string | null) => `That isn’t ${name ? `${name}’s` : "the right"} PIN. Try again.`,
    tooMany: (minutes: number) => `Too many tries. Wait ${plural(minutes, "a minute", `${minutes} minutes`)}, or log in with your password.`,
  },
  es: {
    who: "¿Quién eres?",
    withPassword: "Entrar con contraseña",
    waiting: "No se llega al servidor. Probando otra vez…",
    nobody: "Nadie tiene PIN todavía. Entra con tu contraseña y ponlos en Ajustes, Equipo.",
    pad: "Tu PIN",
    typed: (count) => plural(count, "1 cifra", `${count} cifras`),
    erase: "Borrar la última cifra",
    enter: "Listo",
    other: "Otra persona",
    wrong: (name) => `Ese no es el PIN${name ? ` de ${name}` : ""}. Inténtalo otra vez.`,
    tooMany: (minutes) => `Demasiados intentos. Espera ${plural(minutes, "un minuto", `${minutes} minutos`)} o entra con tu contraseña.`,
  },
});
