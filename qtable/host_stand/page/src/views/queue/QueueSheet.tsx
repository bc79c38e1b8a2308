import type { ComponentChildren } from "preact";
import type { Queued } from "../../queue/queued";
import { wayOut } from "../../queue/telling";
import { acts } from "../../texts/acts";
import { queue } from "../../texts/queue";
import { refusalText } from "../../texts/refusals";
import { useHere } from "../context";
import { Empty } from "../controls/Empty";
import { Sheet } from "../controls/Sheet";

/** What this device did: what waits, what needs a decision, and the last of what is done. */
export function QueueSheet() {
  const { stand, actions: { outbox } } = useHere();
  const entries = outbox.entries.value;
  const [waiting, aside] = [entries.filter((one) => one.state === "waiting"), entries.filter((one) => one.state === "aside")];
  const past = outbox.undoable.value.filter((one) => one.state === "done").reverse();
  return (
    <Sheet title={queue.title} onClose={() => stand.open(null)}>
      <Part title={queue.aside} entries={aside}>{(entry) => <Aside entry={entry} all={entries} />}</Part>
      <Part title={queue.waiting} entries={waiting}>{(entry) => <Waiting entry={entry} />}</Part>
      {!outbox.lasting.value && <p class="queue-note">{queue.notLasting}</p>}
      <Others />
      <Part title={queue.past} entries={past}>{(entry) => <Past entry={entry} />}</Part>
      {entries.length === 0 && <Empty title={queue.empty} next={queue.emptyNext} />}
    </Sheet>
  );
}

interface PartProps {
  title: string;
  entries: Queued[];
  children: (entry: Queued) => ComponentChildren;
}

function Part({ title, entries, children }: PartProps) {
  if (entries.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="queue">{entries.map((entry) => <li key={entry.key} class="queue-row" data-state={entry.state}>{children(entry)}</li>)}</ul>
    </>
  );
}

function Waiting({ entry }: { entry: Queued }) {
  return <><p>{queue.verb(entry)}</p><Discard entry={entry} /></>;
}

function Past({ entry }: { entry: Queued }) {
  const { actions } = useHere();
  const what = queue.verb(entry);
  return (
    <>
      <p>{what}</p>
      <button class="button" aria-label={queue.undoThis(what)} onClick={() => void actions.undo(entry)}>{acts.undo}</button>
    </>
  );
}

function Aside({ entry, all }: { entry: Queued; all: readonly Queued[] }) {
  return (
    <>
      <p>{queue.verb(entry)}<small>{reason(entry, all)}</small></p>
      <div class="queue-ways"><WayOut entry={entry} /><Discard entry={entry} /></div>
    </>
  );
}

function reason({ why }: Queued, all: readonly Queued[]): string {
  if (!why) return "";
  if (!why.with) return refusalText(why) || acts.refused;
  const ground = all.find((one) => one.key === why.with);
  return ground ? queue.builtOn(queue.verb(ground)) : queue.builtOnGone;
}

function WayOut({ entry }: { entry: Queued }) {
  const { actions } = useHere();
  if (!entry.why) return null;
  const way = wayOut(entry, entry.why);
  const name = entry.seen.party?.name ?? "";
  if (way === "elsewhere") return <button class="button primary" aria-label={queue.otherTableFor(name)} onClick={() => void actions.chooseAnother(entry)}>{queue.otherTable}</button>;
  if (way === "anyway") return <button class="button primary" onClick={() => void actions.again(entry, true)}>{acts.seatAnyway}</button>;
  return <button class="button primary" aria-label={queue.againThis(queue.verb(entry))} onClick={() => void actions.again(entry)}>{queue.again}</button>;
}

function Discard({ entry }: { entry: Queued }) {
  const { actions } = useHere();
  return (
    <button class="button" aria-label={queue.discardThis(queue.verb(entry))} onClick={() => void actions.discard(entry)}>
      {queue.discard}
    </button>
  );
}

/** Never sent in this person's name; they are told of it so that nobody wonders. */
function Others() {
  const others = useHere().actions.outbox.others.value;
  const names = [...new Set(others.map((one) => one.owner.userName))];
  return <>{names.map((name) => <p key={name} class="queue-note">{queue.othersWait(name, others.filter((one) => one.owner.userName === name).length)}</p>)}</>;
}
