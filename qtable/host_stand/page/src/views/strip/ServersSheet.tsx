import { useSignal } from "@preact/signals";
import { isAtLeast } from "../../roles";
import { byName } from "../../rotation";
import { service } from "../../texts/service";
import type { Server } from "../../wire";
import { useFloor, useHere } from "../context";
import { Empty } from "../controls/Empty";
import { Field } from "../controls/Field";
import { Sheet } from "../controls/Sheet";
import { ServerMark } from "./ServerMark";
import { ServerSheet } from "./ServerSheet";
import { useShifts } from "./stripContext";

/** All of them, or the one of `id` while on duty. */
export function ServersSheet({ id }: { id: string | null }) {
  const { stand, user } = useHere();
  const all = byName(useFloor());
  const one = all.find((server) => server.id === id && server.onDuty);
  if (one) return <ServerSheet server={one} />;
  const adds = isAtLeast(user.role, "manager");
  return (
    <Sheet title={service.title} onClose={() => stand.open(null)}>
      {all.length === 0 && <Empty title={service.nobody} next={adds ? service.nobodyNext : service.nobodyHost} />}
      <ul class="choices">{all.map((server) => <Line key={server.id} server={server} />)}</ul>
      {adds && <Add />}
    </Sheet>
  );
}

function Line({ server }: { server: Server }) {
  const { stand } = useHere();
  const shifts = useShifts();
  const { id, name, onDuty, paused } = server;
  const act = () => (onDuty ? stand.open({ kind: "servers", id }) : shifts.turn("on-duty", server));
  return (
    <li>
      <button class="choice" onClick={act}>
        <ServerMark server={server} />
        <span class="row-name">{name}</span>
        <span class="choice-wait">{paused ? service.paused : onDuty ? service.onDuty : service.start}</span>
      </button>
    </li>
  );
}

function Add() {
  const shifts = useShifts();
  const name = useSignal("");
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const given = name.value.trim();
    if (given && (await shifts.add(given))) name.value = "";
  }
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <Field name="name" label={service.newName} required maxLength={100} value={name.value} onInput={(value) => (name.value = value)} />
      <button class="button primary big">{service.add}</button>
    </form>
  );
}
