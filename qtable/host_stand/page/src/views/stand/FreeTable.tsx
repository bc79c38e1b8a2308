import { holds } from "../../fit";
import { minutesSince } from "../../selectors";
import { sheet } from "../../texts/sheet";
import { stand as lists } from "../../texts/stand";
import type { Guest, Table } from "../../wire";
import { Badge } from "../controls/Badge";
import { useHere } from "../context";
import { SizePad } from "../controls/SizePad";

export function FreeTable({ table }: { table: Table }) {
  const { stand, actions } = useHere();
  const fitting = stand.waiting.value.filter((party) => holds(table, party.partySize)).slice(0, 5);
  return (
    <>
      <h3>{sheet.seatWalkIn}</h3>
      <SizePad most={table.maxPartySize} onPick={(size) => void actions.seatWalkIn(size, table)} />
      {fitting.length > 0 && <h3>{sheet.fromWaitlist}</h3>}
      <ul class="choices">{fitting.map((party) => <Choice key={party.id} party={party} table={table} />)}</ul>
    </>
  );
}

function Choice({ party, table }: { party: Guest; table: Table }) {
  const { stand, actions } = useHere();
  const count = minutesSince(party.arrivalTime, stand.clock.now.value);
  const seat = () => {
    stand.open(null);
    void actions.seat(party, table);
  };
  return (
    <li>
      <button class="choice" onClick={seat}>
        <Badge size={party.partySize} />
        <span class="row-name">{party.name}</span>
        <span class="choice-wait">{lists.waited(count, party.quotedWait)}</span>
      </button>
    </li>
  );
}
