// Why something wasn't done, for the foot of a form.
import { Refusal } from "../http";
import { acts } from "./acts";
import { controls } from "./controls";
import { language } from "./language";
import { refusalText } from "./refusals";

export function problemText(problem: unknown): string {
  if (!(problem instanceof Refusal)) return controls.unread;
  const words = problem.code === "invalid" && language.value === "en" ? wordsIn(problem.details["fields"]) : [];
  return words.join(" ") || refusalText(problem) || acts.failed;
}

/** What the box says of each field, however deep it stands. */
export function wordsIn(fields: unknown): string[] {
  if (typeof fields === "string") return [fields];
  return typeof fields === "object" && fields !== null ? Object.values(fields).flatMap(wordsIn) : [];
}
