import { useRef } from "preact/hooks";
import { newId } from "../../ids";
import { added, shapes, usualSize } from "../../editor/edits";
import type { Spot } from "../../editor/geometry";
import { editor } from "../../texts/editor";
import type { TableShape } from "../../wire";
import { useDesk } from "./editorContext";
import { spotAt } from "./Plan";
import { Outline } from "./Outline";

/** A tap places a table where there is room; dragged onto the plan it lies where it is let go. */
export function Palette() {
  const desk = useDesk();
  const dropped = useRef(false);
  const place = (shape: TableShape, at?: Spot) => {
    const id = newId();
    desk.edit(added(desk.draft.peek()!, id, shape, desk.room.peek(), at));
    desk.pick([id]);
  };
  const drop = (event: PointerEvent, shape: TableShape) => {
    const at = spotAt(event);
    desk.ghost.value = null;
    dropped.current = at !== null;
    if (at) place(shape, at);
  };
  const tap = (shape: TableShape) => {
    if (!dropped.current) place(shape);
    dropped.current = false;
  };
  const hold = (event: PointerEvent) => {
    dropped.current = false;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };
  const follow = (event: PointerEvent, shape: TableShape) => {
    const at = event.buttons > 0 ? spotAt(event) : null;
    desk.ghost.value = at && { shape, at };
  };
  return (
    <div class="palette" role="group" aria-label={editor.addHere}>
      {shapes.map((shape) => (
        <button key={shape} class="button" aria-label={editor.add(editor.shape[shape])}
          onPointerDown={hold} onPointerMove={(event) => follow(event, shape)} onPointerCancel={() => (desk.ghost.value = null)}
          onPointerUp={(event) => drop(event, shape)} onClick={() => tap(shape)}>
          <svg viewBox="-60 -40 120 80" aria-hidden="true"><Outline shape={shape} size={usualSize(shape, 4)} /></svg>
          {editor.shape[shape]}
        </button>
      ))}
    </div>
  );
}
