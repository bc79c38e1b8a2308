import { useId } from "preact/hooks";
import type { components } from "../../generated/api";
import { firstRun as texts } from "../../texts/first_run";
import { trade } from "../../texts/trade";

type FloorTemplate = components["schemas"]["FloorTemplate"];
const [WIDE, HIGH] = [120, 90];

interface Props {
  floors: FloorTemplate[];
  picked: string;
  onPick: (name: string) => void;
}

export function FloorChoice({ floors, picked, onPick }: Props) {
  const name = useId();
  return (
    <div class="floors" role="radiogroup" aria-label={texts.floor}>
      {floors.map((floor) => (
        <label key={floor.name}>
          <input type="radio" name={name} checked={floor.name === picked} onChange={() => onPick(floor.name)} />
          <svg viewBox={`0 0 ${WIDE} ${HIGH}`} aria-hidden="true">{floor.plan.map(picture)}</svg>
          <b>{texts.floors[floor.name] ?? floor.name}</b>
          <small>{floor.tables ? `${texts.tables(floor.tables)}, ${trade.seats(floor.seats)}` : texts.drawn}</small>
        </label>
      ))}
    </div>
  );
}

/** About as large as the stand draws it: more people, more table. */
function picture({ shape, capacity, x, y }: FloorTemplate["plan"][number], key: number) {
  const size = 6 + Math.min(capacity, 8);
  const wide = shape === "rectangle" || shape === "oval" ? size * 1.5 : size;
  const round = { round: size, oval: size, booth: 4 }[shape as string] ?? 1;
  return <rect key={key} x={x * WIDE - wide / 2} y={y * HIGH - size / 2} width={wide} height={size} rx={round} />;
}
