import { useSignal, type Signal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { dayOf } from "../../book";
import { go } from "../../router";
import { search, type Found } from "../../search";
import { clockTime } from "../../texts/format";
import { searching } from "../../texts/search";
import { controls } from "../../texts/controls";
import { useCalendar } from "../book/bookContext";
import { useFloor, useHere } from "../context";
import { Badge } from "../controls/Badge";
import { Empty } from "../controls/Empty";
import { Glyph } from "../icons";
import { useShortcut } from "../shortcut";

const GLASS = "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20";

export function Search() {
  const open = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  useShortcut("search", () => (open.value = true));
  const close = () => {
    open.value = false;
    opener.current?.focus();
  };
  return (
    <div class="search">
      <button ref={opener} class="popover-open" aria-expanded={open.value} aria-label={searching.search} onClick={() => (open.value = !open.value)}>
        <Glyph strokes={GLASS} />
      </button>
      {open.value && <Panel close={close} />}
    </div>
  );
}

function Panel({ close }: { close: () => void }) {
  const text = useSignal("");
  const marked = useSignal(0);
  const list = useId();
  const calendar = useCalendar();
  const found = search(useFloor(), text.value, calendar, calendar.today);
  const lead = useLead(close);
  const panel = useTapElsewhere(close);

  function hear(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[marked.value];
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen) lead(chosen);
    else if (step && found.length > 0) marked.value = (marked.value + step + found.length) % found.length;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="search-panel" ref={panel} onKeyDown={hear}>
      <div class="search-head">
        <SearchField text={text} list={list} marked={found.length > 0 ? marked : null} onType={() => (marked.value = 0)} />
        <button class="button quiet" onClick={close}>{controls.close}</button>
      </div>
      <ul class="search-rows" id={list} role="listbox" aria-label={searching.search}>
        {found.map((one, i) => <Row key={one.id} found={one} id={`${list}-${i}`} marked={i === marked.value} act={() => lead(one)} />)}
      </ul>
      <div role="status">{found.length === 0 && text.value.trim() && <Empty title={searching.none(text.value.trim())} next={searching.noneNext} />}</div>
    </div>
  );
}

function SearchField({ text, list, marked, onType }: { text: Signal<string>; list: string; marked: Signal<number> | null; onType: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  // What is typed right behind the key that opened it belongs in it.
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <input
      ref={field} class="search-field" type="text" role="combobox" autocomplete="off" aria-label={searching.field} placeholder={searching.field}
      aria-expanded={marked !== null} aria-controls={list} aria-activedescendant={marked ? `${list}-${marked.value}` : undefined} value={text.value}
      onInput={(event) => {
        text.value = event.currentTarget.value;
        onType();
      }}
    />
  );
}

function Row({ found, id, marked, act }: { found: Found; id: string; marked: boolean; act: () => void }) {
  const { zone } = useCalendar();
  const shown = [clockTime(found.since, zone), found.tableNumber && searching.table(found.tableNumber)].filter(Boolean).join(" · ");
  return (
    <li class="search-row" id={id} role="option" aria-selected={marked} onClick={act}>
      <Badge size={found.partySize} />
      <span class="row-text"><span class="row-name">{found.name}</span><span class="row-wait">{shown}</span></span>
      <span class="search-kind">{searching.kind[found.kind]}</span>
    </li>
  );
}

/** To the row: who waits is chosen with its sheet, who sits is shown at the table, a booking in the book. */
function useLead(close: () => void): (found: Found) => void {
  const { stand } = useHere();
  const calendar = useCalendar();
  return ({ kind, id, tableId, since }) => {
    close();
    if (kind === "booked") return go("/book", dayOf(since, calendar), id);
    go("/");
    stand.tab.value = kind;
    stand.open(kind === "seated" && tableId ? { kind: "table", id: tableId } : { kind: "party", id });
  };
}

function useTapElsewhere(act: () => void) {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const hear = (event: Event) => void (root.current?.parentElement?.contains(event.target as Node) || act());
    addEventListener("pointerdown", hear);
    return () => removeEventListener("pointerdown", hear);
  }, []);
  return root;
}
