import { begunWith } from "../../editor/edits";
import type { components } from "../../generated/api";
import { newId } from "../../ids";
import { editor } from "../../texts/editor";
import { Empty } from "../controls/Empty";
import { Read, useRead } from "../controls/read";
import { useDesk, useDraft } from "./editorContext";

export function Start() {
  const desk = useDesk();
  const draft = useDraft();
  const asked = useRead<components["schemas"]["Template"][]>("/floor/templates");
  return (
    <Empty title={editor.empty} next={editor.emptyNext}>
      <Read asked={asked}>
        {(all) => (
          <>
            {all.map(({ name, tables }) => (
              <button key={name} class="button" onClick={() => desk.edit(begunWith(draft, tables, newId))}>{editor.template(name, tables.length)}</button>
            ))}
          </>
        )}
      </Read>
    </Empty>
  );
}
