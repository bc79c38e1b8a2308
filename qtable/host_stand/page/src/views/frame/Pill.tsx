import { sync } from "../../texts/sync";
import { useHere } from "../context";
import { useLine } from "../line";

export function Pill() {
  const { stand } = useHere();
  const { phase, lostFor } = useLine();
  const pending = stand.intents.value.length;
  return (
    <div class="pill" data-phase={phase} role="status" title={stand.stopReason.value}>
      <span class="pill-mark" aria-hidden="true" />
      <span>{sync.phase[phase]}</span>
      {phase === "offline" && <span aria-hidden="true">{stopwatch(lostFor)}</span>}
      {phase !== "live" && pending > 0 && <span>{sync.saving(pending)}</span>}
      {phase === "stopped" && <button class="pill-reload" onClick={() => location.reload()}>{sync.reload}</button>}
    </div>
  );
}

function stopwatch(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
