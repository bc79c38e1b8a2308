// What the box refused, by its code (docs/api.md lists them). In English the box's own words are the most exact ones,
// but for those that speak to who writes an app.
import { signal } from "@preact/signals";
import type { Guest, Table } from "../wire";
import { catalogue } from "./language";
import { trade } from "./trade";

type Details = Record<string, unknown>;
type Teller = (details: Details) => string;

const enTellers: Record<string, Teller> = {
  over_capacity: (details) => tableOf(details, (table) => `${trade.table(table)} seats ${table.maxPartySize}. This party is larger.`, "The party is larger than that table."),
};

const changedElsewhere = "Otro dispositivo lo cambió antes. Mira cómo está ahora y repítelo si hace falta.";
const ourFault = "Algo falló en esta página o en el servidor. Inténtalo otra vez.";
const wait = "El servidor está ocupado. Inténtalo otra vez en un momento.";

const esTellers: Record<string, Teller> = {
  malformed: () => ourFault,
  bad_cursor: () => ourFault,
  bad_idempotency_key: () => ourFault,
  bad_if_match: () => ourFault,
  not_authenticated: () => "Tu sesión ya no vale. Vuelve a entrar.",
  token_expired: () => "Tu sesión ha caducado. Vuelve a entrar.",
  wrong_credentials: () => "El correo y la contraseña no coinciden.",
  forbidden: () => "Tu cuenta no tiene permiso para esto.",
  registration_closed: () => "Este servidor no admite altas nuevas.",
  no_restaurant: () => "Esta cuenta no pertenece a ningún restaurante.",
  not_found: () => "Ya no existe. Quizá lo quitó otro dispositivo.",
  method_not_allowed: () => ourFault,
  conflict: () => "No se guardó: no encaja con lo que ya hay.",
  illegal_transition: (details) => guestOf(details, (party) => `Ya no es posible. ${trade.party(party)}: ${trade.status[party.status].toLowerCase()}.`),
  table_occupied: (details) => guestOf(details, (party) => `${labelOf(details)} ya está ocupada: ${trade.party(party)}.`, "Esa mesa ya está ocupada."),
  table_joined: (details) => guestOf(details, (party) => `Esa mesa está unida a otra: ${trade.party(party)}. Antes tienen que irse o cambiar de mesa.`, "Esa mesa está unida a otra."),
  floor_changed: () => "La sala ha cambiado mientras tanto. Vuelve a abrir el borrador y mira las dos versiones.",
  table_not_ready: () => "Esa mesa no está lista: hay que limpiarla o volver a abrirla.",
  over_capacity: (details) => tableOf(details, (table) => `En la ${trade.table(table).toLowerCase()} caben ${table.maxPartySize}. El grupo es mayor.`, "El grupo no cabe en esa mesa."),
  seat_a_party: () => "Primero hay que sentar a alguien en esa mesa.",
  table_booked: (details) => bookedText(details),
  already_exists: () => "Ya existe.",
  name_taken: () => "Ese nombre ya está en uso.",
  email_taken: () => "Ese correo ya tiene una cuenta.",
  already_member: () => "Esa persona ya trabaja aquí. Cambia su función.",
  works_elsewhere: () => "Esa persona trabaja en varios restaurantes: solo ella puede cambiar su nombre y su contraseña.",
  own_password: () => "Tu propia contraseña se cambia en tu cuenta.",
  last_admin: () => "Nombra antes a otra persona administradora.",
  version_conflict: () => changedElsewhere,
  version_mismatch: () => changedElsewhere,
  resync_required: () => changedElsewhere,
  too_large: () => "Es demasiado grande.",
  unsupported_media_type: () => ourFault,
  invalid: () => "Revisa los datos: falta algo o hay algo que no vale.",
  wrong_pin: () => "Ese PIN no vale. Inténtalo otra vez o entra con la contraseña.",
  not_paired: () => "Este dispositivo ya no está vinculado. Entra con la contraseña.",
  wrong_setup_code: () => "Ese código no es el que muestra la consola del servidor.",
  password_needed: () => "Para esto hay que entrar con la contraseña, no con el PIN.",
  off_duty: () => "Está fuera de turno: no atiende mesas.",
  stage_not_used: () => "Este restaurante no usa esa etapa.",
  already_set_up: () => "Este servidor ya está configurado. Entra con tu cuenta.",
  demo_loaded: () => "Primero borra el servicio de demostración.",
  no_demo: () => "No hay ningún servicio de demostración que borrar.",
  no_tables: () => "Primero coloca las mesas de la sala.",
  service_under_way: () => "Hoy ya hay clientes o reservas de verdad.",
  wrong_password: () => "Esa no es tu contraseña actual.",
  idempotency_key_reused: () => ourFault,
  too_many_requests: () => "Demasiados intentos seguidos. Espera un momento.",
  http_error: () => ourFault,
  busy: () => wait,
  database_unavailable: () => wait,
  internal: () => ourFault,
};

export const refusals = catalogue({ en: { tellers: enTellers }, es: { tellers: esTellers } });

/** Says which fields of a form are wrong (fields.ts): it comes after the stand, as most forms do. */
export const tellFields = signal<(wrong: unknown) => string>(() => "");

/** The refusal in the language of this device; in the box's own words where its code is unknown here. */
export function refusalText({ code, message, details }: { code: string; message: string; details: Details }): string {
  const told = code === "invalid" && tellFields.value(details["fields"]);
  return told || (refusals.tellers[code]?.(details) ?? message);
}

function guestOf(details: Details, tell: (party: Guest) => string, unnamed = "Ya no es posible."): string {
  const party = details["current"] as Guest | undefined;
  return party?.name && party.status in trade.status ? tell(party) : unnamed;
}

function tableOf({ current }: Details, tell: (table: Table) => string, unnamed: string): string {
  return current ? tell(current as Table) : unnamed;
}

function labelOf({ table }: Details): string {
  return table ? `La ${trade.table(table as Table).toLowerCase()}` : "Esa mesa";
}

function bookedText({ current }: Details): string {
  const booking = current as { guestName: string; partySize: number } | undefined;
  const who = booking ? `: ${trade.party({ name: booking.guestName, partySize: booking.partySize })}` : "";
  return `A esa hora la mesa está reservada${who}.`;
}
