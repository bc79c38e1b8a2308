// What the box found wrong in the fields of a form. In English its own words behind the field's name, which say most
// exactly what it is; in Spanish what the field must be.
import type { components } from "../generated/api";
import { catalogue } from "./language";

type Bodies = components["schemas"];
type Camel<Name> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;
type House = keyof Bodies["PoliciesBody"] | keyof Bodies["RestaurantBody"];
type Person = keyof Bodies["NewColleagueBody"] | keyof Bodies["PasswordBody"] | keyof Bodies["OwnPinBody"];
type Party = Extract<keyof Bodies["CreateGuestBody"], "partySize" | "phoneNumber" | "quotedWait" | "notes" | "tags" | "tableId" | "arrivalTime">;
type Booking = Extract<keyof Bodies["CreateReservationBody"], "guestName" | "date" | "time" | "reservationTime" | "durationMinutes" | "assignedTableId">;
type AtTable = Extract<keyof Bodies["CreateTableBody"], "tableNumber" | "capacity" | "minPartySize" | "maxPartySize">;
type Other = keyof Pick<Bodies["CreateServerBody"], "initials" | "colour"> | keyof Pick<Bodies["SetupBody"], "code" | "floor">;
type Field = Exclude<Camel<House | Person>, "baseVersion"> | Party | Booking | AtTable | Other;

const en: Record<Field, string> = {
  name: "Name", slug: "Address of the guests’ page", timeZone: "Time zone", businessDayCutoff: "End of the business day",
  hours: "Opening hours", stages: "Stages", language: "Language", sizeClasses: "Size classes", minutesPerParty: "First quotes",
  reservationMinutes: "Minutes of a booking", holdMinutes: "Minutes of a hold", rotationMinutes: "Minutes of the rotation",
  cleanAfterFinish: "Cleaning", onlineWaitlist: "Joining by phone", onlinePartyMax: "Largest party online", displayNames: "Names in the lobby",
  email: "Email", role: "Role", password: "Password", newPassword: "New password", currentPassword: "Your password", pin: "PIN",
  firstName: "First name", lastName: "Last name", code: "Setup code", floor: "Floor",
  partySize: "Party size", phoneNumber: "Phone", quotedWait: "Quoted wait", notes: "Notes", tags: "Tags", tableId: "Table", arrivalTime: "Arrival",
  guestName: "Name", date: "Date", time: "Time", reservationTime: "Time", durationMinutes: "Duration", assignedTableId: "Table",
  tableNumber: "Number", capacity: "Chairs", minPartySize: "Smallest party", maxPartySize: "Largest party",
  initials: "Initials", colour: "Colour",
};

const es: Record<Field, string> = {
  name: "Nombre: escribe uno, sin pasarte de largo",
  slug: "Dirección de la página: de 1 a 64 letras minúsculas (sin acentos ni ñ) o cifras, con guiones solo entre ellas",
  timeZone: "Zona horaria: elige una de la lista",
  businessDayCutoff: "Fin del día de servicio: una hora de 0 a 23",
  hours: "Horario: revisa que cada hora esté completa y que ninguna se solape con otra",
  stages: "Etapas: elige entre las que hay",
  language: "Idioma: elige uno de los que hay",
  sizeClasses: "Tamaños: de 1 a 7 números de menor a mayor, como 2, 4, 6",
  minutesPerParty: "Primera espera: de 1 a 8 números de minutos, entre 1 y 240",
  reservationMinutes: "Minutos de una reserva: de 15 a 720",
  holdMinutes: "Minutos que se guarda la mesa: de 1 a 60",
  rotationMinutes: "Minutos para el turno de camareros: de 5 a 720",
  cleanAfterFinish: "Limpieza: sí o no",
  onlineWaitlist: "Apuntarse con el móvil: sí o no",
  onlinePartyMax: "Grupo más grande que se apunta: de 1 a 20",
  displayNames: "Nombres en la pantalla: elige entre las opciones",
  email: "Correo: una dirección como ana@example.com",
  role: "Función: elige una de la lista",
  password: "Contraseña: al menos 10 caracteres",
  newPassword: "Contraseña nueva: al menos 10 caracteres",
  currentPassword: "Tu contraseña: escribe la de ahora",
  pin: "PIN: de 4 a 6 cifras, y que no sea de los que se adivinan",
  firstName: "Nombre: hasta 100 letras",
  lastName: "Apellidos: hasta 100 letras",
  code: "Código de instalación: cópialo de la consola del servidor",
  floor: "Sala: elige una de las que hay",
  partySize: "Personas: de 1 a 99",
  phoneNumber: "Teléfono: hasta 40 caracteres",
  quotedWait: "Espera prometida: en minutos, y ya no cambia una vez dicha",
  notes: "Notas: hasta 2000 caracteres",
  tags: "Etiquetas: hasta 30, y cortas",
  tableId: "Mesa: elige una de la sala",
  arrivalTime: "Llegada: una fecha y una hora",
  guestName: "Nombre: escribe a nombre de quién",
  date: "Fecha: un día del calendario",
  time: "Hora: una hora que exista ese día",
  reservationTime: "Hora: una fecha y una hora",
  durationMinutes: "Duración: en minutos",
  assignedTableId: "Mesa: elige una de la sala",
  tableNumber: "Número de mesa: uno corto que no tenga otra",
  capacity: "Sillas: de 1 a 99",
  minPartySize: "Grupo más pequeño: no mayor que el más grande",
  maxPartySize: "Grupo más grande: no menor que el más pequeño",
  initials: "Iniciales: de 1 a 3 letras",
  colour: "Color: elige uno de los que hay",
};

const fields = catalogue({
  en: { tell: (field: Field, words: string) => `${en[field]}: ${words}` },
  es: { tell: (field) => `${es[field]}.` },
});

/** One sentence for each field that is known here, however deep it stands; none where one of them isn't. */
export function fieldTexts(wrong: unknown): string {
  const found = leaves(wrong, []).map(({ path, words }) => {
    const field = path.reverse().find((name): name is Field => Object.hasOwn(en, name));
    return field && fields.tell(field, words);
  });
  return found.every(Boolean) ? [...new Set(found)].join(" ") : "";
}

function leaves(value: unknown, path: string[]): { path: string[]; words: string }[] {
  if (Array.isArray(value)) return [{ path, words: value.join(" ") }];
  if (typeof value !== "object" || value === null) return [{ path, words: String(value) }];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...path, name]));
}
