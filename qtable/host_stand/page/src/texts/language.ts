// The language of this device, and texts that are said in it.
import { computed, signal } from "@preact/signals";
import { deviceStorage } from "../shelf";

export const languages = { en: "English", es: "Español" } as const;
export type Language = keyof typeof languages;

const SHELF = "qtable.language";
const browsers: readonly string[] = globalThis.navigator?.languages ?? [];

export const language = signal<Language>(startingLanguage(deviceStorage()?.getItem(SHELF) ?? null, browsers));
/** With the browser's region where it has one for this language: that decides how times and dates look. */
export const locale = computed(() => browsers.find((tag) => languageOf(tag) === language.value) ?? language.value);

/** What was chosen on this device, else the browser's first language that is spoken here, else English. */
export function startingLanguage(chosen: string | null, wished: readonly string[]): Language {
  return [chosen ?? "", ...wished].map(languageOf).find(isSpoken) ?? "en";
}

export function speak(chosen: Language): void {
  language.value = chosen;
  deviceStorage()?.setItem(SHELF, chosen);
}

/** The texts of one area, the same names in every language; reading one says it in the language of the moment. */
export function catalogue<T extends object>(spoken: { en: T; es: NoInfer<T> }): T {
  return new Proxy(spoken.en, { get: (_, name) => Reflect.get(spoken[language.value], name) as unknown });
}

function languageOf(tag: string): string {
  return tag.split("-")[0]?.toLowerCase() ?? "";
}

function isSpoken(tag: string): tag is Language {
  return Object.hasOwn(languages, tag);
}
