// Requests in the name of who is logged in. An action is tried again under the same key, so it happens once.
import { Refusal, Unreachable, type Answer, type Request, type Send } from "./http";
import { bearer, type Session } from "./session";
import { ResyncRequired, SessionOver, type Clock } from "./sync/ports";
import type { Delta, FullSync } from "./wire";

const PAUSES_MS = [300, 900, 2_000, 4_000];
const LONGEST_WAIT_MS = 5_000;

export class Api {
  constructor(private readonly send: Send, private readonly session: Session, private readonly clock: Clock) {}

  async act(request: Request, key: string): Promise<Answer> {
    for (let tries = 0; ; tries++) {
      try {
        return await this.authorised({ ...request, headers: { "Idempotency-Key": key } });
      } catch (problem) {
        const pause = PAUSES_MS[tries];
        if (pause === undefined || !mayPass(problem)) throw problem;
        await this.sleep(problem instanceof Refusal ? Math.max(pause, problem.retryAfterMs) : pause);
      }
    }
  }

  async full(restaurantId: string): Promise<FullSync> {
    return (await this.read("/api/sync/full", { restaurant_id: restaurantId })) as FullSync;
  }

  async delta(restaurantId: string, cursor: string): Promise<Delta> {
    try {
      return (await this.read("/api/sync/delta", { restaurant_id: restaurantId, cursor })) as Delta;
    } catch (problem) {
      if (problem instanceof Refusal && (problem.status === 410 || problem.status === 400)) throw new ResyncRequired();
      throw problem;
    }
  }

  async restaurantName(): Promise<string> {
    const me = (await this.read("/auth/me", {})) as { restaurant_name?: string };
    return me.restaurant_name ?? "";
  }

  private async read(path: string, query: Record<string, string>): Promise<unknown> {
    return (await this.authorised({ method: "GET", path: `${path}?${new URLSearchParams(query)}` })).body;
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
