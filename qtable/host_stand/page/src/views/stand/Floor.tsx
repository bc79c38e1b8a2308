import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { layOut, type Plan } from "../../layout";
import { sightsOf, type Sights } from "../../looks";
import { floorTables, sections } from "../../selectors";
import { stepFrom } from "../../steps";
import { floor } from "../../texts/floor";
import type { Table } from "../../wire";
import { useFloor, useHere } from "../context";
import { Empty } from "../controls/Empty";
import { later } from "../later";
import { useChoosing, type Choosing } from "./advice";
import { FloorHead } from "./FloorHead";
import { useFloorKeys } from "./floorKeys";
import { floorView } from "./floorView";
import { Legend } from "./Legend";
import { Patterns } from "./Patterns";
import { TableMark } from "./TableMark";

const TableList = later((views) => views.TableList);

export function Floor() {
  const { stand, outlook, held } = useHere();
  const state = useFloor();
  const shown = floorTables(state).filter((table) => stand.room.value === null || table.section === stand.room.value);
  const sights = sightsOf(state, outlook.now.value, held.value, stand.clock.now.value);
  const choosing = useChoosing();
  const Shape = floorView.value === "list" ? TableList : Map;
  useFloorKeys(choosing?.offered ?? []);
  return (
    <section class="floor" aria-label={floor.floor}>
      <FloorHead rooms={sections(state)} offered={choosing?.offered ?? []} />
      {shown.length === 0 && <Empty title={floor.empty} next={floor.emptyNext} />}
      {shown.length > 0 && <><Shape tables={shown} sights={sights} choosing={choosing} /><Legend tables={shown} sights={sights} /></>}
    </section>
  );
}

export interface FloorProps {
  tables: Table[];
  sights: Sights;
  /** Null while no party is chosen. */
  choosing: Choosing | null;
}

function Map(props: FloorProps) {
  const { ref, size } = useSize();
  const plan = size.width > 0 ? layOut(props.tables, size.width, size.height) : null;
  return <div class="map" ref={ref}>{plan && <Drawing {...props} plan={plan} />}</div>;
}

/** One stop for the tab key; the arrows go from table to table. */
function Drawing({ tables, sights, choosing, plan }: FloorProps & { plan: Plan }) {
  const { width, height, small, boxes } = plan;
  const stop = useSignal("");
  const first = boxes.has(stop.value) ? stop.value : tables[0]?.id;
  const step = (event: KeyboardEvent) => {
    const here = (event.target as Element).closest<SVGElement>("[data-table]");
    const next = here && stepFrom(boxes, here.dataset["table"] ?? "", event.key);
    if (!next) return;
    event.preventDefault();
    here.ownerSVGElement?.querySelector<SVGElement>(`[data-table="${CSS.escape(next)}"] .table-button`)?.focus();
  };
  const settle = (event: FocusEvent) => void (stop.value = (event.target as Element).closest<SVGElement>("[data-table]")?.dataset["table"] ?? "");
  return (
    <svg
      class="map-drawing" width={width} height={height} role="group" aria-label={floor.plan} onKeyDown={step} onFocusIn={settle}
      data-choosing={choosing !== null}
    >
      <Patterns />
      {tables.map((table) => {
        const [box, sight] = [boxes.get(table.id), sights.get(table.id)];
        return box && sight && <TableMark key={table.id} {...{ table, box, small, sight, choosing }} stop={table.id === first} />;
      })}
    </svg>
  );
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
