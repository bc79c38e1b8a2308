import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface Props {
  /** Read out after what it shows, which are the `children`. */
  label: string;
  children: ComponentChildren;
  /** What opens; told how to close it. */
  body: (close: () => void) => ComponentChildren;
  class: string;
}

/** A button with a box of links and buttons below it. Arrows go through them, Escape and a tap elsewhere close it. */
export function Popover({ label, children, body, class: name }: Props) {
  const open = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const close = () => (open.value = false);
  useTapElsewhere(root, close);

  function hear(event: KeyboardEvent) {
    if (event.key === "Escape" && open.value) {
      event.stopPropagation();
      close();
      root.current?.querySelector("button")?.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    if (event.key === "ArrowDown") open.value = true;
    // Once what has just opened is there.
    requestAnimationFrame(() => walk(root.current, step));
  }

  return (
    <div class={`popover ${name}`} ref={root} onKeyDown={hear}>
      <button class="popover-open" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        {children}<span class="unseen"> {label}</span>
      </button>
      {open.value && <div class="popover-body">{body(close)}</div>}
    </div>
  );
}

function walk(root: HTMLElement | null, step: number): void {
  const all = [...(root?.querySelectorAll<HTMLElement>("a[href], button, input") ?? [])];
  const next = all[all.indexOf(document.activeElement as HTMLElement) + step];
  next?.focus();
}

function useTapElsewhere(root: { current: HTMLElement | null }, act: () => void): void {
  useLayoutEffect(() => {
    const hear = (event: Event) => void (root.current?.contains(event.target as Node) || act());
    addEventListener("pointerdown", hear);
    return () => removeEventListener("pointerdown", hear);
  }, []);
}
