import { nextStage, type Sight } from "../../looks";
import { lookText } from "../../texts/floor";
import { clockTime, minutes } from "../../texts/format";
import { sheet } from "../../texts/sheet";
import { trade } from "../../texts/trade";
import type { Table } from "../../wire";
import { useFloor, useHere, useZone } from "../context";
import { Icon } from "../icons";
import { rankOf, type Choosing } from "./advice";
import type { FloorProps } from "./Floor";
import { useSaid } from "./said";
import { signsOf } from "./TableWords";

/** The floor as rows, with all that the plan can do; what is offered to the chosen party stands first. */
export function TableList({ tables, sights, choosing }: FloorProps) {
  const place = (table: Table) => rankOf(table, choosing) || Infinity;
  const rows = [...tables].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
  return (
    <ul class="rows table-rows">
      {rows.map((table) => {
        const sight = sights.get(table.id);
        return sight && <Row key={table.id} table={table} sight={sight} choosing={choosing} />;
      })}
    </ul>
  );
}

function Row({ table, sight, choosing }: { table: Table; sight: Sight; choosing: Choosing | null }) {
  const zone = useZone();
  const { label, rank, unfit, act } = useSaid(table, sight, choosing);
  const { party, elapsed, look, server, heldFor, booking } = sight;
  const state = party && table.stage ? [trade.stage[table.stage], look === "overdue" && lookText(look), minutes(elapsed)]
    : [heldFor ? `${lookText(look)}: ${heldFor.name}` : lookText(look), booking && `${clockTime(booking.reservationTime, zone)} ${booking.guestName}`];
  return (
    <li class="row" data-table={table.id} data-drag={party?.id} data-state={look} data-hue={server?.colour} data-unfit={unfit}>
      <button class="row-main table-button" onClick={act}>
        <span class="unseen">{label}</span>
        <span class="table-badge" aria-hidden="true"><Icon state={signsOf(sight, table)[0]} />{table.tableNumber}</span>
        <span class="row-text" aria-hidden="true">
          <span class="row-name">{party ? trade.party(party) : trade.seats(table.capacity)}</span>
          <span class="row-wait">{[...state, server?.name].filter(Boolean).join(" · ")}</span>
        </span>
        {rank > 0 && <span class="offer-place" aria-hidden="true">{rank}</span>}
      </button>
      {!choosing && <NextStep table={table} sight={sight} />}
    </li>
  );
}

function NextStep({ table, sight: { party, look } }: { table: Table; sight: Sight }) {
  const { actions } = useHere();
  const next = nextStage(useFloor(), table.stage);
  if (party && next) return <button class="button row-next" onClick={() => actions.setStage(table, next)}>{trade.stage[next]}</button>;
  if (party) return <button class="button row-next" onClick={() => actions.finish(party)}>{sheet.left}</button>;
  return look === "dirty" ? <button class="button row-next" onClick={() => actions.clear(table)}>{sheet.clean}</button> : null;
}
