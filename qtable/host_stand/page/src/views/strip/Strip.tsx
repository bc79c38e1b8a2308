import "../../styles/strip.css";
import type { Load } from "../../rotation";
import { service } from "../../texts/service";
import { useHere } from "../context";
import { Glyph } from "../icons";
import { ServerMark } from "./ServerMark";
import { useRotation, useShifts } from "./stripContext";

/** Who is on duty, whose turn is next on the left. */
export function Strip() {
  const { stand } = useHere();
  const loads = useRotation();
  return (
    <section class="strip" aria-label={service.title}>
      {loads.length === 0 && <p>{service.none}</p>}
      <ul>{loads.map((load) => <OnDuty key={load.server.id} load={load} />)}</ul>
      <button class="button" onClick={() => stand.open({ kind: "servers", id: null })}>{loads.length > 0 ? service.title : service.noneNext}</button>
    </section>
  );
}

function OnDuty({ load: { server, tables, covers, since, turn } }: { load: Load }) {
  const { stand } = useHere();
  return (
    <li class="on-duty" data-next={turn === 1}>
      <button class="on-duty-main" onClick={() => stand.open({ kind: "servers", id: server.id })}>
        <ServerMark server={server} />
        <span>
          <b>{server.name}</b>{turn === 1 && <em>{service.next}</em>}{server.paused && <em>{service.paused}</em>}
          <small>{service.load(tables.length, covers)}{since !== null && ` · ${service.since(since)}`}</small>
        </span>
      </button>
      <Pause server={server} />
    </li>
  );
}

function Pause({ server }: Pick<Load, "server">) {
  const shifts = useShifts();
  const verb = server.paused ? "resume" : "pause";
  return (
    <button class="button quiet" aria-label={`${service[verb]}, ${server.name}`} onClick={() => shifts.turn(verb, server)}>
      <Glyph strokes={server.paused ? "M8 5l11 7-11 7z" : "M9 6v12m6-12v12"} />
    </button>
  );
}
