import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ServerClock } from "../clock";
import type { Phase } from "../sync/ports";
import { useHere } from "./context";

/** A shorter interruption isn't worth a host's look. */
const OFFLINE_AFTER_S = 4;

/** How the line to the box stands, and for how many seconds it has been gone. */
export function useLine(): { phase: Phase | "offline"; lostFor: number } {
  const { stand } = useHere();
  const lostFor = useSecondsSince(stand.lostAt.value, stand.clock);
  const phase = stand.syncPhase.value;
  const trying = phase === "reconnecting" || phase === "connecting";
  return { phase: trying && lostFor >= OFFLINE_AFTER_S ? "offline" : phase, lostFor };
}

function useSecondsSince(start: number | null, clock: ServerClock): number {
  const seconds = useSignal(0);
  useEffect(() => {
    seconds.value = 0;
    if (start === null) return;
    const timer = setInterval(() => (seconds.value = Math.floor((clock.device() - start) / 1000)), 1000);
    return () => clearInterval(timer);
  }, [start]);
  return start === null ? 0 : seconds.value;
}
