export interface Tab<T extends string> {
  id: T;
  text: string;
  count?: number;
}

interface Props<T extends string> {
  label: string;
  tabs: readonly Tab<T>[];
  picked: T;
  onPick: (id: T) => void;
}

/** Ways between lists of one screen. */
export function Tabs<T extends string>({ label, tabs, picked, onPick }: Props<T>) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map(({ id, text, count }) => (
        <button key={id} class="tab" data-for={id} aria-current={id === picked ? "true" : undefined} onClick={() => onPick(id)}>
          {text}{count !== undefined && <span class="tab-count">{count}</span>}
        </button>
      ))}
    </nav>
  );
}
