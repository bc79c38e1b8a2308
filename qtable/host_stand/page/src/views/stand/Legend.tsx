import type { Look, Sights } from "../../looks";
import { lookText } from "../../texts/floor";
import type { Table } from "../../wire";
import { Icon } from "../icons";

const order: Look[] = ["free", "soon", "held", "reserved", "seated", "overdue", "check", "dirty", "blocked"];

export function Legend({ tables, sights }: { tables: Table[]; sights: Sights }) {
  const counts = order.map((look) => [look, tables.filter(({ id }) => sights.get(id)?.look === look).length] as const);
  return (
    <ul class="legend">
      {counts.filter(([look, count]) => count > 0 || look === "free" || look === "seated").map(([look, count]) => (
        <li key={look} data-state={look}><Icon state={look} />{lookText(look)} <b>{count}</b></li>
      ))}
    </ul>
  );
}
