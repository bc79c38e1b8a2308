// Requests in the name of one person. An action carries its key with every try, so it happens once.
import { Refusal, type Answer, type Request, type Send } from "./http";
import { bearer, type Session } from "./session";
import { ResyncRequired, type Clock } from "./sync/ports";
import { refusal, Unwelcome } from "./sync/refusal";
import type { Delta, FullSync } from "./wire";

const PAUSES_MS = [300, 900, 2_000];
const LONGEST_WAIT_MS = 5_000;

export class Api {
  constructor(
    private readonly send: Send,
    private readonly session: Session,
    private readonly clock: Clock,
    private readonly userId: string,
  ) {}

  /** `at` is when it was done, where that isn't now. Throws Unreachable where nobody answered: it may have been carried
   * out all the same. */
  async act(request: Request, key: string, at?: string): Promise<Answer> {
    const headers = { "Idempotency-Key": key, ...(at && { "Occurred-At": at }) };
    for (let tries = 0; ; tries++) {
      try {
        return await this.authorised({ ...request, headers });
      } catch (problem) {
        const pause = PAUSES_MS[tries];
        if (pause === undefined || !(problem instanceof Refusal) || !asksForAMoment(problem)) throw problem;
        await this.sleep(Math.max(pause, problem.retryAfterMs));
      }
    }
  }

  /** Throws Unwelcome. */
  async full(restaurantId: string): Promise<FullSync> {
    try {
      return (await this.read("/api/sync/full", { restaurant_id: restaurantId })) as FullSync;
    } catch (problem) {
      const kind = problem instanceof Refusal ? refusal(problem.code, problem.message) : null;
      throw kind instanceof Unwelcome ? kind : problem;
    }
  }

  async delta(restaurantId: string, cursor: string): Promise<Delta> {
    try {
      return (await this.read("/api/sync/delta", { restaurant_id: restaurantId, cursor })) as Delta;
    } catch (problem) {
      if (problem instanceof Refusal && (problem.status === 410 || problem.status === 400)) throw new ResyncRequired();
      throw problem;
    }
  }

  async read(path: string, query: Record<string, string> = {}, signal?: AbortSignal): Promise<unknown> {
    const asked = new URLSearchParams(query).toString();
    const request = { method: "GET", path: asked ? `${path}?${asked}` : path };
    return (await this.authorised(signal ? { ...request, signal } : request)).body;
  }

  private async authorised(request: Request): Promise<Answer> {
    try {
      return await this.sendAs(await this.session.tokenOf(this.userId), request);
    } catch (problem) {
      if (!(problem instanceof Refusal) || problem.status !== 401) throw problem;
    }
    return this.sendAs(await this.session.tokenOf(this.userId, true), request);
  }

  private async sendAs(token: string, request: Request): Promise<Answer> {
    return this.send({ ...request, headers: { ...request.headers, ...bearer(token) } });
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.clock.after(ms, resolve));
  }
}

/** Worth another try at once: the box is there and says so itself. */
function asksForAMoment(problem: Refusal): boolean {
  return problem.status !== 401 && problem.passing && problem.retryAfterMs <= LONGEST_WAIT_MS;
}
