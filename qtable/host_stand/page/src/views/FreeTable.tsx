import { holds } from "../fit";
import { texts } from "../texts";
import type { Guest, Table } from "../wire";
import { Badge } from "./Badge";
import { useHere } from "./context";
import { SizePad } from "./SizePad";
import { minutesSince } from "../selectors";
import { waited } from "../texts";

export function FreeTable({ table }: { table: Table }) {
  const { stand, actions } = useHere();
  const fitting = stand.waiting.value.filter((party) => holds(table, party.partySize)).slice(0, 5);
  return (
    <>
      <h3>{texts.seatWalkIn}</h3>
      <SizePad most={table.maxPartySize} onPick={(size) => void actions.seatWalkIn(size, table)} />
      {fitting.length > 0 && <h3>{texts.fromWaitlist}</h3>}
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
        <span class="choice-wait">{waited(count, party.quotedWait)}</span>
      </button>
    </li>
  );
}
