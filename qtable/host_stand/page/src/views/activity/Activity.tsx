import { useSignal } from "@preact/signals";
import { go, place } from "../../router";
import { floorTables } from "../../selectors";
import { guests } from "../../store";
import type { Entry } from "../../trail";
import { activity } from "../../texts/activity";
import { menu } from "../../texts/menu";
import { trade } from "../../texts/trade";
import { useFloor } from "../context";
import { Empty } from "../controls/Empty";
import { Page } from "../controls/Page";
import { Read } from "../controls/read";
import { Line } from "./Line";
import { Select } from "./Select";
import { useTrail } from "./trailContext";

/** `#/activity/<kind of thing>/<which one>`. */
export function Activity() {
  const [type = "", id = ""] = place.value.rest;
  const person = useSignal("");
  const trail = useTrail({ ...(type && { entity_type: type }), ...(id && { entity_id: id }), ...(person.value && { user_id: person.value }) });
  const people = useSignal<Record<string, string>>({});
  for (const { actor } of trail.entries ?? []) if (actor.name) people.peek()[actor.id] = actor.name;
  const tools = (
    <>
      <About type={type} id={id} entries={trail.entries ?? []} />
      <Select label={activity.who} picked={person.value} onPick={(one) => (person.value = one)}
        groups={[["", [["", activity.anybody], ...Object.entries(people.value)]]]} />
    </>
  );
  return (
    <Page title={menu.activity} tools={tools}>
      <Read asked={{ answer: trail.entries, problem: trail.problem, again: trail.again }}>
        {(entries) => <Lines entries={entries} open={trail.open} older={trail.older} />}
      </Read>
    </Page>
  );
}

function Lines({ entries, open, older }: { entries: Entry[]; open: boolean; older: () => void }) {
  if (entries.length === 0) return <Empty title={activity.empty} next={activity.emptyNext} />;
  return (
    <>
      <ol class="rows trail">{entries.map((entry) => <Line key={entry.seq} entry={entry} />)}</ol>
      {open ? <button class="button big" onClick={older}>{activity.older}</button> : <p class="reading">{activity.all}</p>}
    </>
  );
}

function About({ type, id, entries }: { type: string; id: string; entries: Entry[] }) {
  const state = useFloor();
  const picked = [type, id].filter(Boolean).join("/");
  const kinds = Object.entries(activity.kinds);
  const tables = floorTables(state).map((table): [string, string] => [`table/${table.id}`, trade.table(table)]);
  const parties = guests(state).map((party): [string, string] => [`guest/${party.id}`, trade.party(party)]).sort(([, a], [, b]) => a.localeCompare(b));
  const known = [...kinds, ...tables, ...parties].some(([value]) => value === picked);
  const gone = entries.flatMap((entry) => entry.about).find((one) => one.entity_id === id)?.name;
  const first: [string, string][] = [["", activity.everything], ...kinds];
  if (picked && !known) first.push([picked, gone ?? "…"]);
  return (
    <Select label={activity.about} picked={picked} onPick={(one) => go("/activity", ...one.split("/"))}
      groups={[["", first], [activity.tables, tables], [activity.parties, parties]]} />
  );
}
