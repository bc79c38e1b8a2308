import { useEffect } from "preact/hooks";
import { phaseText, texts } from "../texts";
import { Bar } from "./Bar";
import { useHere } from "./context";
import { Floor } from "./Floor";
import { Notices } from "./Notices";
import { Parties } from "./Parties";
import { SheetPanel } from "./SheetPanel";
import { Tabs } from "./Tabs";

export function Screen() {
  const { stand } = useHere();
  useEscape(() => {
    stand.open(null);
    stand.chosenId.value = null;
  });
  return (
    <div class="stand" data-tab={stand.tab.value}>
      <Bar />
      <Tabs />
      <main class="room">
        {stand.state.value ? <><Parties /><Floor /><SheetPanel /></> : <Loading />}
      </main>
      <Notices />
    </div>
  );
}

function Loading() {
  const stopped = useHere().stand.syncPhase.value === "stopped";
  return <p class="loading">{stopped ? phaseText.stopped : texts.loading}</p>;
}

function useEscape(act: () => void) {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => void (event.key === "Escape" && act());
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, []);
}
