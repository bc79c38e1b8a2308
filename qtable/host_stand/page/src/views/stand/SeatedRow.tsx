import { seatedOf } from "../../outlook";
import { minutesSince } from "../../selectors";
import { table } from "../../store";
import { clockTime, minutes } from "../../texts/format";
import { partyTexts } from "../../texts/party";
import { stand as texts } from "../../texts/stand";
import { trade } from "../../texts/trade";
import type { Guest } from "../../wire";
import { Badge } from "../controls/Badge";
import { useFloor, useHere, useZone } from "../context";
import { Remarks } from "../party/Marks";

export function SeatedRow({ party }: { party: Guest }) {
  const { stand, actions } = useHere();
  const where = table(useFloor(), party.tableId);
  const elapsed = minutesSince(party.seatedTime, stand.clock.now.value);
  return (
    <li class="row" data-drag={party.id}>
      <button class="row-main" data-party={party.id} onClick={() => where && stand.open({ kind: "table", id: where.id })}>
        <Badge size={party.partySize} />
        <span class="row-text">
          <span class="row-name">{party.name}</span>
          <span class="row-wait">{where && <b>{trade.table(where)}</b>}<span>{minutes(elapsed)}</span></span>
          <Free party={party} />
          <Remarks party={party} />
        </span>
      </button>
      <button class="button row-next" onClick={() => actions.finish(party)}>{texts.left}</button>
    </li>
  );
}

function Free({ party }: { party: Guest }) {
  const { outlook, stand } = useHere();
  const zone = useZone();
  const said = seatedOf(outlook.now.value, party.id);
  if (!said) return null;
  const due = Date.parse(said.free_at) <= stand.clock.now.value;
  return <span class="row-told">{due ? partyTexts.due : partyTexts.freeAt(clockTime(said.free_at, zone))}</span>;
}
