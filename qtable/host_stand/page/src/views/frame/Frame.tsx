import { useEffect, useRef } from "preact/hooks";
import { place } from "../../router";
import { login } from "../../texts/login";
import { sync } from "../../texts/sync";
import { useHere } from "../context";
import { Help } from "../help/Help";
import { arriveAtTitle } from "../arrival";
import { afterwards, later } from "../later";
import { Bar } from "./Bar";
import { DemoMark } from "./DemoMark";
import { Notices } from "./Notices";
import { screenAt, type Screen } from "./screens";

const QueueSheet = later((views) => views.QueueSheet);

/** What stands around every screen: the bar above it, and what is said to the host. */
export function Frame() {
  const { user, stand } = useHere();
  const screen = screenAt(place.value.path, user.role);
  useNamedWindow(`${screen.title()} · ${stand.restaurant.value || login.product}`);
  useFocusOnArrival(screen);
  useAfterwards(stand.state.value !== null, stand.syncPhase.value === "live");
  return (
    <div class="frame">
      <Bar open={screen} />
      <DemoMark />
      {stand.state.value ? <screen.View key={screen.path} /> : <Loading />}
      {stand.sheet.value?.kind === "queue" && <div class="over-all"><QueueSheet /></div>}
      <Help />
      <Notices />
    </div>
  );
}

/** The rest of the page, once the stand stands; where that fails, again when the line is back, or something is opened. */
function useAfterwards(shown: boolean, live: boolean): void {
  useEffect(() => void (shown && afterwards().catch(() => {})), [shown, live]);
}

function Loading() {
  const stopped = useHere().stand.syncPhase.value === "stopped";
  return <main class="loading"><p>{stopped ? sync.phase.stopped : sync.loading}</p></main>;
}

function useNamedWindow(name: string): void {
  useEffect(() => void (document.title = name), [name]);
}

/** Not on the first screen: a page that has just loaded begins at its top. */
function useFocusOnArrival({ path }: Screen): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== path) arriveAtTitle();
    before.current = path;
  }, [path]);
}
