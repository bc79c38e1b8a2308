import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { controls } from "../../texts/controls";

interface Props {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** A question that must be answered first: the browser keeps the keyboard inside, and gives it back after. */
export function Dialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="dialog" ref={dialog} aria-label={title} onClose={onClose} onKeyDown={(event) => event.stopPropagation()}>
      <h2>{title}</h2>
      {children}
      <button class="button" onClick={() => dialog.current?.close()}>{controls.close}</button>
    </dialog>
  );
}
