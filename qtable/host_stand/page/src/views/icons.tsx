import type { TableState } from "../selectors";

/** Strokes in a 16 × 16 field. */
const strokes: Record<TableState, string> = {
  free: "M3.5 8.5l3 3 6-7",
  seated: "M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zM3 14c.4-2.7 2.3-4 5-4s4.6 1.3 5 4",
  reserved: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM8 5v3.3l2.2 1.5",
  dirty: "M8 2v12M3 5l10 6M13 5L3 11",
  blocked: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM4.2 4.2l7.6 7.6",
};

export function StateIcon({ state }: { state: TableState }) {
  return <path class="icon" d={strokes[state]} />;
}

export function Icon({ state }: { state: TableState }) {
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
