// A party that is dragged is a chosen party: the floor shows what fits, and letting go over a table taps it.
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useHere } from "../context";

const HOLD_MS = 350;
const STILL_PX = 8;

export interface Held {
  x: number;
  y: number;
  id: string;
}

/** Party → table seats, table → table moves. A finger rests first, since one that goes on at once scrolls. */
export function useDrag() {
  const { stand } = useHere();
  const ref = useRef<HTMLDivElement>(null);
  const held = useSignal<Held | null>(null);
  useLayoutEffect(() => {
    const root = ref.current;
    if (!root) return;
    const over = new AbortController();
    const on = (name: string, act: (event: PointerEvent) => void, where: EventTarget = window, capture = false) =>
      where.addEventListener(name, act as EventListener, { signal: over.signal, passive: false, capture });
    let start: (Held & { touch: boolean }) | null = null;
    let resting: ReturnType<typeof setTimeout> | undefined;

    const lift = () => {
      if (!start || held.value) return;
      held.value = { ...start };
      if (stand.chosenId.value !== start.id) stand.choose(start.id);
    };
    const end = () => {
      clearTimeout(resting);
      start = held.value = null;
    };
    on("pointerdown", (event) => {
      end();
      const id = sourceOf(event.target);
      if (!id || !event.isPrimary || event.button !== 0) return;
      start = { id, x: event.clientX, y: event.clientY, touch: event.pointerType !== "mouse" };
      if (start.touch) resting = setTimeout(lift, HOLD_MS);
    }, root);
    on("pointermove", (event) => {
      if (!start) return;
      const far = Math.hypot(event.clientX - start.x, event.clientY - start.y) > STILL_PX;
      if (!held.value && far && start.touch) return end();
      if (far) lift();
      if (held.value) held.value = { ...held.value, x: event.clientX, y: event.clientY };
    });
    on("pointerup", (event) => {
      const dragged = held.value !== null;
      end();
      if (!dragged) return;
      const target = targetAt(event.clientX, event.clientY);
      if (target) target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      else stand.chosenId.value = null;
      swallowClick();
    });
    on("pointercancel", () => {
      if (held.value) stand.chosenId.value = null;
      end();
    });
    // Only so is the browser kept from scrolling, and from its own menu, once the finger has taken hold.
    on("touchmove", (event) => void (held.value && event.preventDefault()));
    on("contextmenu", (event) => void (start?.touch && event.preventDefault()), root);
    return () => {
      end();
      over.abort();
    };
  }, []);
  return { ref, held: held.value };
}

function sourceOf(target: EventTarget | null): string | undefined {
  return (target as Element).closest<HTMLElement | SVGElement>("[data-drag]")?.dataset["drag"];
}

function targetAt(x: number, y: number): Element | null {
  return document.elementFromPoint(x, y)?.closest("[data-table]")?.querySelector(".table-button") ?? null;
}

/** The click that ends a drag taps nothing. */
function swallowClick(): void {
  const stop = (event: Event) => event.stopPropagation();
  addEventListener("click", stop, { capture: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }), 0);
}
