import { tableState, type TableState } from "../../selectors";
import { trade } from "../../texts/trade";
import type { Table } from "../../wire";
import { Icon } from "../icons";

const order: TableState[] = ["free", "seated", "reserved", "dirty", "blocked"];

export function Legend({ tables }: { tables: Table[] }) {
  const counts = order.map((state) => [state, tables.filter((table) => tableState(table) === state).length] as const);
  return (
    <ul class="legend">
      {counts.filter(([state, count]) => count > 0 || state === "free" || state === "seated").map(([state, count]) => (
        <li key={state} data-state={state}><Icon state={state} />{trade.state[state]} <b>{count}</b></li>
      ))}
    </ul>
  );
}
