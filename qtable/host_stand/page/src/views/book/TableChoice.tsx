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

interface Refused {
  table_id: string;
  reason: "too_small" | "closed" | "booked";
  reservation: Booking | null;
}

export interface Availability {
  reservation_time: string;
  /** Ids, best first. */
  tables: string[];
  /** Ids, smallest first. */
  combinations: string[];
  refused: Refused[];
  alternatives: { reservation_time: string; table_id: string }[];
}

const SHOWN = 3;

/** What was picked as long as it can be had (null: none yet), else the best one. Without an answer what was picked stays:
 * a time that is saved quickly must not lose its table, and the box refuses one that is taken. */
export function chosenTable(answer: Availability | null, picked: string | null | undefined): string | null {
  if (picked === null || !answer) return picked ?? null;
  const free = [...answer.tables, ...answer.combinations];
  return picked !== undefined && free.includes(picked) ? picked : free[0] ?? null;
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
  const chosen = chosenTable(answer, picked.value);
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
      <Segmented label={written.table} choices={choices} picked={chosen} onPick={(id) => (picked.value = id)} />
      {answer.refused.length > 0 && <Reasons refused={answer.refused} />}
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

/** Who holds a table is told of each; the others by their reason, together. */
function Reasons({ refused }: { refused: Refused[] }) {
  const labels = useLabels(refused);
  return (
    <details class="booking-reasons">
      <summary>{written.why}</summary>
      <ul>
        {refused.map((one) => one.reservation && (
          <li key={one.table_id}><b>{written.tables([labels.get(one.table_id) ?? ""])}</b>: <Held by={one.reservation} /></li>
        ))}
        {(["too_small", "closed"] as const).map((reason) => {
          const alike = refused.filter((one) => one.reason === reason).map((one) => labels.get(one.table_id) ?? "");
          return alike.length > 0 && <li key={reason}><b>{written.tables(alike)}</b>: {written.reason[reason]}</li>;
        })}
      </ul>
    </details>
  );
}

function Held({ by: { guestName, reservationTime, endTime } }: { by: Booking }) {
  const { zone } = useCalendar();
  return <>{written.held(guestName, clockTime(reservationTime, zone), clockTime(endTime, zone))}</>;
}

function useLabels(refused: Refused[]): Map<string, string> {
  const state = useFloor();
  return new Map(refused.map(({ table_id: id }) => [id, table(state, id)?.tableNumber ?? ""]));
}
