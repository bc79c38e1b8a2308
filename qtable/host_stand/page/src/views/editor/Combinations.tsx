import type { Draft, Ids } from "../../editor/draft";
import { recombined, separated } from "../../editor/edits";
import { editor } from "../../texts/editor";
import { useDesk } from "./editorContext";
import { Count } from "./OneTable";

/** Those of which a picked table is a part, or all. */
export function Combinations({ draft, among }: { draft: Draft; among?: Ids }) {
  const desk = useDesk();
  const shown = draft.combinations.filter(({ tableIds }) => !among || tableIds.some((id) => among.has(id)));
  if (shown.length === 0) return null;
  return (
    <section class="editor-combinations">
      <h3>{editor.combinations}</h3>
      {shown.map(({ id, name, minPartySize: least, maxPartySize: greatest }) => (
        <details key={id}>
          <summary>{editor.combination(name, least, greatest)}</summary>
          <Count label={editor.least} value={least} onPick={(size) => desk.edit(recombined(draft, id, size, Math.max(size, greatest)), id)} />
          <Count label={editor.greatest} value={greatest} onPick={(size) => desk.edit(recombined(draft, id, Math.min(size, least), size), id)} />
          <button class="button" onClick={() => desk.edit(separated(draft, id))}>{editor.uncombine(name)}</button>
        </details>
      ))}
    </section>
  );
}
