import "../../styles/stand.css";
import type { Tab } from "../../stand";
import { book } from "../../texts/book";
import { stand as texts } from "../../texts/stand";
import { useBookedToday } from "../book/bookContext";
import { useHere } from "../context";
import { NextFree } from "../frame/NextFree";
import { useEscape } from "../controls/Sheet";
import { useShortcut } from "../shortcut";
import { Tabs } from "../controls/Tabs";
import { useDrag } from "./drag";
import { Floor } from "./Floor";
import { Strip } from "../strip/Strip";
import { Ghost } from "./Ghost";
import { Parties } from "./Parties";
import { SheetPanel } from "./SheetPanel";

export function Stand() {
  const { stand } = useHere();
  const { ref, held } = useDrag();
  useEscape(() => (stand.chosenId.value = null));
  useShortcut("walkIn", () => stand.open({ kind: "walk-in" }));
  useShortcut("wait", () => (stand.tab.value = "waiting"));
  useShortcut("booked", () => (stand.tab.value = "booked"));
  useShortcut("seated", () => (stand.tab.value = "seated"));
  return (
    <div class="stand" data-tab={stand.tab.value} ref={ref}>
      <StandTabs />
      <main class="room">
        <h1 class="unseen" tabindex={-1}>{texts.title}</h1>
        <NextFree />
        <Parties />
        <Floor />
        <Strip />
        <SheetPanel />
      </main>
      {held && <Ghost {...held} />}
    </div>
  );
}

function StandTabs() {
  const { stand } = useHere();
  const tabs: { id: Tab; text: string; count?: number }[] = [
    { id: "waiting", text: texts.waitingTab, count: stand.waiting.value.length },
    { id: "booked", text: book.tab, count: useBookedToday().length },
    { id: "seated", text: texts.seatedTab, count: stand.seated.value.length },
    { id: "floor", text: texts.floorTab },
  ];
  return <Tabs label={texts.lists} tabs={tabs} picked={stand.tab.value} onPick={(tab) => (stand.tab.value = tab)} />;
}
