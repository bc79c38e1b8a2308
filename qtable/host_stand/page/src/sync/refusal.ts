// How the box says no to a page that wants to listen, and whether another token or another try could help.

/** The token isn't good (any more). */
export class Refused extends Error {}

/** Whoever asks, however often, may not listen here; the message says why. */
export class Unwelcome extends Error {}

const forToken: ReadonlySet<string> = new Set(["not_authenticated", "token_expired"]);
const forGood: ReadonlySet<string> = new Set(["forbidden", "not_found", "malformed"]);

export function refusal(code: string, reason: string): Error {
  if (forToken.has(code)) return new Refused(reason);
  if (forGood.has(code)) return new Unwelcome(reason);
  return new Error(reason);
}
