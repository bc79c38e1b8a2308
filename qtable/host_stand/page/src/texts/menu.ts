// The menus of the bar.
import { catalogue } from "./language";

export const menu = catalogue({
  en: { screens: "Screens", activity: "Activity", reports: "Reports", floorEditor: "Floor editor", settings: "Settings", language: "Language", logOut: "Log out", person: (name: string) => `Logged in: ${name}` },
  es: { screens: "Pantallas", activity: "Actividad", reports: "Informes", floorEditor: "Editor de sala", settings: "Ajustes", language: "Idioma", logOut: "Cerrar sesión", person: (name) => `Sesión de ${name}` },
});
