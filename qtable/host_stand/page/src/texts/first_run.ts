// The first run of a box.
import { plural } from "./format";
import { catalogue } from "./language";

export const firstRun = catalogue({
  en: {
    title: "Welcome to QTable",
    lead: "A minute, and the stand opens.",
    code: "Setup code",
    codeHint: "The box shows it on its console when it starts.",
    you: "You",
    firstName: "First name",
    lastName: "Last name",
    passwordHint: "At least 10 characters.",
    floor: "Floor",
    floors: { bistro: "Bistro", diner: "Diner", bar: "Bar", empty: "Empty" } as Record<string, string>,
    tables: (count: number) => plural(count, "1 table", `${count} tables`),
    drawn: "Draw your own",
    demo: "Load a demo service to look around. It is erased by one tap.",
    open: "Open the stand",
    opening: "Opening…",
  },
  es: {
    title: "Te damos la bienvenida a QTable",
    lead: "Un minuto y se abre la recepción.",
    code: "Código de instalación",
    codeHint: "El servidor lo muestra en su consola al arrancar.",
    you: "Tú",
    firstName: "Nombre",
    lastName: "Apellidos",
    passwordHint: "Al menos 10 caracteres.",
    floor: "Sala",
    floors: { bistro: "Bistró", diner: "Cafetería", bar: "Barra", empty: "Vacía" },
    tables: (count) => plural(count, "1 mesa", `${count} mesas`),
    drawn: "Dibuja la tuya",
    demo: "Cargar un servicio de demostración para probar. Se borra con un toque.",
    open: "Abrir la recepción",
    opening: "Abriendo…",
  },
});
