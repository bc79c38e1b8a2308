import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { bestTables } from "../../fit";
import { layOut, type Plan } from "../../layout";
import { floorTables, sections } from "../../selectors";
import type { State } from "../../store";
import { floor } from "../../texts/floor";
import type { Table } from "../../wire";
import { useFloor, useHere } from "../context";
import { Empty } from "../controls/Empty";
import { FloorHead } from "./FloorHead";
import { Legend } from "./Legend";
import { Patterns } from "./Patterns";
import { TableMark } from "./TableMark";

export function Floor() {
  const { stand } = useHere();
  const state = useFloor();
  const shown = floorTables(state).filter((table) => stand.room.value === null || table.section === stand.room.value);
  return (
    <section class="floor" aria-label={floor.floor}>
      <FloorHead rooms={sections(state)} />
      {shown.length === 0 ? <Empty title={floor.empty} next={floor.emptyNext} /> : <Map tables={shown} state={state} />}
      <Legend tables={shown} />
    </section>
  );
}

function Map({ tables, state }: { tables: Table[]; state: State }) {
  const { ref, size } = useSize();
  const party = useHere().stand.chosen.value;
  const best = party ? bestTables(state, party.partySize).map((table) => table.id) : [];
  const plan = size.width > 0 ? layOut(tables, size.width, size.height) : null;
  return <div class="map" ref={ref}>{plan && <Drawing tables={tables} plan={plan} best={best} choosing={Boolean(party)} />}</div>;
}

interface DrawingProps {
  tables: Table[];
  plan: Plan;
  best: string[];
  choosing: boolean;
}

function Drawing({ tables, plan, best, choosing }: DrawingProps) {
  const { width, height, small } = plan;
  return (
    <svg class="map-drawing" width={width} height={height} role="group" aria-label={floor.plan} data-choosing={choosing}>
      <Patterns />
      {tables.map((table) => (
        <TableMark key={table.id} table={table} box={boxOf(plan, table)} small={small} rank={best.indexOf(table.id) + 1} />
      ))}
    </svg>
  );
}

function boxOf(plan: Plan, table: Table) {
  return plan.boxes.get(table.id) ?? { x: 0, y: 0, w: 0, h: 0 };
}

function useSize() {
  const ref = useRef<HTMLDivElement>(null);
  const size = useSignal({ width: 0, height: 0 });
  useEffect(() => {
    if (!ref.current) return;
    const watcher = new ResizeObserver(([entry]) => {
      if (entry) size.value = { width: entry.contentRect.width, height: entry.contentRect.height };
    });
    watcher.observe(ref.current);
    return () => watcher.disconnect();
  }, []);
  return { ref, size: size.value };
}
