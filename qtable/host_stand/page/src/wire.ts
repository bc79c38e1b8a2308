// The shapes that travel between the box and this page.

export type GuestStatus = "waiting" | "arrived" | "running_late" | "seated" | "finished" | "cancelled" | "no_show";
export type TableStatus = "available" | "occupied" | "reserved" | "needs_cleaning" | "out_of_service";
export type TableShape = "round" | "square" | "rectangle" | "oval" | "booth" | "bar";

export interface Entity {
  id: string;
  version?: number;
}

export interface Guest extends Entity {
  name: string;
  partySize: number;
  status: GuestStatus;
  tableId: string | null;
  phoneNumber: string | null;
  quotedWait: number | null;
  arrivalTime: string;
  seatedTime: string | null;
  notes: string | null;
  tags: string[];
  dietaryRestrictions: string[];
}

export interface Table extends Entity {
  number: number;
  tableNumber: string;
  /** Chairs. How many may sit here is `maxPartySize`. */
  capacity: number;
  maxPartySize: number;
  status: TableStatus;
  position: { x: number; y: number };
  shape: TableShape;
  rotation: number;
  section: string | null;
  currentGuestId: string | null;
}

export interface Restaurant extends Entity {
  name: string;
  /** Its IANA name. */
  timeZone?: string;
  /** The local hour at which a business day ends. */
  businessDayCutoff?: number;
}

export interface Change {
  entity_type: string;
  entity_id: string;
  action: "create" | "update" | "delete";
  data: Entity | null;
}

/** A change as the delta lists it: several of one transaction share its seq. */
export interface LoggedChange extends Change {
  seq: number;
}

export interface FullSync {
  restaurant_id: string;
  /** When the last change was made; the time of reading is `server_time`. */
  timestamp: string;
  server_time: string;
  cursor: string;
  guests: Guest[];
  tables: Table[];
  sections?: Entity[];
  reservations?: Entity[];
  /** The one whose stand this is. */
  restaurants?: Restaurant[];
}

export interface Delta {
  cursor: string;
  changes: LoggedChange[];
  has_more: boolean;
}

/** One transaction, heard live. */
export interface DeltaUpdate {
  restaurant_id: string;
  seq: number;
  cursor: string;
  changes: Change[];
}

export interface Head {
  cursor: string;
  server_time: string;
  token_expires_in: number;
}

export interface Bye {
  code: number;
  reason: string;
  resume: boolean;
  retry_after_ms?: number;
}

export type Subscribed =
  | { mode: "live"; cursor: string; changes: LoggedChange[] }
  | { mode: "catchup"; cursor: string }
  | { mode: "resync"; reason: string };

export interface User {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  role: string;
}

export interface Tokens {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  restaurant_id: string;
  user: User;
}

export interface ErrorBody {
  code: string;
  message: string;
  details?: Record<string, unknown>;
}
