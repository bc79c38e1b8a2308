// Light or dark on this device, whatever the device itself prefers.
import { effect, signal } from "@preact/signals";
import { deviceStorage } from "./shelf";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const SHELF = "qtable.theme";
const DARK = "(prefers-color-scheme: dark)";
const asked: Record<Theme, string> = { system: DARK, light: "not all", dark: "all" };

export const theme = signal<Theme>(themes.find((one) => one === deviceStorage()?.getItem(SHELF)) ?? "system");

export function wear(chosen: Theme): void {
  theme.value = chosen;
  deviceStorage()?.setItem(SHELF, chosen);
}

/** Answers the styles' own question for the dark theme, so that its colours stand once. */
export function followTheme(): void {
  const rules = darkRules();
  effect(() => {
    rules.forEach((rule) => (rule.media.mediaText = asked[theme.value]));
    document.documentElement.style.colorScheme = theme.value === "system" ? "" : theme.value;
  });
}

function darkRules(): CSSMediaRule[] {
  const all = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  return all.filter((rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && rule.conditionText === DARK);
}
