// One request, and its two ways to fail: the box said no, or nobody answered.
import type { ErrorBody, Guest, Table } from "./wire";

const TIMEOUT_MS = 10_000;

/** Not no, but not now: no valid token, too many requests, or a box that can't get to it. */
const PASSING: ReadonlySet<number> = new Set([401, 429, 502, 503, 504]);

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfterMs: number,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }

  get passing(): boolean {
    return PASSING.has(this.status);
  }

  /** What the action met instead of what it was decided on, as the box has it now. */
  get current(): Guest | Table | undefined {
    return this.details["current"] as Guest | Table | undefined;
  }
}

export class Unreachable extends Error {}

export interface Request {
  method: string;
  path: string;
  body?: object;
  headers?: Record<string, string>;
  /** Gives the request up. */
  signal?: AbortSignal;
}

export interface Answer {
  body: unknown;
  /** The transaction in which the request was carried out. */
  seq: number | undefined;
}

export type Send = (request: Request) => Promise<Answer>;

export function sender(fetcher: typeof fetch): Send {
  return async ({ method, path, body, headers, signal }) => {
    const response = await reach(fetcher, path, {
      method,
      headers: { Accept: "application/json", ...(body ? { "Content-Type": "application/json" } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
      cache: "no-store",
      signal: either(AbortSignal.timeout(TIMEOUT_MS), signal),
    });
    const file = response.headers.get("Content-Type")?.startsWith("text/csv");
    const content: unknown = await (file ? response.text() : response.json()).catch(() => undefined);
    if (!response.ok) throw refusal(response, content);
    if (content === undefined) throw new Unreachable("cut off");
    const seq = response.headers.get("X-QTable-Seq");
    return { body: content, seq: seq === null ? undefined : Number(seq) };
  };
}

/** AbortSignal.any, which tablets of 2023 lack. */
function either(timeout: AbortSignal, given: AbortSignal | undefined): AbortSignal {
  if (!given) return timeout;
  const both = new AbortController();
  for (const signal of [timeout, given]) {
    if (signal.aborted) both.abort();
    else signal.addEventListener("abort", () => both.abort(), { once: true });
  }
  return both.signal;
}

async function reach(fetcher: typeof fetch, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetcher(path, init);
  } catch (problem) {
    throw new Unreachable(String(problem));
  }
}

function refusal(response: Response, content: unknown): Refusal | Unreachable {
  const error = (content as { error?: ErrorBody } | null)?.error;
  // A proxy says so in its own words while the box is away.
  if (!error && [502, 503, 504].includes(response.status)) return new Unreachable(String(response.status));
  const wait = Number(response.headers.get("Retry-After") ?? 0) * 1000;
  return new Refusal(response.status, error?.code ?? "", error?.message ?? "", Number.isFinite(wait) ? wait : 0, error?.details);
}
