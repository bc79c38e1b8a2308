import { firstTable, minutesSince, occupant, tableState } from "../../selectors";
import { sheet } from "../../texts/sheet";
import { trade } from "../../texts/trade";
import type { Guest, Table } from "../../wire";
import { Badge } from "../controls/Badge";
import { useFloor, useHere } from "../context";
import { Sheet } from "../controls/Sheet";
import { FreeTable } from "./FreeTable";
import { Remarks } from "../party/Marks";

export function TableSheet({ table }: { table: Table }) {
  const { stand } = useHere();
  const shown = useFloor();
  const [party, first] = [occupant(shown, table), firstTable(shown, table)];
  const known = [trade.state[tableState(table)], first && trade.joined(first), trade.seats(table.capacity), table.section];
  const detail = known.filter(Boolean).join(" · ");
  return (
    <Sheet title={trade.table(table)} detail={detail} onClose={() => stand.open(null)}>
      {party ? <Seated party={party} /> : <Unoccupied table={table} />}
    </Sheet>
  );
}

function Unoccupied({ table }: { table: Table }) {
  const { actions } = useHere();
  const state = tableState(table);
  if (state === "blocked") return <p>{sheet.closedTable}</p>;
  if (state === "dirty") return <button class="button primary huge" onClick={() => void actions.clear(table)}>{sheet.clean}</button>;
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
          <span class="row-wait">{sheet.seatedFor(minutesSince(party.seatedTime, stand.clock.now.value))}</span>
          <Remarks party={party} />
        </div>
      </div>
      <button class="button primary huge" onClick={() => void actions.finish(party)}>{sheet.left}</button>
      <div class="pair">
        <button class="button" onClick={() => stand.choose(party.id)}>{sheet.move}</button>
        <button class="button" onClick={() => void actions.unseat(party)}>{sheet.unseat}</button>
      </div>
    </>
  );
}
