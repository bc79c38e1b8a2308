// Who is logged in on this device, and the tokens that prove it.
import { signal } from "@preact/signals";
import { Refusal, type Request, type Send } from "./http";
import { SessionOver } from "./sync/ports";
import type { Owner } from "./queue/queued";
import type { Tokens, User } from "./wire";

const SHELF = "qtable.session";
const SPARE_MS = 30_000;

interface Saved {
  access: string;
  refresh: string;
  expiresAt: number;
  restaurantId: string;
  user: User;
  /** Without a password: what asks for one is refused. */
  byPin?: boolean;
}

export class Session {
  readonly saved = signal<Saved | null>(null);
  /** Of which access token, since another person may log in meanwhile. */
  private renewal: { of: string; done: Promise<string> } | null = null;

  constructor(readonly send: Send, private readonly storage: Storage | null, private readonly now: () => number) {
    this.saved.value = this.read();
  }

  async login(email: string, password: string): Promise<void> {
    await this.enter({ method: "POST", path: "/auth/login", body: { email, password } });
  }

  /** Logs in whoever the answer to `request` says. */
  async enter(request: Request, byPin = false): Promise<void> {
    this.keep((await this.send(request)).body as Tokens, byPin);
  }

  async logout(): Promise<void> {
    const access = this.saved.value?.access;
    this.forget();
    if (!access) return;
    // The box may be away; this device has forgotten its tokens all the same.
    await this.send({ method: "POST", path: "/auth/logout", headers: bearer(access) }).catch(() => {});
  }

  rename({ first_name, last_name }: Pick<User, "first_name" | "last_name">): void {
    const saved = this.saved.value;
    if (saved) this.store({ ...saved, user: { ...saved.user, first_name, last_name } });
  }

  forget(): void {
    this.saved.value = null;
    this.storage?.removeItem(SHELF);
  }

  async token(renew = false): Promise<string> {
    const saved = this.saved.value;
    if (!saved) throw new SessionOver();
    if (!renew && saved.expiresAt - this.now() > SPARE_MS) return saved.access;
    if (this.renewal?.of === saved.access) return this.renewal.done;
    const renewal = { of: saved.access, done: this.renew(saved).finally(() => (this.renewal = this.renewal === renewal ? null : this.renewal)) };
    this.renewal = renewal;
    return renewal.done;
  }

  /** A token of this person's. Throws SessionOver where somebody else is logged in by now, in this or another tab. */
  async tokenOf(userId: string, renew = false): Promise<string> {
    const token = await this.token(renew);
    if (this.saved.value?.user.id !== userId) throw new SessionOver();
    return token;
  }

  private async renew(known: Saved): Promise<string> {
    // Another tab of this browser may have renewed already; its older token would be refused.
    const saved = this.read() ?? known;
    if (saved.access !== known.access) {
      this.saved.value = saved;
      return saved.access;
    }
    try {
      const answer = await this.send({ method: "POST", path: "/auth/refresh", headers: bearer(saved.refresh) });
      // Logged out meanwhile: the answer brings nobody back.
      if (this.saved.value?.access !== saved.access) throw new SessionOver();
      return this.keep(answer.body as Tokens, saved.byPin);
    } catch (problem) {
      if (problem instanceof Refusal && [400, 401, 403, 422].includes(problem.status)) throw new SessionOver();
      throw problem;
    }
  }

  private keep(tokens: Tokens, byPin = false): string {
    const expiresAt = this.now() + tokens.expires_in * 1000;
    const { access_token: access, refresh_token: refresh, restaurant_id: restaurantId, user } = tokens;
    this.store({ access, refresh, expiresAt, restaurantId, user, byPin });
    return access;
  }

  private store(saved: Saved): void {
    this.saved.value = saved;
    this.storage?.setItem(SHELF, JSON.stringify(saved));
  }

  private read(): Saved | null {
    try {
      return JSON.parse(this.storage?.getItem(SHELF) ?? "null") as Saved | null;
    } catch {
      return null;
    }
  }
}

export function ownerOf(saved: Saved | null): Owner | null {
  if (saved === null) return null;
  const { user: { id: userId, first_name, last_name, email }, restaurantId } = saved;
  return { userId, userName: [first_name, last_name].filter(Boolean).join(" ") || email, restaurantId };
}

export function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}
