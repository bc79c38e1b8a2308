import { useLayoutEffect } from "preact/hooks";
import { covers, floorTables, occupant } from "../../selectors";
import { server as serverOf } from "../../store";
import { service } from "../../texts/service";
import type { Entity, Server, Table } from "../../wire";
import { useFloor, useHere } from "../context";
import { Sheet } from "../controls/Sheet";
import { useShifts } from "./stripContext";

/** One who is on duty. While it is open, a tap on the floor hands a table over. */
export function ServerSheet({ server }: { server: Server }) {
  const { stand } = useHere();
  const shifts = useShifts();
  const state = useFloor();
  const mine = floorTables(state).filter((table) => table.serverId === server.id);
  const hand = useHand(server);
  const verb = server.paused ? "resume" : "pause";
  useLayoutEffect(() => {
    stand.tapped.value = hand;
    return () => void (stand.tapped.value = null);
  }, [server.id]);
  const sum = service.load(mine.length, covers(mine.flatMap((table) => occupant(state, table) ?? [])));
  return (
    <Sheet title={server.name} detail={server.paused ? `${service.paused} · ${sum}` : sum} onClose={() => stand.open(null)}>
      <p>{service.tapTables}</p>
      <Sections server={server} />
      <h3>{service.tables}</h3>
      <Tables server={server} />
      <div class="pair">
        <button class="button" onClick={() => shifts.turn(verb, server)}>{service[verb]}</button>
        <button class="button" onClick={() => shifts.end(server, mine)}>{service.end}</button>
      </div>
      <button class="button" onClick={() => stand.open({ kind: "servers", id: null })}>{service.back}</button>
    </Sheet>
  );
}

/** Theirs from now on, whoever had it; a table that is theirs already is nobody's again. */
function useHand(server: Server): (table: Table) => void {
  const { actions } = useHere();
  return (table) => actions.change(table, { serverId: table.serverId === server.id ? null : server.id });
}

function Sections({ server }: { server: Server }) {
  const shifts = useShifts();
  const all = Object.values(useFloor().shelves["section"] ?? {}) as (Entity & { name: string })[];
  if (all.length === 0) return null;
  return (
    <>
      <h3>{service.sections}</h3>
      <div class="hands wide">
        {all.map(({ id, name }) => <button key={id} class="button" onClick={() => shifts.handSection(id, server, name)}>{name}</button>)}
      </div>
    </>
  );
}

function Tables({ server }: { server: Server }) {
  const hand = useHand(server);
  const state = useFloor();
  return (
    <div class="hands">
      {floorTables(state).map((table) => {
        const by = serverOf(state, table.serverId);
        const label = service.mine(table.tableNumber, by?.name ?? "");
        return (
          <button key={table.id} class="button" aria-pressed={by?.id === server.id} onClick={() => hand(table)}>
            <span aria-hidden="true">{table.tableNumber}<small>{by?.initials}</small></span><span class="unseen">{label}</span>
          </button>
        );
      })}
    </div>
  );
}
