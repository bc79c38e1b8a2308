import { useSignal } from "@preact/signals";
import { acts } from "../../texts/acts";
import { controls } from "../../texts/controls";
import { editor } from "../../texts/editor";
import { menu } from "../../texts/menu";
import { useHere } from "../context";
import { Page } from "../controls/Page";
import { Segmented } from "../controls/Segmented";
import { DeskContext, useDesk, useNewDesk } from "./editorContext";
import { Palette } from "./Palette";
import { Panel } from "./Panel";
import { Plan } from "./Plan";
import { Publish } from "./Publish";

export function Editor() {
  const desk = useNewDesk();
  return (
    <DeskContext.Provider value={desk}>
      <Page title={menu.floorEditor} tools={desk.draft.value && <Tools />}>
        {desk.draft.value ? <Desktop /> : <p class="reading" role="status">{desk.problem.value || controls.reading}</p>}
      </Page>
    </DeskContext.Provider>
  );
}

function Desktop() {
  const desk = useDesk();
  const hear = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    if (event.shiftKey) desk.redo();
    else desk.undo();
  };
  return (
    <div class="editor" onKeyDown={hear}>
      <div class="editor-plan">
        <Trouble />
        <Rooms />
        <Palette />
        <Plan />
      </div>
      <Panel />
    </div>
  );
}

function Tools() {
  const { stand } = useHere();
  const desk = useDesk();
  const publishing = useSignal(false);
  const { past = [], future = [] } = desk.history.value ?? {};
  const discard = async () => {
    const drawn = desk.draft.peek();
    const wrong = await desk.discard();
    const back = { label: acts.undo, run: () => void (drawn && desk.edit(drawn)) };
    stand.tell(wrong ? { kind: "failure", text: wrong } : { kind: "done", text: editor.discarded, action: back });
  };
  return (
    <>
      <span class="editor-saving" role="status">{desk.saving.value === "saved" && !desk.stored.value ? editor.same : editor.saving[desk.saving.value]}</span>
      <button class="button" disabled={past.length === 0} onClick={() => desk.undo()}>{acts.undo}</button>
      <button class="button" disabled={future.length === 0} onClick={() => desk.redo()}>{editor.redo}</button>
      <button class="button" disabled={!desk.stored.value} onClick={() => void discard()}>{editor.discard}</button>
      <button class="button primary" onClick={() => (publishing.value = true)}>{editor.publish}</button>
      {publishing.value && <Publish onClose={() => (publishing.value = false)} />}
    </>
  );
}

function Trouble() {
  const desk = useDesk();
  const clashes = desk.clashes.value.map(({ name }) => name).join(", ");
  if (desk.problem.value) {
    return (
      <div class="editor-trouble" role="alert">
        <p>{desk.problem.value}</p><button class="button" onClick={() => void desk.read()}>{editor.reread}</button>
      </div>
    );
  }
  return clashes ? (
    <div class="editor-trouble" role="alert">
      <p>{editor.clash(clashes)}</p><button class="button" onClick={() => desk.keep()}>{editor.keepMine}</button>
    </div>
  ) : null;
}

function Rooms() {
  const desk = useDesk();
  const { sections } = desk.draft.value!;
  const choices = [null, ...sections.map(({ name }) => name).sort()].map((value) => ({ value, text: value ?? editor.all }));
  const open = (room: string | null) => {
    desk.room.value = room;
    desk.pick([]);
  };
  return sections.length > 0 ? <Segmented label={editor.section} choices={choices} picked={desk.room.value} onPick={open} /> : null;
}
