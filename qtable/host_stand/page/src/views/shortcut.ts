import { useLayoutEffect, useRef } from "preact/hooks";
import { claim, type Shortcut } from "../shortcuts";

/** The key does `act` for as long as the view is shown. */
export function useShortcut(name: Shortcut, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useLayoutEffect(() => claim(name, () => latest.current()), [name]);
}
