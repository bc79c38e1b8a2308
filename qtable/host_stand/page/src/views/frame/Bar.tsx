import { covers, floorTables, tableState } from "../../selectors";
import type { State } from "../../store";
import { clockTime } from "../../texts/format";
import { login } from "../../texts/login";
import { stand as texts } from "../../texts/stand";
import { useHere, useZone } from "../context";
import { Pill } from "./Pill";
import { PersonMenu } from "./PersonMenu";
import { ScreensMenu } from "./ScreensMenu";
import type { Screen } from "./screens";

export function Bar({ open }: { open: Screen }) {
  const { stand } = useHere();
  return (
    <header class="bar">
      <ScreensMenu open={open} />
      <p class="bar-name">{stand.restaurant.value || login.product}</p>
      <Time />
      <dl class="bar-figures">{stand.state.value && <Figures state={stand.state.value} />}</dl>
      <Pill />
      <PersonMenu />
    </header>
  );
}

function Time() {
  const now = new Date(useHere().stand.clock.now.value);
  return <time class="bar-time" dateTime={now.toISOString()}>{clockTime(now, useZone())}</time>;
}

function Figures({ state }: { state: State }) {
  const { stand } = useHere();
  const free = floorTables(state).filter((table) => tableState(table) === "free").length;
  return (
    <>
      <Figure value={covers(stand.seated.value)} label={texts.seatedCovers} />
      <Figure value={covers(stand.waiting.value)} label={texts.waitingCovers} />
      <Figure value={free} label={texts.freeTables} />
    </>
  );
}

function Figure({ value, label }: { value: number; label: string }) {
  return <div class="figure"><dt>{label}</dt><dd>{value}</dd></div>;
}
