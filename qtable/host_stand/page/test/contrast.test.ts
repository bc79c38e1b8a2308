import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const TEXT = 5.9;
const EDGE = 4.6;

const sheet = readFileSync("src/styles/tokens.css", "utf8");
const [light = "", dark = ""] = sheet.split("@media (prefers-color-scheme: dark)");
const themes = { light: colours(light), dark: { ...colours(light), ...colours(dark) } };

const texts: [text: string, ground: string][] = [
  ["ink", "ground"], ["ink", "surface"], ["ink", "sunk"], ["soft", "ground"], ["soft", "surface"], ["soft", "sunk"],
  ["on-accent", "accent"], ["on-accent", "accent-hover"], ["on-tint", "tint"], ["surface", "ink"],
  ["on-free", "free"], ["on-seated", "seated"], ["on-reserved", "reserved"], ["on-reserved", "reserved-mark"],
  ["on-dirty", "dirty"], ["on-dirty", "dirty-mark"], ["on-blocked", "blocked"], ["on-blocked", "blocked-mark"],
  ...["held", "check", "overdue"].flatMap((look): [string, string][] => [[`on-${look}`, look], [`on-${look}`, `${look}-mark`]]),
  ["on-bad", "bad"], ["on-warn", "warn"], ["on-good", "good"], ["bad-edge", "surface"],
];

const hues = Object.keys(themes.light).filter((name) => name.startsWith("hue-"));
texts.push(...hues.map((hue): [string, string] => ["on-hue", hue]));

const edges: [edge: string, ground: string][] = [
  ["edge", "surface"], ["edge", "ground"], ["accent", "surface"], ["focus", "ground"], ["focus", "surface"],
  ["free-edge", "ground"], ["seated-edge", "ground"], ["reserved-edge", "ground"], ["dirty-edge", "ground"], ["blocked-edge", "ground"],
  ["held-edge", "ground"], ["check-edge", "ground"], ["overdue-edge", "ground"], ...hues.map((hue): [string, string] => [hue, "ground"]),
  ["bad-edge", "ground"], ["warn-edge", "ground"], ["good-edge", "surface"],
];

for (const [theme, palette] of Object.entries(themes)) {
  test(`words can be read in the ${theme} theme`, () => measure(palette, texts, TEXT));
  test(`edges can be seen in the ${theme} theme`, () => measure(palette, edges, EDGE));
}

function measure(palette: Record<string, string>, pairs: [string, string][], least: number): void {
  const poor = pairs.map(([a, b]) => [a, b, contrast(palette[a], palette[b])] as const).filter(([, , ratio]) => !(ratio >= least));
  assert.deepEqual(poor, []);
}

function colours(css: string): Record<string, string> {
  return Object.fromEntries([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]));
}

/** WCAG 2.2, "contrast ratio". */
function contrast(a: string | undefined, b: string | undefined): number {
  if (!a || !b) return NaN;
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
