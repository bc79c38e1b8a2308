import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { transformSync } from "esbuild";
import { clockTime, plural, spokenMinutes } from "../src/texts/format";
import { catalogue, language, startingLanguage } from "../src/texts/language";
import { refusalText } from "../src/texts/refusals";
import { trade } from "../src/texts/trade";
import { place } from "./room";

const components = sources("src/views", ".tsx");
const NOT_AREAS = new Set(["language", "format"]);
/** What both languages write alike. */
const ALIKE = new Set(["QTable", "VIP"]);

test("no Spanish text is a copy of the English one", async () => {
  const names = sources("src/texts", ".ts").map(([path]) => path.replace(".ts", "")).filter((name) => !NOT_AREAS.has(name));
  const copies = await Promise.all(names.map(async (name) => copied((await import(`../src/texts/${name}.ts`)) as object)));
  assert.ok(names.length > 5);
  assert.deepEqual(copies.flat(), []);
});

test("every text is said somewhere", async () => {
  const names = sources("src/texts", ".ts").map(([path]) => path.replace(".ts", "")).filter((name) => !NOT_AREAS.has(name));
  const areas = await Promise.all(names.map(async (name) => (await import(`../src/texts/${name}.ts`)) as object));
  assert.ok(areas.length > 5);
  assert.deepEqual(unsaid(areas, sayers()), []);
});

test("no component has words of its own", () => {
  const found = components.flatMap(([path, source]) => ownWords(source).map((words) => `${path}: ${words}`));
  assert.deepEqual(found, []);
});

test("the looks for copies, for own words and for texts that nobody says can fail", () => {
  const area = catalogue({ en: { a: "Table", b: { c: "Clean" } }, es: { a: "Mesa", b: { c: "Clean" } } });
  assert.deepEqual(copied({ area }), ["area.b.c"]);
  assert.deepEqual(unsaid([{ area }], "const said = area.b"), ["area.a"]);
  assert.deepEqual(ownWords(`const A = () => <p title="Hello you">Party of <b>{1}</b>{x ? "Left" : t.a}</p>;`), ["Hello you", "Party of ", "Left"]);
  assert.deepEqual(ownWords(`const A = () => <p class="row big" aria-current={on ? "page" : undefined}>{texts.left} · {"+"}</p>;`), []);
});

test("every refusal of the box is known in Spanish", (context) => {
  context.after(() => (language.value = "en"));
  language.value = "es";
  const table = readFileSync("../../../docs/api.md", "utf8").split("## Errors")[1] ?? "";
  const codes = [...table.matchAll(/^\| `(\w+)` \| \d{3}|^\| `(http_error)`/gm)].map((row) => row[1] ?? row[2] ?? "");
  assert.ok(codes.length > 25);
  const details = { current: { ...place("4"), name: "Ana", guestName: "Ana", partySize: 2 } };
  assert.deepEqual(codes.filter((code) => refusalText({ code, message: "English", details }) === "English"), []);
});

test("a refusal without details is told all the same, and an unknown one in the box's words", (context) => {
  context.after(() => (language.value = "en"));
  for (const chosen of ["en", "es"] as const) {
    language.value = chosen;
    const codes = ["over_capacity", "table_occupied", "table_booked", "illegal_transition"];
    for (const code of codes) assert.ok(refusalText({ code, message: "No.", details: {} }));
    assert.equal(refusalText({ code: "new_here", message: "No such luck.", details: {} }), "No such luck.");
  }
});

test("a device speaks what was chosen on it, else the browser's first language that is spoken here", () => {
  assert.equal(startingLanguage("es", ["en-US"]), "es");
  assert.equal(startingLanguage(null, ["fr-FR", "es-MX", "en"]), "es");
  assert.equal(startingLanguage("xx", ["fr"]), "en");
});

test("texts, counts and times follow the language at once", (context) => {
  context.after(() => (language.value = "en"));
  assert.deepEqual([trade.state.free, plural(1, "one", "many"), spokenMinutes(3)], ["Free", "one", "3 minutes"]);
  language.value = "es";
  assert.deepEqual([trade.state.free, trade.table({ tableNumber: "A1" }), spokenMinutes(1)], ["Libre", "Mesa A1", "1 minuto"]);
  assert.equal(clockTime("2030-01-01T18:30:00Z", "Europe/Madrid"), "19:30");
});

/** All that may say a text: what the components and rules name, and what texts name of each other. */
function sayers(): string {
  const all = [...sources("src", ".ts"), ...sources("src", ".tsx")].filter(([path]) => !path.startsWith("generated"));
  const words = all.map(([path, source]) => (path.startsWith("texts/") ? (source.match(/\.\w+/g) ?? []).join(" ") : source));
  return words.join("\n");
}

function unsaid(areas: object[], source: string): string[] {
  const said = new Set(source.match(/\w+/g));
  const texts = areas.flatMap((area) => Object.entries(area)).filter(([, area]) => typeof area === "object" && !("value" in area));
  return texts.flatMap(([area, all]) => Object.keys(all as object).filter((name) => !said.has(name)).map((name) => `${area}.${name}`));
}

function sources(folder: string, ending: string): [path: string, source: string][] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(ending));
  return names.map((name) => [name, readFileSync(`${folder}/${name}`, "utf8")]);
}

/** The names of the texts that stand word for word in both languages; of a function its source is compared. */
function copied(module: object): string[] {
  const [english, spanish] = (["en", "es"] as const).map((chosen) => {
    language.value = chosen;
    return new Map(Object.entries(module).flatMap(([name, area]) => leaves(name, area)));
  });
  language.value = "en";
  return [...(english ?? [])].filter(([name, text]) => /\p{L}{3}/u.test(text) && spanish?.get(name) === text && !ALIKE.has(text)).map(([name]) => name);
}

function leaves(path: string, value: unknown): [name: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  // A module's own functions read the texts and hold none; those inside an area are texts.
  if (typeof value === "function") return path.includes(".") ? [[path, String(value)]] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => leaves(`${path}.${name}`, inner));
}

const WORDS = `"((?:[^"\\\\]|\\\\.)*\\p{L}{2}(?:[^"\\\\]|\\\\.)*)"`;

/** Literal children, literal branches of a choice that look like words, and literal attributes that are read out. */
function ownWords(source: string): string[] {
  const { code } = transformSync(source, { loader: "tsx", jsx: "transform", jsxFactory: "h", jsxFragment: "F", minifyWhitespace: true, charset: "utf8" });
  const attribute = `(?:"aria-label"|title|placeholder|alt|label):${WORDS}`;
  const child = `(?:\\}|\\)|null),${WORDS}(?=[,)])`;
  const branch = `(?:&&|\\?)${WORDS}`;
  const hits = [...code.matchAll(new RegExp(`${attribute}|${child}|${branch}`, "gu"))];
  return hits.flatMap(([, attribute, child, branch]) => attribute ?? child ?? (branch && /\p{Lu}|\s/u.test(branch) ? branch : []));
}
