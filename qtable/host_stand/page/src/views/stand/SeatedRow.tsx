import { minutesSince } from "../../selectors";
import { table } from "../../store";
import { minutes } from "../../texts/format";
import { stand as texts } from "../../texts/stand";
import { trade } from "../../texts/trade";
import type { Guest } from "../../wire";
import { Badge } from "../controls/Badge";
import { useHere } from "../context";
import { Remarks } from "./WaitingRow";

export function SeatedRow({ party }: { party: Guest }) {
  const { stand, actions } = useHere();
  const where = stand.state.value ? table(stand.state.value, party.tableId) : undefined;
  const elapsed = minutesSince(party.seatedTime, stand.clock.now.value);
  return (
    <li class="row">
      <button class="row-main" onClick={() => where && stand.open({ kind: "table", id: where.id })}>
        <Badge size={party.partySize} />
        <span class="row-text">
          <span class="row-name">{party.name}</span>
          <span class="row-wait">{where && <b>{trade.table(where)}</b>}<span>{minutes(elapsed)}</span></span>
          <Remarks party={party} />
        </span>
      </button>
      <button class="button row-next" onClick={() => void actions.finish(party)}>{texts.left}</button>
    </li>
  );
}
