import { dayOf } from "../../book";
import { clockTime, dayName } from "../../texts/format";
import { leftOver as texts } from "../../texts/left_over";
import { stand as lists } from "../../texts/stand";
import type { Guest } from "../../wire";
import { Badge } from "../controls/Badge";
import { useHere } from "../context";

/** Who was forgotten in line on an earlier day: not counted, below those who wait. */
export function LeftOver() {
  return (
    <section class="left-over" aria-labelledby="left-over">
      <h2 id="left-over">{texts.title}</h2>
      <p>{texts.next}</p>
      <ul>{useHere().stand.leftOver.value.map((party) => <Row key={party.id} party={party} />)}</ul>
    </section>
  );
}

function Row({ party }: { party: Guest }) {
  const { stand, actions } = useHere();
  const calendar = stand.calendar.value;
  const came = `${dayName(dayOf(party.arrivalTime, calendar))}, ${clockTime(party.arrivalTime, calendar.zone)}`;
  return (
    <li class="row">
      <button class="row-main" onClick={() => stand.open({ kind: "party", id: party.id })}>
        <Badge size={party.partySize} />
        <span class="row-text"><span class="row-name">{party.name}</span><span class="row-wait">{texts.since(came)}</span></span>
      </button>
      <button class="button row-next" aria-label={`${lists.noShow}: ${party.name}`} onClick={() => actions.remove("no-show", party)}>{lists.noShow}</button>
    </li>
  );
}
