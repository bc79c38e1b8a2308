// Why something wasn't done, for the foot of a form.
import { Refusal } from "../http";
import { acts } from "./acts";
import { controls } from "./controls";
import { refusalText } from "./refusals";

export function problemText(problem: unknown): string {
  return problem instanceof Refusal ? refusalText(problem) || acts.failed : controls.unread;
}
