import { nextFree } from "../../lists";
import type { ClassOutlook } from "../../outlook";
import { restaurant } from "../../store";
import { bar } from "../../texts/bar";
import { useFloor, useHere } from "../context";
import { useWish } from "../wish";

/** When a table for each size of party is free; dimmed and without a number while that isn't known. */
export function NextFree() {
  const classes = useHere().outlook.now.value?.size_classes;
  const bounds = restaurant(useFloor())?.policies?.size_classes ?? [];
  const name = classes ? bar.nextFree : bar.nextFreeUnknown;
  return (
    <div class="next-free" data-known={classes !== undefined} role="group" aria-label={name} title={name}>
      <dl>
        {classes?.map((one) => <Known key={one.size_class} of={one} />)}
        {!classes && bounds.map((largest) => <Class key={largest} smallest={1} largest={largest} text="–" kind="unknown" />)}
      </dl>
    </div>
  );
}

function Known({ of }: { of: ClassOutlook }) {
  const free = nextFree(useFloor(), of, useWish()({ partySize: of.largest ?? of.smallest }));
  return <Class {...of} text={bar.when(free)} kind={typeof free === "number" ? "later" : free} />;
}

interface ClassProps {
  smallest: number;
  largest: number | null;
  text: string;
  kind: string;
}

function Class({ smallest, largest, text, kind }: ClassProps) {
  return (
    <div class="next-class" data-open={largest === null} data-kind={kind}>
      <dt><span class="unseen">{bar.forSizes(smallest, largest)}</span><span aria-hidden="true">{largest ?? `${smallest}+`}</span></dt>
      <dd>{text}</dd>
    </div>
  );
}
