// What a decision of the host is as a request: the act's own route, and the version that it was decided on.
import type { paths } from "./generated/api";
import type { Request } from "./http";
import type { Intent, Verb } from "./intents";
import { requestOfBook, type BookAct } from "./queue/book_act";
import type { Guest, GuestEdit, Stage, Table, TableEdit } from "./wire";

export interface Plan {
  verb: Verb;
  /** The party as it stands at the decision. */
  party: Guest | null;
  /** The table that the party goes to, or that the act is about. */
  table: Table | null;
  /** Where the party goes to the whole combination of which that table is the first. */
  combinationId?: string;
  stage?: Stage;
  edit?: GuestEdit;
  set?: TableEdit;
  book?: BookAct;
  /** Though the party is too large for the table. */
  override?: boolean;
  /** Taken back: the party as it was before. */
  asItWas?: Intent["asItWas"];
}

type Method = "get" | "put" | "post" | "delete" | "patch";
type BodyOf<Path extends keyof paths, How extends Method> =
  paths[Path][How] extends { requestBody?: infer Asked } ? Json<NonNullable<Asked>> : never;
type Json<Asked> = Asked extends { content: { "application/json": infer Body } } ? Body : never;

type Party = "/restaurants/{restaurant_id}/guests/{guest_id}";
type AtTable = "/restaurants/{restaurant_id}/tables/{table_id}";

export function requestOf(plan: Plan, restaurantId: string): Request {
  const { verb, party, table } = plan;
  const restaurant = `/restaurants/${restaurantId}`;
  if (plan.book) return requestOfBook(plan.book, restaurant);
  if (verb === "create" && party) return { method: "POST", path: `${restaurant}/guests`, body: newParty(party) };
  if (party) return ofParty(plan, party, `${restaurant}/guests/${party.id}`);
  if (table) return ofTable(plan, table, `${restaurant}/tables/${table.id}`);
  throw new Error(`nothing to ${verb}`);
}

function newParty({ id, name, partySize, quotedWait, phoneNumber, notes, tags }: Guest) {
  const said = { ...(quotedWait === null ? {} : { quotedWait }), ...(phoneNumber ? { phoneNumber } : {}), ...(notes ? { notes } : {}), ...(tags.length > 0 ? { tags } : {}) };
  return { id, name, partySize, ...said } satisfies BodyOf<"/restaurants/{restaurant_id}/guests", "post">;
}

function ofParty({ verb, table, combinationId, override, edit, asItWas }: Plan, party: Guest, path: string): Request {
  const base_version = party.version;
  if (verb === "seat" || verb === "move") {
    const where = combinationId ? { combination_id: combinationId } : { table_id: table?.id ?? "" };
    const body = { ...where, base_version, ...(override ? { override } : {}), ...(asItWas ? { as_it_was: true } : {}) } satisfies BodyOf<`${Party}/seat`, "post">;
    return { method: "POST", path: `${path}/${verb}`, body };
  }
  if (verb === "edit") return { method: "PATCH", path, body: { ...edit, base_version } satisfies Edited };
  if (verb === "restore") {
    const body = { status: "waiting", as_it_was: true, base_version } satisfies BodyOf<`${Party}/status/atomic`, "put">;
    return { method: "PUT", path: `${path}/status/atomic`, body };
  }
  if (verb === "unseat" && asItWas) {
    const body = { base_version, still_called: true } satisfies BodyOf<`${Party}/unseat`, "post">;
    return { method: "POST", path: `${path}/unseat`, body };
  }
  const body = { base_version } satisfies BodyOf<`${Party}/unseat` | `${Party}/finish` | `${Party}/cancel` | `${Party}/notify` | `${Party}/no-show`, "post">;
  return verb === "delete" ? { method: "DELETE", path, body } : { method: "POST", path: `${path}/${verb}`, body };
}

/** It documents `base_version` as `baseVersion`; all routes read both. */
type Edited = BodyOf<Party, "put"> & { base_version: number };

function ofTable({ verb, stage = "seated", set }: Plan, table: Table, path: string): Request {
  const base_version = table.version;
  if (verb === "stage") return { method: "PUT", path: `${path}/stage`, body: { stage, base_version } satisfies BodyOf<`${AtTable}/stage`, "put"> };
  if (verb === "clear") return { method: "POST", path: `${path}/clear`, body: { base_version } satisfies BodyOf<`${AtTable}/clear`, "post"> };
  if (verb === "set") return { method: "PATCH", path, body: { ...set, base_version } };
  return { method: "PUT", path, body: { status: "needs_cleaning", base_version } satisfies BodyOf<AtTable, "put"> & { base_version: number } };
}
