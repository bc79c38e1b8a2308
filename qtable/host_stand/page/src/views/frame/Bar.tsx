import { covers } from "../../selectors";
import { restaurant } from "../../store";
import { isExpected } from "../../book";
import { shiftAt } from "../../shift";
import { bar as texts } from "../../texts/bar";
import { clockTime } from "../../texts/format";
import { login } from "../../texts/login";
import { useBookedToday, useCalendar } from "../book/bookContext";
import { useFloor, useHere } from "../context";
import { NextFree } from "./NextFree";
import { PeopleMenu } from "./People";
import { PersonMenu } from "./PersonMenu";
import { Pill } from "./Pill";
import { ScreensMenu } from "./ScreensMenu";
import type { Screen } from "./screens";
import { Search } from "./Search";

export function Bar({ open }: { open: Screen }) {
  const { stand } = useHere();
  return (
    <header class="bar">
      <ScreensMenu open={open} />
      <p class="bar-name">{stand.restaurant.value || login.product}</p>
      {stand.state.value && <Service />}
      <Pill />
      <PeopleMenu />
      <PersonMenu />
    </header>
  );
}

function Service() {
  return (
    <>
      <Shift />
      <Figures />
      <NextFree />
      <Search />
    </>
  );
}

function Shift() {
  const now = useHere().stand.clock.now.value;
  const { zone, cutoff } = useCalendar();
  const hours = restaurant(useFloor())?.policies?.hours;
  return (
    <p class="bar-shift">
      <b>{texts.shift[shiftAt(now, zone, cutoff, hours)]}</b> <time dateTime={new Date(now).toISOString()}>{clockTime(now, zone)}</time>
    </p>
  );
}

function Figures() {
  const { stand } = useHere();
  const toCome = useBookedToday().filter(isExpected);
  return (
    <dl class="bar-figures">
      <Figure value={covers(stand.seated.value)} label={texts.seatedCovers} />
      <Figure value={covers(toCome)} label={texts.bookedCovers} />
      <Figure value={covers(stand.waiting.value)} label={texts.waitingCovers} />
    </dl>
  );
}

function Figure({ value, label }: { value: number; label: string }) {
  return <div class="figure"><dt>{label}</dt><dd>{value}</dd></div>;
}
