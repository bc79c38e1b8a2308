import { minutesSince, occupant, tableState } from "../selectors";
import type { State } from "../store";
import { minutes, seats, stateText, tableName, texts } from "../texts";
import type { Guest, Table } from "../wire";
import { Badge } from "./Badge";
import { useHere } from "./context";
import { FreeTable } from "./FreeTable";
import { Sheet } from "./SheetPanel";
import { Remarks } from "./WaitingRow";

export function TableSheet({ table }: { table: Table }) {
  const { stand } = useHere();
  const party = occupant(stand.state.value as State, table);
  const detail = [stateText[tableState(table)], seats(table.capacity), table.section].filter(Boolean).join(" · ");
  return (
    <Sheet title={tableName(table)} detail={detail}>
      {party ? <Seated party={party} /> : <Unoccupied table={table} />}
    </Sheet>
  );
}

function Unoccupied({ table }: { table: Table }) {
  const { actions } = useHere();
  const state = tableState(table);
  if (state === "blocked") return <p>{texts.closedTable}</p>;
  if (state === "dirty") return <button class="button primary huge" onClick={() => void actions.clear(table)}>{texts.clean}</button>;
  return <FreeTable table={table} />;
}

function Seated({ party }: { party: Guest }) {
  const { stand, actions } = useHere();
  return (
    <>
      <div class="card">
        <Badge size={party.partySize} />
        <div class="row-text">
          <span class="row-name">{party.name}</span>
          <span class="row-wait">{texts.seated} {minutes(minutesSince(party.seatedTime, stand.clock.now.value))}</span>
          <Remarks party={party} />
        </div>
      </div>
      <button class="button primary huge" onClick={() => void actions.finish(party)}>{texts.left}</button>
      <div class="pair">
        <button class="button" onClick={() => stand.choose(party.id)}>{texts.move}</button>
        <button class="button" onClick={() => void actions.unseat(party)}>{texts.unseat}</button>
      </div>
    </>
  );
}
