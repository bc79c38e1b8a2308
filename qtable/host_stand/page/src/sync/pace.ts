// How long this page waits for what.

export const SILENCE_MS = 25_000;
/** A message may be on its way this long before it counts as lost. */
export const BEHIND_MS = 3_000;
/** A second full read within this time is put off. */
export const RESYNC_WINDOW_MS = 60_000;
/** Younger than this, a line is trusted when the device wakes up. */
export const IDLE_MS = 12_000;
/** So many tokens, each fresher than the one before, are refused before a new login is asked for. */
export const TOKENS_TRIED = 3;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

/** Doubles with each failure, up to a limit; jittered, so that a floor full of tablets doesn't knock at once. */
export function pause(failures: number, random: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures) * (0.5 + random / 2);
}

/** Well before the end: a minute, or the last third of a token that lives no longer than that. */
export function timeToRenew(secondsLeft: number, lifetime: number): boolean {
  return secondsLeft < Math.min(60, lifetime / 3);
}
