import { reports } from "../../texts/reports";
import { Figures } from "../controls/Figures";

interface Bar {
  name: string;
  /** Below its bar, where there is little room. */
  short: string;
  covers: number;
  parties: number;
}

interface Props {
  caption: string;
  /** What the bars are named by. */
  first: string;
  bars: readonly Bar[];
}

const HEIGHT = 120;
const STEP = 44;

/** Covers as bars, for the eye; the same numbers in a table, for everybody. */
export function Bars({ caption, first, bars }: Props) {
  const most = Math.max(1, ...bars.map((bar) => bar.covers));
  return (
    <div class="report-bars">
      <h2>{caption}</h2>
      <svg viewBox={`0 0 ${bars.length * STEP} ${HEIGHT + 40}`} style={{ maxWidth: `${bars.length * 64}px` }} aria-hidden="true">
        {bars.map(({ name, short, covers }, i) => {
          const height = (covers / most) * HEIGHT;
          return (
            <g key={name} transform={`translate(${i * STEP} 20)`}>
              <rect x={6} y={HEIGHT - height} width={STEP - 12} height={height} rx={4} />
              <text x={STEP / 2} y={HEIGHT - height - 6}>{covers}</text>
              {bars.length < 15 && <text x={STEP / 2} y={HEIGHT + 16}>{short}</text>}
            </g>
          );
        })}
      </svg>
      <Figures caption={caption} rows={bars} columns={[
        { title: first, show: (bar) => bar.name },
        { title: reports.covers, figure: true, show: (bar) => bar.covers },
        { title: reports.parties, figure: true, show: (bar) => bar.parties },
      ]} />
    </div>
  );
}
