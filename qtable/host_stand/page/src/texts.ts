// Everything that the page says. Statuses get their display text here and nowhere else.
import type { TableState } from "./selectors";
import type { Phase } from "./sync/ports";
import type { Guest, GuestStatus, Table } from "./wire";

export const stateText: Record<TableState, string> = {
  free: "Free",
  seated: "Seated",
  reserved: "Booked",
  dirty: "Dirty",
  blocked: "Closed",
};

export const statusText: Record<GuestStatus, string> = {
  waiting: "Waiting",
  arrived: "Arrived",
  running_late: "Running late",
  seated: "Seated",
  finished: "Left",
  cancelled: "Cancelled",
  no_show: "No-show",
};

export const phaseText: Record<Phase | "offline", string> = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Reconnecting",
  offline: "Offline",
  stopped: "Stopped",
  signed_out: "Logged out",
};

export const texts = {
  product: "QTable",
  walkIn: "Walk-in",
  wait: "Wait",
  seated: "Seated",
  floor: "Floor",
  allRooms: "All",
  left: "Left",
  clean: "Clean",
  move: "Move",
  unseat: "Back to waitlist",
  cancel: "Cancel party",
  noShow: "No-show",
  undo: "Undo",
  close: "Close",
  stopPicking: "Cancel",
  dismiss: "Dismiss",
  seatAnyway: "Seat anyway",
  addToWaitlist: "Add to waitlist",
  newWalkIn: "New walk-in",
  partySize: "Party size",
  name: "Name",
  phone: "Phone",
  notes: "Notes",
  optional: "optional",
  quote: "Quoted wait",
  noQuote: "No quote",
  longer: "5 minutes longer",
  shorter: "5 minutes shorter",
  more: "8+",
  moreSizes: "8 and more",
  seatWalkIn: "Seat a walk-in",
  fromWaitlist: "From the waitlist",
  noFit: "No free table",
  logIn: "Log in",
  loggingIn: "Logging in…",
  logOut: "Log out",
  email: "Email",
  password: "Password",
  wrongLogin: "That email and password don’t match.",
  unreachable: "The box can’t be reached. Check this device’s network.",
  sessionOver: "Your session has ended. Log in again.",
  unanswered: "The box didn’t answer, so this may or may not be saved. When the pill says Live, check the list before you try again.",
  refused: "Not saved: the box said no. Try again.",
  failed: "That didn’t work. Try again.",
  loading: "Reading the floor…",
  reload: "Reload",
  reachableAgain: "Connected again. Everything is up to date.",
  emptyWait: "Nobody is waiting.",
  emptyWaitNext: "Add a walk-in, or tap a free table to seat one.",
  emptySeated: "Nobody is seated.",
  emptySeatedNext: "Tap a party on the waitlist, then a table.",
  emptyFloor: "This restaurant has no tables yet.",
  emptyFloorNext: "Add tables through the API; they appear here at once.",
  closedTable: "This table is out of service. It can’t be seated until it is put back.",
  waitingCovers: "waiting",
  seatedCovers: "seated",
  freeTables: "free tables",
  floorLabel: "Floor plan",
  listLabel: "Parties",
} as const;

export function party(guest: Pick<Guest, "name" | "partySize">): string {
  return `${guest.name}, party of ${guest.partySize}`;
}

export function tableName(table: Pick<Table, "tableNumber">): string {
  return `Table ${table.tableNumber}`;
}

export function seatAt(table: Table): string {
  return `Seat at ${table.tableNumber}`;
}

export function seats(count: number): string {
  return count === 1 ? "1 seat" : `${count} seats`;
}

export function minutes(count: number): string {
  return count < 60 ? `${count} min` : `${Math.floor(count / 60)} h ${String(count % 60).padStart(2, "0")}`;
}

export function spokenMinutes(count: number): string {
  return count === 1 ? "1 minute" : `${count} minutes`;
}

export function waited(count: number, quoted: number | null): string {
  return quoted === null ? minutes(count) : `${count} / ${quoted} min`;
}

export function past(count: number): string {
  return `+${count}`;
}

export function pickTable(guest: Guest): string {
  return guest.status === "seated" ? `Moving ${party(guest)}: tap a table` : `Seating ${party(guest)}: tap a table`;
}

export function outOfDate(time: string): string {
  return `No connection. You see the floor as it was at ${time}; it updates by itself.`;
}

export function stopped(reason: string): string {
  return `This page has stopped updating: ${reason}`;
}

export function saving(count: number): string {
  return count === 1 ? "1 saving" : `${count} saving`;
}

export function done(verb: "seat" | "move" | "finish" | "unseat" | "cancel" | "no-show", who: Guest, where?: Table): string {
  const place = where ? ` ${tableName(where).toLowerCase()}` : "";
  const said = {
    seat: `seated at${place}`,
    move: `moved to${place}`,
    finish: `left${place}`,
    unseat: "back on the waitlist",
    cancel: "cancelled",
    "no-show": "marked as no-show",
  };
  return `${who.name} ${said[verb]}.`;
}

export function joined(guest: Guest): string {
  return `${party(guest)}, joined the waitlist.`;
}

export function changed(guest: Guest, table: Table | undefined): string {
  const place = table ? ` at ${tableName(table).toLowerCase()}` : "";
  return `${party(guest)}: ${statusText[guest.status].toLowerCase()}${place}.`;
}

export function tableLabel(table: Table, state: TableState, guest: Guest | undefined, elapsed: number): string {
  const start = `${tableName(table)}, seats ${table.capacity}, ${stateText[state].toLowerCase()}`;
  return guest ? `${start}, ${guest.name} party of ${guest.partySize}, ${spokenMinutes(elapsed)}` : start;
}

export function rank(place: number): string {
  return `, best choice ${place}`;
}

export function tooSmall(): string {
  return ", doesn’t fit";
}

export function noQuoteOr(quote: number | null): string {
  return quote === null ? texts.noQuote : minutes(quote);
}
