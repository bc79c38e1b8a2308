// Requests in the name of who is logged in. An action is tried again under the same key, so it happens once.
import { Refusal, Unreachable, type Answer, type Request, type Send } from "./http";
import { bearer, type Session } from "./session";
import { ResyncRequired, SessionOver, type Clock } from "./sync/ports";
import { refusal, Unwelcome } from "./sync/refusal";
import type { Delta, FullSync } from "./wire";

const PAUSES_MS = [300, 900, 2_000, 4_000];
const LONGEST_WAIT_MS = 5_000;

export class Api {
  constructor(private readonly send: Send, private readonly session: Session, private readonly clock: Clock) {}

  /** Throws Unreachable, also when only one of several tries got no answer: that one may have been carried out. */
  async act(request: Request, key: string): Promise<Answer> {
    let unanswered: Unreachable | undefined;
    for (let tries = 0; ; tries++) {
      try {
        return await this.authorised({ ...request, headers: { "Idempotency-Key": key } });
      } catch (problem) {
        if (problem instanceof Unreachable) unanswered = problem;
        if (!mayPass(problem)) throw problem;
        const pause = PAUSES_MS[tries];
        if (pause === undefined) throw unanswered ?? problem;
        await this.sleep(problem instanceof Refusal ? Math.max(pause, problem.retryAfterMs) : pause);
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
      return await this.sendAs(await this.session.token(), request);
    } catch (problem) {
      if (!(problem instanceof Refusal) || problem.status !== 401) throw problem;
    }
    return this.sendAs(await this.session.token(true), request);
  }

  private async sendAs(token: string, request: Request): Promise<Answer> {
    return this.send({ ...request, headers: { ...request.headers, ...bearer(token) } });
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.clock.after(ms, resolve));
  }
}

/** Worth another try: nobody answered, or the box asked for a moment. */
function mayPass(problem: unknown): boolean {
  if (problem instanceof SessionOver) return false;
  if (problem instanceof Unreachable) return true;
  if (!(problem instanceof Refusal) || problem.retryAfterMs > LONGEST_WAIT_MS) return false;
  return [429, 502, 503, 504].includes(problem.status);
}
