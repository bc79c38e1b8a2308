import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const FOLDER = "src/styles";
/** Swagger UI's own classes. */
const OF_OTHERS = "docs.css";
const MOST_LINES = 250;

const sheets = readdirSync(FOLDER).filter((name) => name.endsWith(".css")).map((name) => [name, readFileSync(`${FOLDER}/${name}`, "utf8")] as const);

test("no style sheet is longer than one can overlook, and each is part of the page", () => {
  const page = [...sheets.map(([, css]) => css), worn()].join("\n");
  assert.deepEqual(sheets.filter(([, css]) => css.split("\n").length - 1 > MOST_LINES).map(([name]) => name), []);
  const entries = new Set(["later.css", OF_OTHERS]);
  assert.deepEqual(sheets.map(([name]) => name).filter((name) => !entries.has(name) && !page.includes(`/${name}"`)), []);
});

test("every class that is styled is worn by something", () => {
  const words = new Set(worn().match(/[\w-]+/g));
  const styled = sheets.filter(([name]) => name !== OF_OTHERS).flatMap(([name, css]) => classes(css).map((one) => [name, one] as const));
  assert.ok(styled.length > 200);
  assert.deepEqual(styled.filter(([, one]) => !words.has(one)), []);
});

test("a class by itself is styled in one sheet: two things of one name would wear one another's", () => {
  const homes = new Map<string, string[]>();
  for (const [name, css] of sheets) for (const one of new Set(alone(css))) homes.set(one, [...(homes.get(one) ?? []), name]);
  assert.deepEqual([...homes].filter(([, names]) => names.length > 1), []);
  assert.deepEqual(alone("/* .no {} */ .one, .two > b { top: 0 } .three:hover { top: 0 } @media (x) { .four { top: 0 } }"), ["one"]);
});

test("the look for classes can fail", () => {
  assert.deepEqual(classes("/* .no */ .one > .two-three:has(.four) { top: .5px } @media (x) { .one { left: 0 } }"), ["one", "two-three", "four"]);
});

function classes(css: string): string[] {
  const selectors = css.replace(/\/\*[^]*?\*\//g, "").replace(/\{[^{}]*\}/g, "{}");
  return [...new Set([...selectors.matchAll(/\.([a-z][\w-]*)/g)].map((found) => found[1]!))].filter((one) => !one.endsWith("css"));
}

/** What a rule is for without any context, beside those for one kind of screen. */
function alone(css: string): string[] {
  const everywhere = css.replace(/\/\*[^]*?\*\//g, "").replace(/@[\w-]+[^{;]*\{([^{}]*\{[^{}]*\})*[^{}]*\}/g, "");
  const selectors = [...everywhere.matchAll(/([^{}]+)\{/g)].flatMap((found) => found[1]!.split(",").map((one) => one.trim()));
  return selectors.filter((one) => /^\.[a-z][\w-]*$/.test(one)).map((one) => one.slice(1));
}

function worn(): string {
  const names = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name) && !name.startsWith("generated"));
  return names.map((name) => readFileSync(`src/${name}`, "utf8")).join("\n");
}
