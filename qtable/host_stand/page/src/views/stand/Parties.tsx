import { byFreeTime } from "../../lists";
import type { Tab } from "../../stand";
import { stand as texts } from "../../texts/stand";
import { BookedToday } from "../book/BookedToday";
import { useHere } from "../context";
import { Empty } from "../controls/Empty";
import { later } from "../later";
import { SeatedRow } from "./SeatedRow";
import { WaitingRow } from "./WaitingRow";

const LeftOver = later((views) => views.LeftOver);

export function Parties() {
  const { stand } = useHere();
  return (
    <section class="parties" aria-label={texts.lists}>
      <List tab={stand.tab.value} />
      <div class="parties-foot">
        <button class="button primary big" onClick={() => stand.open({ kind: "walk-in" })}>+ {texts.walkIn}</button>
      </div>
    </section>
  );
}

function List({ tab }: { tab: Tab }) {
  if (tab === "booked") return <BookedToday />;
  return tab === "seated" ? <SeatedList /> : <WaitingList />;
}

function WaitingList() {
  const { waiting, leftOver } = useHere().stand;
  const rows = waiting.value.map((party) => <WaitingRow key={party.id} party={party} />);
  const rest = leftOver.value.length > 0 && <li><LeftOver /></li>;
  const nobody = <Empty title={texts.emptyWait} next={texts.emptyWaitNext} />;
  if (!rest && rows.length === 0) return nobody;
  return <ul class="rows">{rows.length > 0 ? rows : <li>{nobody}</li>}{rest}</ul>;
}

/** What opens next is on top. */
function SeatedList() {
  const { stand, outlook } = useHere();
  const parties = byFreeTime(stand.seated.value, outlook.now.value);
  if (parties.length === 0) return <Empty title={texts.emptySeated} next={texts.emptySeatedNext} />;
  return <ul class="rows">{parties.map((party) => <SeatedRow key={party.id} party={party} />)}</ul>;
}
