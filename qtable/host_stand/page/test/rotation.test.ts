import assert from "node:assert/strict";
import { test } from "node:test";
import { rotation } from "../src/rotation";
import { fromFullSync } from "../src/store";
import type { Guest, Restaurant, Server, Table } from "../src/wire";
import { fullSync, party, place } from "./room";

type Policies = NonNullable<Restaurant["policies"]>;

const NOW = Date.parse("2030-01-01T20:00:00Z");
const calendar = { zone: "UTC", cutoff: 4 };
const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

function server(name: string, more: Partial<Server> = {}): Server {
  return { id: name, version: 1, name, initials: name.slice(0, 2), colour: "red", userId: null, onDuty: true, paused: false, ...more };
}

function served(by: string, minutes: number, size: number): Guest {
  return { ...party(`${by}-${minutes}`, { status: "seated", partySize: size, seatedTime: ago(minutes) }), serverId: by } as Guest;
}

function tableOf(by: string, label: string, more: Partial<Table> = {}): Table {
  return { ...place(label, more), serverId: by };
}

function turns(all: Server[], tables: Table[], guests: Guest[] = [], rotation_minutes = 60) {
  const here = { id: "r1", name: "Bistro", policies: { rotation_minutes } as Policies };
  const state = fromFullSync({ ...fullSync(1, guests, tables), servers: all, restaurants: [here] });
  return rotation(state, calendar, NOW).map(({ server: { name }, turn }) => [name, turn]);
}

const abc = ["Ana", "Ben", "Cy"].map((name) => server(name));
const oneEach = ["Ana", "Ben", "Cy"].map((name, i) => tableOf(name, String(i)));

test("the fewest recent covers come first, and a party of an hour ago no longer counts", () => {
  const guests = [served("Ana", 59, 4), served("Ben", 5, 2), served("Cy", 60, 8)];
  assert.deepEqual(turns(abc, oneEach, guests), [["Cy", 1], ["Ben", 2], ["Ana", 3]]);
  assert.deepEqual(turns(abc, oneEach, guests, 15)[0], ["Cy", 1]);
});

test("among equals who was seated longest ago is next, and who had nobody today before all", () => {
  assert.deepEqual(turns(abc, oneEach, [served("Ana", 70, 2), served("Ben", 90, 2)]), [["Cy", 1], ["Ben", 2], ["Ana", 3]]);
  assert.deepEqual(turns(abc, oneEach, [served("Ana", 70, 2), served("Ben", 20 * 60, 2), served("Cy", 80, 2)])[0], ["Ben", 1]);
});

test("who has a free table goes before who has none; who is paused or has no table has no turn", () => {
  const tables = [tableOf("Ana", "1", { status: "occupied" }), tableOf("Ben", "2"), tableOf("Dot", "4")];
  const all = [...abc, server("Dot", { paused: true }), server("Off", { onDuty: false })];
  assert.deepEqual(turns(all, tables, [served("Ben", 5, 6)]), [["Ben", 1], ["Ana", 2], ["Cy", null], ["Dot", null]]);
});

test("covers are those who sit at the tables now, minutes those since the last party", () => {
  const sits = served("Ana", 12, 3);
  const tables = [tableOf("Ana", "1", { status: "occupied", currentGuestId: sits.id }), tableOf("Ana", "2")];
  const state = fromFullSync({ ...fullSync(1, [sits, served("Ana", 50, 5)], tables), servers: [server("Ana")] });
  const [load] = rotation(state, calendar, NOW);
  assert.deepEqual([load?.covers, load?.tables.length, load?.since], [3, 2, 12]);
});
