// Where the actions of this device are kept, and which of its tabs may send them.
import { dependents, isOf, type Owner, type Queued, type Why } from "./queued";

export type Unsaved = Omit<Queued, "place">;

/** `work` sees all entries in order and changes them; nobody else reads or writes meanwhile, in whichever tab. */
export interface Shelf {
  /** False where what is kept is lost with the tab. */
  readonly lasting: boolean;
  read(): Promise<Queued[]>;
  add(entry: Unsaved): Promise<void>;
  write<T>(work: (entries: Queued[], lease: Lease) => Changes<T>): Promise<T>;
}

/** The right to send, lent to one tab at a time. */
export interface Lease {
  holder: string;
  until: number;
}

export interface Changes<T> {
  put?: Queued[];
  remove?: Queued[];
  lease?: Lease;
  answer: T;
}

/** Longer than a request may take; a tab that died meanwhile holds nobody up for longer. */
export const LEASE_MS = 15_000;
const REMEMBERED = 20;

export type Turn = { next: Queued } | { next: null; heldUntil: number | null };

/** The first action of `owner`, noted as sent, if this tab may send; the lease is renewed with each. */
export function take(shelf: Shelf, owner: Owner, holder: string, now: number): Promise<Turn> {
  return shelf.write<Turn>((entries, lease) => {
    const first = entries.find((one) => one.state === "waiting" && isOf(owner, one));
    if (lease.holder !== holder && holds(lease, now)) return { answer: { next: null, heldUntil: first ? lease.until : null } };
    if (!first) return { lease: { holder, until: 0 }, answer: { next: null, heldUntil: null } };
    const next = { ...first, late: first.late || first.tried, tried: true };
    return { put: [next], lease: { holder, until: now + LEASE_MS }, answer: { next } };
  });
}

export function change(shelf: Shelf, key: string, alter: (entry: Queued) => Queued): Promise<void> {
  return shelf.write((entries) => ({ put: entries.filter((one) => one.key === key).map(alter), answer: undefined }));
}

/** What `owner` did under a former name bears the present one. */
export function rename(shelf: Shelf, { userId, userName }: Owner): Promise<void> {
  return shelf.write((entries) => ({
    put: entries.filter(({ owner }) => owner.userId === userId && owner.userName !== userName).map((one) => ({ ...one, owner: { ...one.owner, userName } })),
    answer: undefined,
  }));
}

/** Carried out: it can be undone for as long as it is among the last of its owner. */
export function finish(shelf: Shelf, key: string, seq: number): Promise<void> {
  return shelf.write((entries) => {
    const entry = entries.find((one) => one.key === key);
    if (!entry) return { answer: undefined };
    const past = entries.filter((one) => one.state === "done" && isOf(entry.owner, one));
    return { put: [{ ...entry, state: "done", seq }], remove: past.slice(0, Math.max(0, past.length + 1 - REMEMBERED)), answer: undefined };
  });
}

/** Puts a refused action aside, and with it those that were built on it; the answer is those. Null of one that waits no
 * more: it was discarded, or another tab has seen it done. */
export function setAside(shelf: Shelf, key: string, why: Why): Promise<Queued[] | null> {
  return shelf.write<Queued[] | null>((entries) => {
    const refused = entries.filter((one) => one.key === key && one.state === "waiting").map((one): Queued => ({ ...one, state: "aside", why }));
    if (refused.length === 0) return { answer: null };
    const built = dependents(entries, key);
    return { put: [...refused, ...built.map((one) => aside(one, key))], answer: built };
  });
}

/** Forgets an action; those that were built on it are put aside, and are the answer. */
export function drop(shelf: Shelf, key: string): Promise<Queued[]> {
  return shelf.write((entries) => forget(entries, key));
}

/** The same for one that no tab has begun to send; null of any other, which stays. */
export function dropUnsent(shelf: Shelf, key: string): Promise<Queued[] | null> {
  return shelf.write<Queued[] | null>((entries) => {
    const entry = entries.find((one) => one.key === key);
    return entry?.state === "waiting" && !entry.tried ? forget(entries, key) : { answer: null };
  });
}

/** One that lies further ahead was lent before the clock was set back. */
function holds({ until }: Lease, now: number): boolean {
  return until > now && until <= now + LEASE_MS;
}

function forget(entries: Queued[], key: string): Changes<Queued[]> {
  const entry = entries.find((one) => one.key === key);
  const built = entry?.state === "waiting" ? dependents(entries, key) : [];
  return { remove: entry ? [entry] : [], put: built.map((one) => aside(one, key)), answer: built };
}

/** Not now: what waits is late from here on, and any tab may try next. */
export function putOff(shelf: Shelf, owner: Owner): Promise<void> {
  return shelf.write((entries) => ({
    put: entries.filter((one) => one.state === "waiting" && !one.late && isOf(owner, one)).map((one) => ({ ...one, late: true })),
    lease: { holder: "", until: 0 },
    answer: undefined,
  }));
}

function aside(entry: Queued, key: string): Queued {
  return { ...entry, state: "aside", why: { code: "built_on", message: "", details: {}, with: key } };
}
