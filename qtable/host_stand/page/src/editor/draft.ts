// The floor as it is to be. Pure data, as the box stores it.
import type { components } from "../generated/api";

type Api = components["schemas"];

/** `position` is the middle, as shares of the plan; `size` before it is turned; the section by name. */
export type DraftTable = Api["DraftTable"];
export type Combination = Api["DraftCombination"];
export type Named = Api["DraftSection"];

export interface Draft {
  readonly sections: readonly Named[];
  readonly tables: readonly DraftTable[];
  readonly combinations: readonly Combination[];
}

export type Ids = ReadonlySet<string>;

export function tablesOf({ tables }: Draft, ids: Ids): DraftTable[] {
  return tables.filter(({ id }) => ids.has(id));
}

/** Those whose tables are all among `ids`. */
export function combinationsOf({ combinations }: Draft, ids: Ids): Combination[] {
  return combinations.filter(({ tableIds }) => tableIds.every((id) => ids.has(id)));
}

/** By number, as tables are listed. */
export function inOrder(tables: readonly DraftTable[]): DraftTable[] {
  return [...tables].sort((a, b) => a.number - b.number || (a.tableNumber < b.tableNumber ? -1 : 1));
}

/** What can be drawn, in one order of lists and fields: two floors that are alike are the same text. */
export function plain({ sections, tables, combinations }: Draft): Draft {
  return {
    sections: byId(sections).map(({ id, name }) => ({ id, name })),
    tables: byId(tables).map((one) => ({
      id: one.id, number: one.number, tableNumber: one.tableNumber, capacity: one.capacity, minPartySize: one.minPartySize,
      maxPartySize: one.maxPartySize, position: { x: one.position.x, y: one.position.y },
      size: { width: one.size.width, height: one.size.height }, shape: one.shape, rotation: one.rotation, section: one.section ?? null,
    })),
    combinations: byId(combinations).map(({ id, name, tableIds, minPartySize, maxPartySize }) => ({ id, name, tableIds, minPartySize, maxPartySize })),
  };
}

export function alike(one: Draft, other: Draft): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function byId<T extends { id: string }>(all: readonly T[]): T[] {
  return [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
}
