// What is marked on a party. The box keeps words; those below have their sign, and are said in each language. Pure.
export const marks = ["VIP", "high chair", "wheelchair", "birthday"] as const;
export type Mark = (typeof marks)[number];
export type Tag = { kind: Mark } | { kind: "allergy"; of: string } | { kind: "other"; text: string };

const ALLERGY = /^allerg(?:y|ies|ic)(?:\s+to)?\s*[:–-]?\s*/i;

export function tagOf(text: string): Tag {
  const plain = text.trim().toLowerCase().replace(/[-_]/g, " ");
  const mark = marks.find((one) => one.toLowerCase() === plain);
  if (mark) return { kind: mark };
  return ALLERGY.test(text) ? { kind: "allergy", of: text.replace(ALLERGY, "").trim() } : { kind: "other", text };
}

export function allergyOf(tags: readonly string[]): string {
  return tags.map(tagOf).flatMap((tag) => (tag.kind === "allergy" ? [tag.of] : [])).join(", ");
}

/** The same tags with these marks and this allergy; what else was there stays. */
export function retagged(tags: readonly string[], picked: readonly Mark[], allergy: string): string[] {
  const others = tags.filter((tag) => tagOf(tag).kind === "other");
  return [...picked, ...(allergy ? [`allergy: ${allergy}`] : []), ...others];
}

export function marksOf(tags: readonly string[]): Mark[] {
  return marks.filter((mark) => tags.some((tag) => tagOf(tag).kind === mark));
}
