import { queue } from "../../texts/queue";
import { sync } from "../../texts/sync";
import { useHere } from "../context";
import { useLine } from "../line";

/** How the line stands, and what waits for it; a tap lists this device's actions. */
export function Pill() {
  const { stand } = useHere();
  const { phase, lostFor } = useLine();
  return (
    <div class="pill-place">
      <button class="pill" data-phase={phase} title={stand.stopReason.value || queue.opens} onClick={() => stand.open({ kind: "queue" })}>
        <span class="pill-mark" aria-hidden="true" />
        <span role="status">{sync.phase[phase]}</span>
        {phase === "offline" && <span class="pill-time" aria-hidden="true">{stopwatch(lostFor)}</span>}
        <Counts live={phase === "live"} />
      </button>
      {phase === "stopped" && <button class="pill-reload" onClick={() => location.reload()}>{sync.reload}</button>}
    </div>
  );
}

/** While the line stands, what is on its way is done before it could be read. */
function Counts({ live }: { live: boolean }) {
  const entries = useHere().actions.outbox.entries.value;
  const waiting = entries.filter((one) => one.state === "waiting" && (!live || one.late)).length;
  const aside = entries.filter((one) => one.state === "aside").length;
  return (
    <>
      {waiting > 0 && <span class="pill-count">{queue.waitingCount(waiting)}</span>}
      {aside > 0 && <span class="pill-count">{queue.asideCount(aside)}</span>}
    </>
  );
}

function stopwatch(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
