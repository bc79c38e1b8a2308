import type { Look } from "../looks";
import type { Stage } from "../wire";

export type Sign = Look | Stage | "joined";

/** Strokes in a 16 × 16 field. */
const strokes: Record<Sign, string> = {
  free: "M3.5 8.5l3 3 6-7",
  seated: "M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zM3 14c.4-2.7 2.3-4 5-4s4.6 1.3 5 4",
  reserved: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM8 5v3.3l2.2 1.5",
  dirty: "M8 2v12M3 5l10 6M13 5L3 11",
  held: "M3 11.5h10l-1.5-2V7a3.5 3.5 0 0 0-7 0v2.5zM7 13.8h2",
  soon: "M3 4h10v9.5H3zM3 7.2h10M6 2.2v3M10 2.2v3",
  overdue: "M8 4a5 5 0 1 0 0 10A5 5 0 0 0 8 4zM8 6.5V9h2M2 4.5l2.2-2M14 4.5l-2.2-2",
  joined: "M6.5 9.5l3-3M7.5 4.5l1-1a2.8 2.8 0 0 1 4 4l-1 1M8.5 11.5l-1 1a2.8 2.8 0 0 1-4-4l1-1",
  ordered: "M4 2.5h8v11H4zM6.3 6h3.4M6.3 9h3.4",
  mains: "M5 13.5v-11M3 2.5v3a2 2 0 0 0 4 0v-3M11.5 13.5v-11c-2.3 1.5-2.3 5.3 0 6.8",
  dessert: "M8 14L4.2 7.5h7.6zM4.2 7.5a3.8 3.8 0 0 1 7.6 0",
  check: "M4 2.5h8v11l-2-1.3-2 1.3-2-1.3-2 1.3zM6.3 5.5h3.4M6.3 8.3h3.4",
  paid: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM5.4 8.2l1.9 1.9 3.3-4",
  blocked: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM4.2 4.2l7.6 7.6",
};

export function StateIcon({ state }: { state: Sign }) {
  return <path class="icon" d={strokes[state]} />;
}

export function Icon({ state }: { state: Sign }) {
  return <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><StateIcon state={state} /></svg>;
}

export function Glyph({ strokes }: { strokes: string }) {
  return <svg class="glyph" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d={strokes} /></svg>;
}

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <circle cx="11" cy="11" r="8" />
      <path d="M14.5 14.5L21 21" />
      <path d="M7.5 11h7" />
    </svg>
  );
}
