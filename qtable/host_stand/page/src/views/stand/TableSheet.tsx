import { nextStage, sightsOf } from "../../looks";
import { firstTable, minutesSince, occupant, tableState } from "../../selectors";
import { clockTime } from "../../texts/format";
import { sheet } from "../../texts/sheet";
import { trade } from "../../texts/trade";
import type { Guest, Table } from "../../wire";
import { Badge } from "../controls/Badge";
import { useFloor, useHere, useZone } from "../context";
import { Sheet } from "../controls/Sheet";
import { FreeTable } from "./FreeTable";
import { Remarks } from "../party/Marks";
import { MoreOfTable } from "./MoreOfTable";

const FIRST = "button primary huge";
const SECOND = "button big";

export function TableSheet({ table }: { table: Table }) {
  const { stand } = useHere();
  const shown = useFloor();
  const [party, first] = [occupant(shown, table), firstTable(shown, table)];
  const known = [trade.state[tableState(table)], first && trade.joined(first), trade.seats(table.capacity), table.section];
  const detail = known.filter(Boolean).join(" · ");
  return (
    <Sheet title={trade.table(table)} detail={detail} onClose={() => stand.open(null)}>
      {table.notes && <p class="table-note">{table.notes}</p>}
      {party ? <Seated party={party} table={first ?? table} /> : <Unoccupied table={table} />}
      <MoreOfTable table={table} party={party} />
    </Sheet>
  );
}

function Unoccupied({ table }: { table: Table }) {
  const { actions } = useHere();
  const state = tableState(table);
  if (state === "dirty") return <button class="button primary huge" data-next onClick={() => actions.clear(table)}>{sheet.clean}</button>;
  if (state !== "blocked") return <><Spoken table={table} /><FreeTable table={table} /></>;
  return (
    <>
      <p>{sheet.closedTable}</p>
      <button class="button primary huge" data-next onClick={() => actions.change(table, { status: "available" })}>{sheet.open}</button>
    </>
  );
}

/** For whom it is kept, before somebody else is seated there. */
function Spoken({ table }: { table: Table }) {
  const { stand, outlook, held } = useHere();
  const zone = useZone();
  const { heldFor, booking } = sightsOf(useFloor(), outlook.now.value, held.value, stand.clock.now.value).get(table.id) ?? {};
  const told = [
    heldFor && sheet.heldFor(heldFor, heldFor.heldUntil && clockTime(heldFor.heldUntil, zone)),
    booking && sheet.bookedFor(booking.guestName, clockTime(booking.reservationTime, zone)),
  ].filter(Boolean);
  return told.length > 0 ? <p class="table-note">{told.join(" ")}</p> : null;
}

function Seated({ party, table }: { party: Guest; table: Table }) {
  const { stand, actions } = useHere();
  const next = nextStage(useFloor(), table.stage);
  return (
    <>
      <div class="card">
        <Badge size={party.partySize} />
        <div class="row-text">
          <span class="row-name">{party.name}</span>
          <span class="row-wait">{table.stage && table.stage !== "seated" && <b>{trade.stage[table.stage]}</b>}{sheet.seatedFor(minutesSince(party.seatedTime, stand.clock.now.value))}</span>
          <Remarks party={party} />
        </div>
      </div>
      {next && <button class={FIRST} data-next onClick={() => actions.setStage(table, next)}>{trade.stage[next]}</button>}
      <button class={next ? SECOND : FIRST} data-next onClick={() => actions.finish(party)}>{sheet.left}</button>
      <div class="pair">
        <button class="button" onClick={() => stand.choose(party.id)}>{sheet.move}</button>
        <button class="button" onClick={() => actions.unseat(party)}>{sheet.unseat}</button>
      </div>
    </>
  );
}
