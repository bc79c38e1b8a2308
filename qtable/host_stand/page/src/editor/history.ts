// What was drawn, step by step, to be taken back and done again. Pure.
import type { Draft } from "./draft";

export interface History {
  readonly past: readonly Draft[];
  readonly now: Draft;
  readonly future: readonly Draft[];
  /** What the last step was about: another one about the same is no step of its own. */
  readonly about: string;
}

const MOST = 100;

/** Steps that are often made many times in a row. */
export const row = { move: "move", turn: "turn", size: "size" } as const;

export function begun(now: Draft): History {
  return { past: [], now, future: [], about: "" };
}

export function went(history: History, next: Draft, about = ""): History {
  if (next === history.now) return history;
  const same = about !== "" && about === history.about;
  return { past: same ? history.past : [...history.past, history.now].slice(-MOST), now: next, future: [], about };
}

export function back({ past, now, future }: History): History {
  const before = past.at(-1) ?? now;
  return { past: past.slice(0, -1), now: before, future: past.length ? [now, ...future] : future, about: "" };
}

export function forth({ past, now, future }: History): History {
  const [next = now, ...rest] = future;
  return { past: future.length ? [...past, now] : past, now: next, future: rest, about: "" };
}
