// The shapes that travel between the box and this page: those parts of the box's own documents that this page reads.
import type { components } from "./generated/api";
import type { components as spoken } from "./generated/live";

type Api = components["schemas"];
type Live = spoken["schemas"];

export type GuestStatus = Api["Guest"]["status"];
export type TableStatus = Api["Table"]["status"];
export type TableShape = Api["Table"]["shape"];
export type Stage = NonNullable<Api["Table"]["stage"]>;

export interface Entity {
  id: string;
  version?: number;
}

type GuestFields =
  | "id" | "version" | "name" | "partySize" | "status" | "tableId" | "phoneNumber" | "quotedWait"
  | "arrivalTime" | "notifiedTime" | "heldUntil" | "seatedTime" | "finishedTime" | "notes" | "tags" | "dietaryRestrictions";
export type Guest = Pick<Api["Guest"], GuestFields> & Partial<Pick<Api["Guest"], "reservationId">>;
/** What the host writes down of a party, and may correct. */
export type GuestEdit = Partial<Pick<Guest, "name" | "partySize" | "phoneNumber" | "notes" | "tags">>;

/** `capacity` are the chairs; how many may sit here is `maxPartySize`. One that is `joinedTo` another has its party. */
type TableFields =
  | "id" | "version" | "number" | "tableNumber" | "capacity" | "maxPartySize" | "status" | "stage"
  | "position" | "shape" | "rotation" | "section" | "currentGuestId" | "combinationId" | "joinedTo";
export type Table = Pick<Api["Table"], TableFields> & Partial<Pick<Api["Table"], "minPartySize" | "serverId" | "notes">>;

/** What the host decides of a table for this shift. */
export type TableEdit = Partial<Pick<Table, "serverId" | "notes" | "status">>;

/** Tables that are put together for one party, the first of which takes it. */
export type Combination = Pick<Api["Combination"], "id" | "version" | "name" | "tableIds" | "minPartySize" | "maxPartySize">;

type ServerFields = "id" | "version" | "name" | "initials" | "colour" | "userId" | "onDuty" | "paused";
export type Server = Pick<Api["Server"], ServerFields>;

/** The zone is an IANA name, the cut-off the local hour at which a business day ends. */
type RestaurantFields = "slug" | "timeZone" | "businessDayCutoff" | "isDemo" | "policies";
export type Restaurant = Pick<Api["Restaurant"], "id" | "name"> & Partial<Pick<Api["Restaurant"], RestaurantFields>> & Entity;

export interface Change extends Pick<Live["GuestChange"], "entity_id" | "action"> {
  /** May also be a kind that this page doesn't know. */
  entity_type: string;
  data: Entity | null;
}

/** A change as the delta lists it: several of one transaction share its seq. */
export type LoggedChange = Change & Pick<Live["ListedGuestChange"], "seq">;

type Lists<Name extends keyof Api["Full"], Kind> = Record<Name, Kind[]>;

/** `timestamp` is when the last change was made; the time of reading is `server_time`. */
export type FullSync = Pick<Api["Full"], "restaurant_id" | "timestamp" | "server_time" | "cursor">
  & Lists<"guests", Guest> & Lists<"tables", Table>
  & Partial<Lists<"sections" | "reservations", Entity>>
  & Partial<Lists<"combinations", Combination> & Lists<"servers", Server> & Lists<"restaurants", Restaurant>>;

export type Delta = Pick<Api["Delta"], "cursor" | "has_more"> & { changes: LoggedChange[] };

/** One transaction, heard live. */
export type DeltaUpdate = Pick<Live["DeltaUpdateMessage"], "restaurant_id" | "seq" | "cursor"> & { changes: Change[] };

export type Head = Pick<Live["SyncHeadMessage"], "cursor" | "server_time"> & { token_expires_in: number };

export type Bye = Pick<Live["SyncByeMessage"], "code" | "reason" | "resume"> & Partial<Pick<Live["SyncByeMessage"], "retry_after_ms">>;

type Answered<Mode extends Live["SyncSubscribedAcknowledgement"]["mode"], More> = { mode: Mode } & More;
export type Subscribed =
  | Answered<"live", { cursor: string; changes: LoggedChange[] }>
  | Answered<"catchup", { cursor: string }>
  | Answered<"resync", { reason: string }>;

/** Whoever logs in at a restaurant has a role there. */
export type User = Pick<Api["Token"]["user"], "id" | "email" | "first_name" | "last_name"> & { role: NonNullable<Api["Token"]["user"]["role"]> };

export type Tokens = Pick<Api["Token"], "access_token" | "refresh_token" | "expires_in" | "restaurant_id"> & { user: User };

export type ErrorBody = Pick<Api["Error"]["error"], "code" | "message"> & { details?: Record<string, unknown> };
