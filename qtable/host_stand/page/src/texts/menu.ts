// The menus of the bar.
import { catalogue } from "./language";

export const menu = catalogue({
  en: { screens: "Screens", settings: "Settings", floorEditor: "Floor editor", language: "Language", logOut: "Log out", person: (name: string) => `Logged in: ${name}` },
  es: { screens: "Pantallas", settings: "Ajustes", floorEditor: "Editor de sala", language: "Idioma", logOut: "Cerrar sesión", person: (name) => `Sesión de ${name}` },
});
