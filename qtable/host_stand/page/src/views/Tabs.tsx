import type { Tab } from "../stand";
import { texts } from "../texts";
import { useHere } from "./context";

export function Tabs() {
  const { stand } = useHere();
  return (
    <nav class="tabs" aria-label={texts.listLabel}>
      <TabButton tab="waiting" label={texts.wait} count={stand.waiting.value.length} />
      <TabButton tab="seated" label={texts.seated} count={stand.seated.value.length} />
      <TabButton tab="floor" label={texts.floor} />
    </nav>
  );
}

function TabButton({ tab, label, count }: { tab: Tab; label: string; count?: number }) {
  const { stand } = useHere();
  const current = stand.tab.value === tab ? "true" : undefined;
  return (
    <button class="tab" data-for={tab} aria-current={current} onClick={() => (stand.tab.value = tab)}>
      {label}{count !== undefined && <span class="tab-count">{count}</span>}
    </button>
  );
}
