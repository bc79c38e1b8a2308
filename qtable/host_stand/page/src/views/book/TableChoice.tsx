import type { Signal } from "@preact/signals";
import { timeOf, type Booking } from "../../book";
import type { Entry } from "../../queue/book_act";
import { combination, table, type State } from "../../store";
import { written } from "../../texts/written";
import { clockTime } from "../../texts/format";
import { trade } from "../../texts/trade";
import { useFloor } from "../context";
import { Segmented } from "../controls/Segmented";
import { useCalendar } from "./bookContext";

type Reason = "too_small" | "too_large" | "closed" | "booked" | "seated";

interface Refused<Why extends Reason> {
  reason: Why;
  reservation: Booking | null;
  /** When who sits there now is expected to have left, if that is why. */
  seated_until: string | null;
}

export interface Availability {
  reservation_time: string;
  /** Ids, best first. */
  tables: string[];
  /** Ids, smallest first. */
  combinations: string[];
  refused: ({ table_id: string } & Refused<Exclude<Reason, "too_large">>)[];
  refused_combinations: ({ combination_id: string } & Refused<Reason>)[];
  alternatives: { reservation_time: string; table_id: string }[];
}

const SHOWN = 3;

/** What was picked as long as it can be had (null: none yet), else the best one. Without an answer what was picked stays:
 * a time that is saved quickly must not lose its table, and the box refuses one that is taken. So does a table at which
 * somebody may sit until then, which nobody can know. */
export function chosenTable(answer: Availability | null, picked: string | null | undefined): string | null {
  if (picked === null || !answer) return picked ?? null;
  const free = [...answer.tables, ...answer.combinations];
  return picked !== undefined && (free.includes(picked) || seatedUntil(answer, picked)) ? picked : free[0] ?? null;
}

function seatedUntil({ refused, refused_combinations: together }: Availability, id: string | null): string | null {
  return (refused.find((one) => one.table_id === id) ?? together.find((one) => one.combination_id === id))?.seated_until ?? null;
}

/** What was chosen as it is written into the book. */
export function placeOf(state: State, id: string | null): Pick<Entry, "assignedTableId" | "combinationId"> {
  const together = combination(state, id);
  return together ? { assignedTableId: together.tableIds[0] ?? null, combinationId: together.id } : { assignedTableId: id, combinationId: null };
}

interface Props {
  answer: Availability;
  entry: Entry;
  picked: Signal<string | null | undefined>;
  onTime: (time: string) => void;
}

export function TableChoice({ answer, entry, picked, onTime }: Props) {
  const state = useFloor();
  const { zone } = useCalendar();
  const chosen = chosenTable(answer, picked.value);
  const until = seatedUntil(answer, chosen);
  const kept = { table: table(state, chosen), together: combination(state, chosen) };
  const label = kept.together ? trade.spot(kept.together.name, true) : kept.table && trade.table(kept.table);
  const first = [...answer.tables, ...answer.combinations].slice(0, SHOWN);
  const offered = chosen && !first.includes(chosen) ? [chosen, ...first] : first;
  const choices = [...offered, null].flatMap((id) => {
    const found = table(state, id);
    const together = combination(state, id);
    if (together) return [{ value: id, text: written.tableFree(trade.spot(together.name, true), together.maxPartySize) }];
    if (found) return [{ value: id, text: written.tableFree(trade.table(found), found.capacity) }];
    return id === null ? [{ value: id, text: written.noTableYet }] : [];
  });
  return (
    <div class="field">
      <span>{written.table}</span>
      {answer.tables.length + answer.combinations.length === 0 && <Full answer={answer} entry={entry} onTime={onTime} />}
      {until && <p role="status">{label}: {written.seated(clockTime(until, zone))}</p>}
      <Segmented label={written.table} choices={choices} picked={chosen} onPick={(id) => (picked.value = id)} />
      {answer.refused.length + answer.refused_combinations.length > 0 && <Reasons answer={answer} />}
    </div>
  );
}

function Full({ answer, entry, onTime }: Omit<Props, "picked">) {
  const { zone } = useCalendar();
  const times = answer.alternatives.map((one) => one.reservation_time);
  return (
    <div class="booking-full">
      <p role="status">{written.full(entry.partySize, clockTime(answer.reservation_time, zone))} {times.length > 0 ? `${written.otherTimes}:` : written.noOtherTime}</p>
      <div class="booking-times">
        {times.map((at) => <button key={at} type="button" class="button" onClick={() => onTime(timeOf(at, zone))}>{clockTime(at, zone)}</button>)}
      </div>
    </div>
  );
}

/** Who holds a place, or sits there, is told of each; the others by their reason, together. */
function Reasons({ answer }: { answer: Availability }) {
  const state = useFloor();
  const { zone } = useCalendar();
  const refused = [
    ...answer.refused.map((one) => ({ ...one, label: table(state, one.table_id)?.tableNumber ?? "", together: false })),
    ...answer.refused_combinations.map((one) => ({ ...one, label: combination(state, one.combination_id)?.name ?? "", together: true })),
  ];
  return (
    <details class="booking-reasons">
      <summary>{written.why}</summary>
      <ul>
        {refused.map(({ label, together, reservation, seated_until }) => (reservation ?? seated_until) && (
          <li key={label}><b>{trade.spot(label, together)}</b>: {reservation ? <Held by={reservation} /> : written.seated(clockTime(seated_until ?? "", zone))}</li>
        ))}
        {(["too_small", "too_large", "closed"] as const).map((reason) => {
          const [first, ...others] = refused.filter((one) => one.reason === reason);
          const who = first && (others.length > 0 ? written.tables([first, ...others].map((one) => one.label)) : trade.spot(first.label, first.together));
          return who && <li key={reason}><b>{who}</b>: {written.reason[reason]}</li>;
        })}
      </ul>
    </details>
  );
}

function Held({ by: { guestName, reservationTime, endTime } }: { by: Booking }) {
  const { zone } = useCalendar();
  return <>{written.held(guestName, clockTime(reservationTime, zone), clockTime(endTime, zone))}</>;
}
