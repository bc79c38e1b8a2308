import { bookings, heldBy } from "../../book";
import { holds } from "../../fit";
import { minutesSince } from "../../selectors";
import { sheet } from "../../texts/sheet";
import { stand as lists } from "../../texts/stand";
import type { Guest, Table } from "../../wire";
import { Badge } from "../controls/Badge";
import { useFloor, useHere } from "../context";
import { SizePad } from "../controls/SizePad";

/** For whom the table is kept stands first. */
export function FreeTable({ table }: { table: Table }) {
  const { stand, actions, held } = useHere();
  const state = useFloor();
  const theirs = ({ id }: Guest) => held.value.get(table.id)?.id === id || bookings(state).some((one) => one.guestId === id && heldBy(state, one).includes(table.id));
  const all = stand.waiting.value.filter((party) => holds(table, party.partySize));
  const fitting = [...all.filter(theirs), ...all.filter((party) => !theirs(party))].slice(0, 5);
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
