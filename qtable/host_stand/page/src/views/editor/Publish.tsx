import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { textOf } from "../../editor/desk";
import { nothing, type Differences } from "../../editor/differences";
import { controls } from "../../texts/controls";
import { floorTables, occupant } from "../../selectors";
import { editor } from "../../texts/editor";
import { trade } from "../../texts/trade";
import { useFloor, useHere } from "../context";
import { Dialog } from "../controls/Dialog";
import { useDesk } from "./editorContext";

/** What would change, in words, before it does. */
export function Publish({ onClose }: { onClose: () => void }) {
  const { stand } = useHere();
  const state = useFloor();
  const desk = useDesk();
  const found = useSignal<Differences | null>(null);
  const wrong = useSignal("");
  useEffect(() => {
    desk.review().then((all) => (found.value = all), (problem: unknown) => (wrong.value = textOf(problem)));
  }, []);
  const publish = async () => {
    wrong.value = await desk.publish();
    if (wrong.value) return;
    onClose();
    stand.tell({ kind: "done", text: editor.published });
  };
  const all = found.value;
  const taken = floorTables(state).filter((one) => one.status === "occupied" && all?.tables.removed.includes(one.tableNumber));
  return (
    <Dialog title={editor.review} onClose={onClose}>
      {!all && !wrong.value && <p role="status">{controls.reading}</p>}
      {taken.map((one) => <p key={one.id} class="field-error">{editor.inUse(trade.table(one), occupant(state, one)?.name ?? "")}</p>)}
      {all && (nothing(all) ? <p>{editor.nothing}</p> : <Words all={all} />)}
      <p class="field-error" role="alert">{wrong.value}</p>
      {all && !nothing(all) && <button class="button primary big" onClick={() => void publish()}>{editor.publishNow}</button>}
    </Dialog>
  );
}

function Words({ all }: { all: Differences }) {
  const parts = [[editor.tables, all.tables], [editor.section, all.sections], [editor.combinations, all.combinations]] as const;
  return (
    <div class="editor-changes">
      {parts.map(([title, part]) => {
        const lines = linesOf(part);
        return lines.length > 0 && <section key={title}><h3>{title}</h3><ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul></section>;
      })}
    </div>
  );
}

type Part = Differences["tables" | "sections" | "combinations"];

function linesOf({ added, removed, renamed, ...more }: Part): string[] {
  const moved = "moved" in more ? more.moved : [];
  const lists = [
    [editor.added, added],
    [editor.moved, moved],
    [editor.removed, removed],
    [editor.renamed, renamed.map(({ from, to }) => `${from} → ${to}`)],
    [editor.changed, "changed" in more ? more.changed.map((one) => (typeof one === "string" ? one : changeOf(one))) : []],
  ] as const;
  return lists.filter(([, list]) => list.length > 0).map(([title, list]) => `${title}: ${list.join(", ")}`);
}

function changeOf({ label, fields }: Differences["tables"]["changed"][number]): string {
  const said = (value: number | string | null) => value ?? editor.none;
  return `${label} (${fields.map(({ field, from, to }) => `${editor.detail[field]} ${said(from)} → ${said(to)}`).join(", ")})`;
}
