// What this device itself asks the box to change, so that it isn't told its own acts as another's.
import type { Answer, Request, Send } from "./http";

/** Stands for all ids: of what changes many things at once. */
export const EVERYTHING = "*";

const named: ReadonlySet<string> = new Set(["guests", "tables", "reservations"]);

export class Own {
  /** Each with the transaction in which it was done; Infinity until the box has answered. */
  private readonly asked = new Map<string, number>();

  get ids(): Iterable<string> {
    return this.asked.keys();
  }

  async during(request: Request, send: Send): Promise<Answer> {
    const ids = idsOf(request);
    ids.forEach((id) => this.asked.set(id, Infinity));
    try {
      const answer = await send(request);
      ids.forEach((id) => this.asked.set(id, answer.seq ?? 0));
      return answer;
    } catch (problem) {
      ids.forEach((id) => this.asked.delete(id));
      throw problem;
    }
  }

  /** The stream has come to `seq`: what was done by then has been told. */
  passed(seq: number): void {
    this.asked.forEach((done, id) => done <= seq && this.asked.delete(id));
  }
}

function idsOf({ method, path, body }: Request): string[] {
  const [root, , kind = "", id] = path.slice(1).split("/");
  if (method === "GET" || root !== "restaurants") return [];
  return [(named.has(kind) && (id ?? (body as { id?: string } | undefined)?.id)) || EVERYTHING];
}
