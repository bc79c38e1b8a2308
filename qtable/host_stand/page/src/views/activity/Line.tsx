import { dayOf, type BookingStatus } from "../../book";
import { go } from "../../router";
import { isWaiting, tableState } from "../../selectors";
import { booking, guest, server, table } from "../../store";
import { activity } from "../../texts/activity";
import { book } from "../../texts/book";
import { clockTime, dayName, minutes } from "../../texts/format";
import { trade } from "../../texts/trade";
import { differences, told, type Difference, type Entry, type Told } from "../../trail";
import type { GuestStatus, Stage, Table } from "../../wire";
import { useCalendar } from "../book/bookContext";
import { useFloor, useHere } from "../context";

export function Line({ entry }: { entry: Entry }) {
  const { zone, cutoff, today } = useCalendar();
  const one = told(entry);
  const lead = useLead(one);
  const day = dayOf(entry.timestamp, { zone, cutoff });
  const who = entry.actor.name ?? (entry.actor.id === "guest" ? activity.guest : activity.someone);
  const others = differences(entry);
  const rest = entry.affected - entry.about.length;
  const words = (
    <>
      <time dateTime={entry.timestamp}>{day !== today && <small>{dayName(day)}</small>}{clockTime(entry.timestamp, zone)}</time>
      <span class="row-text">
        <span><b>{who}</b> {activity.did(one)}{rest > 0 && one.type !== "restaurant" && ` ${activity.more(rest)}`}</span>
        {others.length > 0 && <span class="row-wait">{others.map((other) => <Other key={other.field} other={other} type={one.type} />)}</span>}
      </span>
    </>
  );
  return <li class="row">{lead ? <button class="row-main" onClick={lead}>{words}</button> : <div class="row-main">{words}</div>}</li>;
}

function Other({ other: { field, before, after }, type }: { other: Difference; type: string }) {
  const show = useShown(type, field);
  return <span>{activity.field[field]}: {show(before)} → {show(after)}</span>;
}

/** A value in words: no ids, no names of the protocol. */
function useShown(type: string, field: string): (value: unknown) => string {
  const state = useFloor();
  const { zone } = useCalendar();
  const kinds: Record<string, (value: string) => string | undefined> = {
    status: (value) => {
      if (type === "table") return trade.state[tableState({ status: value } as Table)];
      return type === "guest" ? trade.status[value as GuestStatus] : book.status[value as BookingStatus];
    },
    stage: (value) => trade.stage[value as Stage],
    tableId: (value) => table(state, value)?.tableNumber,
    assignedTableId: (value) => table(state, value)?.tableNumber,
    serverId: (value) => server(state, value)?.name,
    reservationTime: (value) => clockTime(value, zone),
    quotedWait: (value) => minutes(Number(value)),
  };
  return (value) => {
    if (value === null || value === undefined || String(value) === "") return "–";
    const said = kinds[field];
    return (said ? said(String(value)) : Array.isArray(value) ? value.join(", ") : String(value)) ?? "–";
  };
}

/** To where its party, table or booking is now; nowhere for what is gone. */
function useLead({ type, id }: Told): (() => void) | null {
  const { stand } = useHere();
  const state = useFloor();
  const calendar = useCalendar();
  const party = type === "guest" ? guest(state, id) : undefined;
  const where = table(state, party?.status === "seated" ? party.tableId : type === "table" ? id : null);
  const booked = type === "reservation" ? booking(state, id) : undefined;
  if (booked) return () => go("/book", dayOf(booked.reservationTime, calendar), booked.id);
  if (where) return () => (go("/"), stand.open({ kind: "table", id: where.id }));
  if (party && isWaiting(party)) return () => (go("/"), (stand.tab.value = "waiting"), stand.choose(party.id));
  return null;
}
