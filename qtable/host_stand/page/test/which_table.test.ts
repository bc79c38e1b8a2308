// The cases to which the box's own suggestions are held.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bestSpots, labelOf } from "../src/fit";
import { fromFullSync } from "../src/store";
import type { Combination, Table } from "../src/wire";
import { fullSync, party, place, wish } from "./room";

interface Case {
  says: string;
  size: number;
  own?: string;
  held?: string[];
  tables: (Pick<Table, "id" | "number" | "capacity"> & Partial<Table>)[];
  combinations?: string[][];
  bookings?: { id: string; minutes: number; lasts?: number; tableId?: string; combination?: string; partySize?: number; status?: string }[];
  best: string[];
}

// Tests run in page/.
const cases = JSON.parse(readFileSync(join(process.cwd(), "../../../tests/tables/which_table.json"), "utf8")) as Case[];
const { now } = wish(2);
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

for (const one of cases) {
  test(one.says, () => {
    const tables = one.tables.map(({ id, number, ...more }) => place(id, { number, tableNumber: String(number), ...more }));
    const combinations = (one.combinations ?? []).map((ids): Combination =>
      ({ id: ids.join("-"), version: 1, name: ids.map((id) => id.slice(1)).join("+"), tableIds: ids, minPartySize: 3, maxPartySize: 8 }));
    const reservations = (one.bookings ?? []).map(({ id, minutes, lasts = 90, tableId, combination, status = "confirmed", partySize = 2 }) => ({
      id, version: 1, guestName: "Moreau", partySize, status, reservationTime: at(minutes), endTime: at(minutes + lasts),
      assignedTableId: tableId ?? combination?.split("-")[0] ?? null, combinationId: combination ?? null,
    }));
    const state = fromFullSync({ ...fullSync(5, [], tables), combinations, reservations });
    const held = new Map((one.held ?? []).map((id) => [id, party("somebody-else")]));
    assert.deepEqual(bestSpots(state, wish(one.size, { own: one.own, held })).map(labelOf), one.best);
  });
}
