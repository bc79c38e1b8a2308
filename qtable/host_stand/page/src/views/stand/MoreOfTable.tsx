import { stagesOf } from "../../looks";
import { tableState } from "../../selectors";
import { servers } from "../../store";
import { sheet } from "../../texts/sheet";
import { trade } from "../../texts/trade";
import type { Guest, Table } from "../../wire";
import { useFloor, useHere } from "../context";
import { Field } from "../controls/Field";
import { Segmented } from "../controls/Segmented";
import { SizePad } from "../controls/SizePad";

/** What is needed now and then: out of the way until it is asked for. */
export function MoreOfTable({ table, party }: { table: Table; party: Guest | undefined }) {
  const { actions } = useHere();
  const state = tableState(table);
  return (
    <details class="more">
      <summary class="button">{party ? sheet.more : sheet.moreOfTable}</summary>
      {party && <h3>{sheet.size}</h3>}
      {party && <SizePad most={table.maxPartySize} picked={party.partySize} onPick={(partySize) => actions.edit(party, { partySize })} />}
      {party && <Stages table={table} />}
      <Serving table={table} />
      <Notes table={table} />
      {(state === "free" || state === "dirty") && (
        <button class="button" onClick={() => actions.change(table, { status: "out_of_service" })}>{sheet.close}</button>
      )}
    </details>
  );
}

function Stages({ table }: { table: Table }) {
  const { actions } = useHere();
  const stages = stagesOf(useFloor()).map((value) => ({ value, text: trade.stage[value] }));
  if (stages.length < 2 || !table.stage) return null;
  return (
    <>
      <h3>{sheet.stage}</h3>
      <Segmented label={sheet.stage} choices={stages} picked={table.stage} onPick={(stage) => actions.setStage(table, stage)} />
    </>
  );
}

function Serving({ table }: { table: Table }) {
  const { actions } = useHere();
  const on = servers(useFloor()).filter((one) => one.onDuty).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (on.length === 0) return null;
  const choices = [{ value: null, text: sheet.nobody }, ...on.map(({ id: value, name: text }) => ({ value, text }))];
  return (
    <>
      <h3>{sheet.server}</h3>
      <Segmented<string | null> label={sheet.server} choices={choices} picked={table.serverId ?? null} onPick={(serverId) => actions.change(table, { serverId })} />
    </>
  );
}

function Notes({ table }: { table: Table }) {
  const { actions } = useHere();
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const said = String(new FormData(event.currentTarget as HTMLFormElement).get("notes") ?? "").trim();
    actions.change(table, { notes: said || null });
  };
  return (
    <form class="form" onSubmit={save}>
      <Field name="notes" label={sheet.tableNotes} value={table.notes ?? ""} />
      <button class="button">{sheet.save}</button>
    </form>
  );
}
