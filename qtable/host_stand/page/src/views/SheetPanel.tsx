import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { table } from "../store";
import { texts } from "../texts";
import { useHere } from "./context";
import { QueueSheet } from "./queue/QueueSheet";
import { TableSheet } from "./TableSheet";
import { WalkInSheet } from "./WalkInSheet";

export function SheetPanel() {
  const { stand } = useHere();
  const sheet = stand.sheet.value;
  if (sheet?.kind === "walk-in") return <WalkInSheet />;
  if (sheet?.kind === "queue") return <QueueSheet />;
  const shown = sheet && stand.state.value && table(stand.state.value, sheet.id);
  return shown ? <TableSheet key={shown.id} table={shown} /> : null;
}

export function Sheet({ title, detail, children }: { title: string; detail?: string; children: ComponentChildren }) {
  const { stand } = useHere();
  const heading = useFocusAndReturn();
  return (
    <section class="sheet" role="dialog" aria-label={title}>
      <div class="sheet-head">
        <h2 ref={heading} tabindex={-1}>{title}{detail && <small>{detail}</small>}</h2>
        <button class="button quiet" onClick={() => stand.open(null)}>{texts.close}</button>
      </div>
      <div class="sheet-body">{children}</div>
    </section>
  );
}

/** The keyboard follows into the sheet, and goes back to where it was opened from. */
function useFocusAndReturn() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    heading.current?.focus();
    return () => {
      if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
    };
  }, []);
  return heading;
}
