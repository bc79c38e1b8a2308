import { useSignal } from "@preact/signals";
import type { DraftTable } from "../../editor/draft";
import { textOf } from "../../editor/desk";
import { changed, isTaken, resized, shapes } from "../../editor/edits";
import { GRID, PLAN } from "../../editor/geometry";
import { row } from "../../editor/history";
import { newKey } from "../../ids";
import { table as known } from "../../store";
import { editor } from "../../texts/editor";
import type { TableShape } from "../../wire";
import { useFloor, useHere } from "../context";
import { Stepper } from "../controls/Stepper";
import { useDesk, useDraft } from "./editorContext";
import { Choice, Commit } from "./Panel";

const MOST = 99;

export function OneTable({ table }: { table: DraftTable }) {
  const desk = useDesk();
  const draft = useDraft();
  const wrong = useSignal("");
  const set = (fields: Parameters<typeof changed>[2]) => desk.edit(changed(draft, new Set([table.id]), fields), Object.keys(fields).join());
  const name = (typed: string) => {
    const tableNumber = typed.trim();
    wrong.value = !tableNumber ? editor.labelMissing : isTaken(draft, tableNumber, table.id) ? editor.labelTaken : "";
    if (!wrong.value) set({ tableNumber });
  };
  return (
    <>
      <Commit label={editor.label} value={table.tableNumber} error={wrong.value} onCommit={name} />
      <Count label={editor.seats} value={table.capacity} onPick={(capacity) => set({ capacity })} />
      <Count label={editor.least} value={table.minPartySize} onPick={(minPartySize) => set({ minPartySize })} />
      <Count label={editor.greatest} value={table.maxPartySize} onPick={(maxPartySize) => set({ maxPartySize })} />
      <Choice label={editor.form} value={table.shape} onPick={(shape) => set({ shape: shape as TableShape })}>
        {shapes.map((shape) => <option key={shape} value={shape}>{editor.shape[shape]}</option>)}
      </Choice>
      <Sides table={table} />
      <Notes table={table} />
    </>
  );
}

export function Count({ label, value, onPick, shown = String(value) }: { label: string; value: number; onPick: (value: number) => void; shown?: string }) {
  const to = (next: number) => next >= 1 && next <= MOST && onPick(next);
  return (
    <Stepper label={label} shown={shown} less={{ text: "−", label: editor.fewer(label), act: () => to(value - 1) }}
      more={{ text: "+", label: editor.more(label), act: () => to(value + 1) }} />
  );
}

/** In squares of the grid, by halves. */
function Sides({ table }: { table: DraftTable }) {
  const desk = useDesk();
  const draft = useDraft();
  const half = GRID / 2;
  const [w, h] = [Math.round((table.size.width * PLAN.width) / half), Math.round((table.size.height * PLAN.height) / half)];
  const size = (across: number, down: number) => desk.edit(resized(draft, table.id, across * half, down * half), row.size);
  return (
    <>
      <Count label={editor.width} value={w} shown={String(w / 2)} onPick={(next) => size(next, h)} />
      <Count label={editor.depth} value={h} shown={String(h / 2)} onPick={(next) => size(w, next)} />
    </>
  );
}

/** Those of the service: they aren't part of the draft, and a table that isn't published yet has none. */
function Notes({ table }: { table: DraftTable }) {
  const { api, stand, restaurantId } = useHere();
  const here = known(useFloor(), table.id) as { notes?: string | null } | undefined;
  if (!here) return null;
  const save = async (notes: string) => {
    const request = { method: "PUT", path: `/restaurants/${restaurantId}/tables/${table.id}`, body: { notes } };
    await api.act(request, newKey()).then(
      () => stand.tell({ kind: "done", text: editor.notesSaved }),
      (problem: unknown) => stand.tell({ kind: "failure", text: textOf(problem) }),
    );
  };
  return (
    <label class="field">
      <span>{editor.notes} <small>{editor.notesAtOnce}</small></span>
      <textarea rows={2} maxLength={2000} value={here.notes ?? ""} onChange={(event) => void save(event.currentTarget.value)} />
    </label>
  );
}
