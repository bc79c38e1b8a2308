// What publishing would change. Pure.
import { inOrder, type Combination, type Draft, type DraftTable, type Named } from "./draft";

export type Detail = "capacity" | "minPartySize" | "maxPartySize" | "section";

export interface Change {
  label: string;
  fields: { field: Detail; from: number | string | null; to: number | string | null }[];
}

export interface Lists {
  added: string[];
  removed: string[];
  renamed: { from: string; to: string }[];
}

export interface Differences {
  tables: Lists & { moved: string[]; changed: Change[] };
  sections: Lists;
  combinations: Lists & { changed: string[] };
}

const details: readonly Detail[] = ["capacity", "minPartySize", "maxPartySize", "section"];

export function differences(now: Draft, next: Draft): Differences {
  const label = (one: DraftTable) => one.tableNumber;
  const name = (one: Named) => one.name;
  const tables = pairs(inOrder(now.tables), inOrder(next.tables));
  const combinations = pairs(now.combinations, next.combinations);
  const sections = new Map(now.sections.map((one) => [one.name, next.sections.find(({ id }) => id === one.id)?.name ?? one.name]));
  return {
    tables: {
      ...lists(inOrder(now.tables), inOrder(next.tables), label),
      moved: tables.filter(([was, is]) => place(was) !== place(is)).map(([, is]) => label(is)),
      changed: tables.map(([was, is]) => changeOf(was, is, sections)).filter(({ fields }) => fields.length > 0),
    },
    sections: lists(now.sections, next.sections, name),
    combinations: { ...lists(now.combinations, next.combinations, name), changed: combinations.filter(([was, is]) => range(was) !== range(is)).map(([, is]) => is.name) },
  };
}

export function nothing({ tables, sections, combinations }: Differences): boolean {
  return [tables, sections, combinations].every((all) => Object.values(all).every((list) => (list as unknown[]).length === 0));
}

function lists<T extends { id: string }>(now: readonly T[], next: readonly T[], name: (one: T) => string): Lists {
  const gone = (from: readonly T[], others: readonly T[]) => from.filter(({ id }) => !others.some((one) => one.id === id)).map(name);
  const renamed = pairs(now, next).filter(([was, is]) => name(was) !== name(is));
  return { added: gone(next, now), removed: gone(now, next), renamed: renamed.map(([was, is]) => ({ from: name(was), to: name(is) })) };
}

function pairs<T extends { id: string }>(now: readonly T[], next: readonly T[]): [T, T][] {
  return next.flatMap((is) => now.filter(({ id }) => id === is.id).map((was): [T, T] => [was, is]));
}

/** A renamed section's tables stay in it. */
function changeOf(was: DraftTable, is: DraftTable, sections: ReadonlyMap<string, string>): Change {
  const before = { ...was, section: was.section && (sections.get(was.section) ?? was.section) };
  const fields = details.filter((field) => before[field] !== is[field]).map((field) => ({ field, from: before[field], to: is[field] }));
  return { label: is.tableNumber, fields };
}

function place({ position, size, shape, rotation }: DraftTable): string {
  return JSON.stringify([position.x, position.y, size.width, size.height, shape, rotation]);
}

function range({ tableIds, minPartySize, maxPartySize }: Combination): string {
  return JSON.stringify([tableIds, minPartySize, maxPartySize]);
}
