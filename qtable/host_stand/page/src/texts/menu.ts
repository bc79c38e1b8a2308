// The menus of the bar.
import { catalogue } from "./language";

export const menu = catalogue({
  en: { screens: "Screens", settings: "Settings", language: "Language", logOut: "Log out", person: (name: string) => `Logged in: ${name}` },
  es: { screens: "Pantallas", settings: "Ajustes", language: "Idioma", logOut: "Cerrar sesión", person: (name) => `Sesión de ${name}` },
});
