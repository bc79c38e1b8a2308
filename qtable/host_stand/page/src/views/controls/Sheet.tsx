import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { controls } from "../../texts/controls";

interface Props {
  title: string;
  detail?: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** Slides over the right side of a screen, whose rest stays in use; on a phone it comes from below. */
export function Sheet({ title, detail, onClose, children }: Props) {
  const heading = useFocusAndReturn();
  useEscape(onClose);
  return (
    <section class="sheet" role="dialog" aria-label={title}>
      <div class="sheet-head">
        <h2 ref={heading} tabindex={-1}>{title}{detail && <small>{detail}</small>}</h2>
        <button class="button quiet" onClick={onClose}>{controls.close}</button>
      </div>
      <div class="sheet-body">{children}</div>
    </section>
  );
}

/** The keyboard follows into what opens, to its next step where it has one, and goes back to where it was opened from. */
function useFocusAndReturn() {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    (heading.current?.closest(".sheet")?.querySelector<HTMLElement>("[data-next]") ?? heading.current)?.focus();
    return () => {
      if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
    };
  }, []);
  return heading;
}

/** From the moment that it is there, so that no key of a fast hand is lost. */
export function useEscape(act: () => void) {
  useLayoutEffect(() => {
    const hear = (event: KeyboardEvent) => void (event.key === "Escape" && act());
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  });
}
