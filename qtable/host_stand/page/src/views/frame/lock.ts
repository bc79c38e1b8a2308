import { useEffect, useRef } from "preact/hooks";
import { idleMinutes, paired, shouldLock } from "../../device";
import { pin } from "../../texts/pin";
import { useHere } from "../context";

const LOOK_MS = 5_000;

/** Gives a paired device back to whoever comes next; by itself after some idle minutes. Null on any other device. */
export function useLock(): (() => void) | null {
  const { stand, actions, logOut } = useHere();
  const isPaired = paired.value !== null;
  const act = (idleMs: number) => {
    const waiting = actions.outbox.entries.value.filter((one) => one.state === "waiting").length;
    if (shouldLock(idleMs, idleMinutes.value, stand.syncPhase.value === "live", waiting)) logOut();
  };
  useIdle(isPaired, act);
  if (!isPaired) return null;
  return () => {
    if (stand.syncPhase.value === "live") logOut();
    else stand.tell({ kind: "failure", text: pin.cannotLock });
  };
}

function useIdle(watched: boolean, act: (idleMs: number) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!watched) return;
    let touched = Date.now();
    const touch = () => (touched = Date.now());
    const events = ["pointerdown", "keydown", "wheel"];
    const timer = setInterval(() => latest.current(Date.now() - touched), LOOK_MS);
    // Before anything can keep it for itself.
    events.forEach((name) => addEventListener(name, touch, true));
    return () => {
      clearInterval(timer);
      events.forEach((name) => removeEventListener(name, touch, true));
    };
  }, [watched]);
}
