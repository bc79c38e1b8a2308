import { go } from "../../router";
import { figure, share } from "../../texts/format";
import { reports } from "../../texts/reports";
import { stand } from "../../texts/stand";
import { Empty } from "../controls/Empty";
import { Figures } from "../controls/Figures";
import { Bars } from "./Bars";
import { dayBar, hourBar, span, type Report } from "./report";

/** What a manager looks at first, and when they came. */
export function Numbers({ report: { total, days } }: { report: Report }) {
  const { bookings, waits, quotes, no_shows } = total;
  return (
    <>
      <dl class="report-sums">
        <Sum name={reports.covers} value={total.covers} />
        <Sum name={reports.parties} value={total.seated} />
        <Sum name={reports.medianWait} value={span(waits.median)} />
        <Sum name={reports.kept} value={share(quotes.kept_share)} />
        <Sum name={reports.noShows} value={no_shows + bookings.no_shows} />
        <Sum name={reports.turnsPerTable} value={figure(total.turns_per_table)} />
      </dl>
      {total.covers === 0 && <Empty title={reports.noCovers} next={reports.noCoversNext}><button class="button" onClick={() => go("/")}>{stand.title}</button></Empty>}
      {total.covers > 0 && days.length > 1 && <Bars caption={reports.byDay} first={reports.day} bars={days.map(dayBar)} />}
      {total.covers > 0 && <Bars caption={reports.byHour} first={reports.hour} bars={total.hours.map(hourBar)} />}
      <Figures caption={reports.waits} rows={waitRows(total)} columns={[
        { title: reports.what, show: ([name]) => name },
        { title: reports.value, figure: true, show: ([, value]) => value },
      ]} />
    </>
  );
}

function waitRows({ waits, quotes, cancelled, no_shows, bookings }: Report["total"]): [string, string | number][] {
  return [
    [reports.medianWait, span(waits.median)],
    [reports.p90, span(waits.p90)],
    [reports.quoted, quotes.count],
    [reports.kept, `${quotes.kept} · ${share(quotes.kept_share)}`],
    [reports.error, span(quotes.median_error)],
    [reports.cancelled, cancelled + bookings.cancelled],
    [reports.atTheDoor, no_shows],
    [reports.inTheBook, `${bookings.no_shows} · ${share(bookings.no_show_share)}`],
  ];
}

function Sum({ name, value }: { name: string; value: string | number }) {
  return <div><dt>{name}</dt><dd>{value}</dd></div>;
}
