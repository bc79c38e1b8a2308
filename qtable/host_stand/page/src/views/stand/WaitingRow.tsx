import { bestTables } from "../../fit";
import { minutesSince } from "../../selectors";
import { stand as texts } from "../../texts/stand";
import { trade } from "../../texts/trade";
import type { Guest } from "../../wire";
import { Badge } from "../controls/Badge";
import { useHere } from "../context";

export function WaitingRow({ party }: { party: Guest }) {
  const { stand } = useHere();
  const chosen = stand.chosenId.value === party.id;
  return (
    <li class="row" data-chosen={chosen}>
      <button class="row-main" aria-pressed={chosen} onClick={() => choose(stand, party)}>
        <Badge size={party.partySize} />
        <span class="row-text">
          <span class="row-name">{party.name}</span>
          <Waited party={party} />
          <Remarks party={party} />
        </span>
      </button>
      <NextStep party={party} />
      {chosen && <More party={party} />}
    </li>
  );
}

/** On a phone the floor is another tab: show it, since a table comes next. */
function choose(stand: ReturnType<typeof useHere>["stand"], party: Guest): void {
  stand.choose(party.id);
  if (stand.chosenId.value && matchMedia("(max-width: 699px)").matches) stand.tab.value = "floor";
}

function Waited({ party }: { party: Guest }) {
  const count = minutesSince(party.arrivalTime, useHere().stand.clock.now.value);
  const over = party.quotedWait === null ? 0 : count - party.quotedWait;
  return (
    <span class="row-wait" data-over={over > 0}>
      {party.status !== "waiting" && <b>{trade.status[party.status]}</b>}
      <span>{texts.waited(count, party.quotedWait)}</span>
      {over > 0 && <b>{`+${over}`}</b>}
      {party.quotedWait !== null && <Meter share={count / Math.max(1, party.quotedWait)} />}
    </span>
  );
}

function Meter({ share }: { share: number }) {
  return <span class="meter" aria-hidden="true"><span style={{ width: `${Math.min(1, share) * 100}%` }} /></span>;
}

export function Remarks({ party }: { party: Guest }) {
  const remarks = [...party.tags, ...party.dietaryRestrictions, party.notes].filter(Boolean).join(" · ");
  return remarks ? <span class="row-remarks">{remarks}</span> : null;
}

function NextStep({ party }: { party: Guest }) {
  const { stand, actions } = useHere();
  const best = stand.state.value && bestTables(stand.state.value, party.partySize, 1)[0];
  if (!best) return <span class="row-full">{texts.noFit}</span>;
  return <button class="button row-next" onClick={() => void actions.seat(party, best)}>{texts.seatAt(best)}</button>;
}

function More({ party }: { party: Guest }) {
  const { actions } = useHere();
  return (
    <div class="row-more">
      <button class="button" onClick={() => void actions.remove("no-show", party)}>{texts.noShow}</button>
      <button class="button" onClick={() => void actions.remove("cancel", party)}>{texts.cancel}</button>
    </div>
  );
}
