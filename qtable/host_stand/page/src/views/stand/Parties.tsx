import { byFreeTime } from "../../lists";
import type { Tab } from "../../stand";
import { stand as texts } from "../../texts/stand";
import { BookedToday } from "../book/BookedToday";
import { useHere } from "../context";
import { Empty } from "../controls/Empty";
import { SeatedRow } from "./SeatedRow";
import { WaitingRow } from "./WaitingRow";

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
  const parties = useHere().stand.waiting.value;
  if (parties.length === 0) return <Empty title={texts.emptyWait} next={texts.emptyWaitNext} />;
  return <ul class="rows">{parties.map((party) => <WaitingRow key={party.id} party={party} />)}</ul>;
}

/** What opens next is on top. */
function SeatedList() {
  const { stand, outlook } = useHere();
  const parties = byFreeTime(stand.seated.value, outlook.now.value);
  if (parties.length === 0) return <Empty title={texts.emptySeated} next={texts.emptySeatedNext} />;
  return <ul class="rows">{parties.map((party) => <SeatedRow key={party.id} party={party} />)}</ul>;
}
