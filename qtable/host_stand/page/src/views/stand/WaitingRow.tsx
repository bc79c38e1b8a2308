import { useEffect, useRef } from "preact/hooks";
import { holdLeft } from "../../holding";
import { minutesSince } from "../../selectors";
import { partyTexts } from "../../texts/party";
import { stand as texts } from "../../texts/stand";
import { trade } from "../../texts/trade";
import type { Guest } from "../../wire";
import { Badge } from "../controls/Badge";
import { useHere } from "../context";
import { Remarks } from "../party/Marks";
import { isCalled, NextStep, SeatButton, useSuggested } from "../party/NextStep";

export function WaitingRow({ party }: { party: Guest }) {
  const { stand } = useHere();
  const chosen = stand.chosenId.value === party.id;
  const row = useRef<HTMLLIElement>(null);
  // What else can be done with it opens below it, which may be out of sight.
  useEffect(() => void (chosen && row.current?.scrollIntoView({ block: "nearest" })), [chosen]);
  return (
    <li class="row" ref={row} data-drag={party.id} data-chosen={chosen} data-called={party.notifiedTime !== null}>
      <button class="row-main" data-party={party.id} aria-pressed={chosen} onClick={() => choose(stand, party)}>
        <Badge size={party.partySize} />
        <span class="row-text">
          <span class="row-name">{party.name}</span>
          <Waited party={party} />
          <Told party={party} />
          <Remarks party={party} />
        </span>
      </button>
      <NextStep party={party} look="row-next" />
      <More party={party} chosen={chosen} />
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

/** What it was told, and for how long its table is held. */
function Told({ party }: { party: Guest }) {
  const now = useHere().stand.clock.now.value;
  const left = holdLeft(party, now);
  if (party.notifiedTime === null) return null;
  return (
    <span class="row-told" data-over={left === 0}>
      <span>{partyTexts.notified(minutesSince(party.notifiedTime, now))}</span>
      {left !== null && <b>{left === 0 ? partyTexts.holdOver : partyTexts.held(left)}</b>}
    </span>
  );
}

/** Shown below a chosen row; on a phone, where choosing leads to the floor, the details stand beside each row. */
function More({ party, chosen }: { party: Guest; chosen: boolean }) {
  const { stand, actions } = useHere();
  const target = useSuggested(party);
  return (
    <div class="row-more" data-chosen={chosen}>
      <button class="button row-details" aria-label={partyTexts.detailsOf(party.name)} onClick={() => stand.open({ kind: "party", id: party.id })}>
        {partyTexts.details}
      </button>
      {chosen && target && !isCalled(party) && <SeatButton party={party} target={target} look="primary" />}
      {chosen && <button class="button" onClick={() => actions.remove("no-show", party)}>{texts.noShow}</button>}
      {chosen && <button class="button" onClick={() => actions.remove("cancel", party)}>{texts.cancel}</button>}
    </div>
  );
}
