import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { combinationsOf, inOrder, tablesOf, type Draft, type DraftTable, type Ids } from "../../editor/draft";
import { assigned, combined, duplicated, numberedInOrder, renamed, turned } from "../../editor/edits";
import { GRID, moved } from "../../editor/geometry";
import { row } from "../../editor/history";
import { newId } from "../../ids";
import { controls } from "../../texts/controls";
import { editor } from "../../texts/editor";
import { trade } from "../../texts/trade";
import { Field } from "../controls/Field";
import { Combinations } from "./Combinations";
import { useDesk, useDraft, useRemove } from "./editorContext";
import { OneTable } from "./OneTable";

/** What is picked and what can be done to it; all tables, where none is or several are being picked. */
export function Panel() {
  const desk = useDesk();
  const draft = useDraft();
  const { value: picked } = desk.picked;
  const { value: several } = desk.several;
  const tables = tablesOf(draft, picked);
  const title = tables.length === 0 ? editor.tables : tables.length === 1 ? trade.table(tables[0]!) : editor.picked(tables.length);
  const heading = useFoundFocus(title);
  const close = () => {
    desk.several.value = false;
    desk.pick([]);
  };
  return (
    <aside class="editor-panel" aria-label={title}>
      <div class="editor-picked">
        <h2 ref={heading} tabindex={-1}>{title}</h2>
        {(tables.length === 0 || several) && <button class="button" aria-pressed={several} onClick={() => (desk.several.value = !several)}>{editor.several}</button>}
        {tables.length > 0 && <button class="button quiet" onClick={close}>{controls.close}</button>}
      </div>
      {tables.length > 0 && <Picked tables={tables} draft={draft} ids={picked} alone={tables.length === 1 && !several} />}
      {(tables.length === 0 || several) && <Lists draft={draft} />}
    </aside>
  );
}

/** What had the focus may be gone with what was picked or removed. */
function useFoundFocus(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const began = useRef(title);
  useLayoutEffect(() => {
    if (began.current !== title && document.activeElement === document.body) heading.current?.focus();
    began.current = title;
  }, [title]);
  return heading;
}

function Picked({ tables, draft, ids, alone }: { tables: DraftTable[]; draft: Draft; ids: Ids; alone: boolean }) {
  const first = tables[0]!;
  return (
    <>
      <Moves />
      <Acts draft={draft} ids={ids} />
      {alone && <OneTable key={first.id} table={first} />}
      <Section draft={draft} ids={ids} of={first} />
      <Combinations draft={draft} among={ids} />
    </>
  );
}

function Lists({ draft }: { draft: Draft }) {
  const desk = useDesk();
  const room = desk.room.value;
  const shown = inOrder(draft.tables).filter((one) => room === null || one.section === room);
  const none = desk.picked.value.size === 0;
  return (
    <>
      {none && <p class="editor-hint">{editor.list}</p>}
      <Rows tables={shown} />
      {none && (room === null ? <Combinations draft={draft} /> : <Room key={room} name={room} draft={draft} />)}
    </>
  );
}

function Rows({ tables }: { tables: readonly DraftTable[] }) {
  const desk = useDesk();
  const pick = (id: string) => (desk.several.peek() ? desk.toggle(id) : desk.pick([id]));
  return (
    <ul class="editor-rows">
      {tables.map((one) => (
        <li key={one.id}>
          <button class="button" aria-pressed={desk.several.value ? desk.picked.value.has(one.id) : undefined} onClick={() => pick(one.id)}>
            {trade.table(one)}<small>{editor.shape[one.shape]} · {trade.seats(one.capacity)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Room({ name, draft }: { name: string; draft: Draft }) {
  const desk = useDesk();
  const rename = (to: string) => {
    if (!to.trim() || draft.sections.some((one) => one.name === to.trim())) return;
    desk.room.value = to.trim();
    desk.edit(renamed(draft, name, to.trim()));
  };
  const remove = () => {
    desk.room.value = null;
    desk.edit(renamed(draft, name, null));
  };
  return (
    <>
      <Commit label={editor.sectionName} value={name} onCommit={rename} />
      <button class="button" onClick={remove}>{editor.removeSection}</button>
    </>
  );
}

/** Told when it is left or Enter is pressed, not with each letter. */
export function Commit({ label, value, onCommit, error }: { label: string; value: string; onCommit: (value: string) => void; error?: string }) {
  const typed = useSignal(value);
  const commit = () => typed.value !== value && onCommit(typed.value);
  return (
    <div onFocusOut={commit} onKeyDown={(event) => event.key === "Enter" && commit()}>
      <Field name={label} label={label} required value={typed.value} error={error} maxLength={20} onInput={(text) => (typed.value = text)} />
    </div>
  );
}

function Section({ draft, ids, of }: { draft: Draft; ids: Ids; of: DraftTable }) {
  const desk = useDesk();
  const naming = useSignal(false);
  const shared = tablesOf(draft, ids).every((one) => one.section === of.section);
  const assign = (name: string | null) => desk.edit(assigned(draft, ids, name, newId));
  const pick = (value: string) => (value === NEW ? (naming.value = true) : assign(value || null));
  const name = (text: string) => {
    naming.value = false;
    if (text.trim()) assign(text.trim());
  };
  return (
    <>
      <Choice label={editor.section} value={shared ? (of.section ?? "") : MIXED} onPick={pick}>
        {!shared && <option value={MIXED}>–</option>}
        <option value="">{editor.noSection}</option>
        {draft.sections.map((one) => <option key={one.id} value={one.name}>{one.name}</option>)}
        <option value={NEW}>{editor.newSection}…</option>
      </Choice>
      {naming.value && <Commit label={editor.sectionName} value="" onCommit={name} />}
    </>
  );
}

const [NEW, MIXED] = ["\n", "\t"];

export function Choice({ label, value, onPick, children }: { label: string; value: string; onPick: (value: string) => void; children: ComponentChildren }) {
  return (
    <label class="field">
      {label}
      <select value={value} onChange={(event) => onPick(event.currentTarget.value)}>{children}</select>
    </label>
  );
}

function Moves() {
  const desk = useDesk();
  const step = (dx: number, dy: number) => desk.edit(moved(desk.draft.peek()!, desk.picked.peek(), dx * GRID, dy * GRID), row.move);
  const { left, up, down, right } = editor.moves;
  const ways = [[left, "←", -1, 0], [up, "↑", 0, -1], [down, "↓", 0, 1], [right, "→", 1, 0]] as const;
  return (
    <div class="editor-acts" role="group" aria-label={editor.move}>
      {ways.map(([name, arrow, dx, dy]) => <button key={arrow} class="button" aria-label={name} onClick={() => step(dx, dy)}>{arrow}</button>)}
    </div>
  );
}

function Acts({ draft, ids }: { draft: Draft; ids: Ids }) {
  const desk = useDesk();
  const remove = useRemove();
  const duplicate = () => {
    const { draft: next, copies } = duplicated(draft, ids, newId);
    desk.edit(next);
    desk.pick(copies);
  };
  const together = combinationsOf(draft, ids).some((one) => one.tableIds.length === ids.size);
  return (
    <div class="editor-acts">
      <button class="button" onClick={() => desk.edit(turned(draft, ids, 45), row.turn)}>{editor.turn}</button>
      <button class="button" onClick={duplicate}>{editor.duplicate}</button>
      <button class="button" onClick={remove}>{editor.remove}</button>
      {ids.size > 1 && <button class="button" onClick={() => desk.edit(numberedInOrder(draft, ids))}>{editor.number}</button>}
      {ids.size > 1 && !together && <button class="button" onClick={() => desk.edit(combined(draft, newId(), ids))}>{editor.combine}</button>}
    </div>
  );
}
