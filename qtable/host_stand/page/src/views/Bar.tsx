import { covers, floorTables, tableState } from "../selectors";
import { texts } from "../texts";
import { useHere } from "./context";
import { Mark } from "./icons";
import { Menu } from "./Menu";
import { Pill } from "./Pill";

export function Bar() {
  const { stand } = useHere();
  return (
    <header class="bar">
      <h1 class="bar-name"><Mark /><span>{stand.restaurant.value || texts.product}</span></h1>
      <Time />
      <Figures />
      <Pill />
      <Menu />
    </header>
  );
}

function Time() {
  const now = new Date(useHere().stand.clock.now.value);
  return <time class="bar-time" dateTime={now.toISOString()}>{clockTime(now)}</time>;
}

export function clockTime(at: Date): string {
  return at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function Figures() {
  const { stand } = useHere();
  const state = stand.state.value;
  if (!state) return <dl class="bar-figures" />;
  const free = floorTables(state).filter((table) => tableState(table) === "free").length;
  return (
    <dl class="bar-figures">
      <Figure value={covers(stand.seated.value)} label={texts.seatedCovers} />
      <Figure value={covers(stand.waiting.value)} label={texts.waitingCovers} />
      <Figure value={free} label={texts.freeTables} />
    </dl>
  );
}

function Figure({ value, label }: { value: number; label: string }) {
  return <div class="figure"><dt>{label}</dt><dd>{value}</dd></div>;
}
