import { shiftDay } from "../../book";
import { go, place } from "../../router";
import { menu } from "../../texts/menu";
import { reports } from "../../texts/reports";
import { useCalendar } from "../book/bookContext";
import { Empty } from "../controls/Empty";
import { Field } from "../controls/Field";
import { Page } from "../controls/Page";
import { Read, useRead } from "../controls/read";
import { Segmented } from "../controls/Segmented";
import { Numbers } from "./Numbers";
import { Sheets } from "./Sheets";
import type { Report } from "./report";

const DAY = /^\d{4}-\d\d-\d\d$/;
const SPANS = [1, 7, 28];

/** `#/reports/<first day>/<last day>`; today where none is named. */
export function Reports() {
  const { today } = useCalendar();
  const [first = today, last = first] = place.value.rest.filter((day) => DAY.test(day));
  const asked = useRead<Report>("/reports/service", { from: first, to: last });
  return (
    <Page title={menu.reports} tools={<Range first={first} last={last} today={today} />}>
      <Read asked={asked}>{(report) => <Shown report={report} />}</Read>
    </Page>
  );
}

function Shown({ report }: { report: Report }) {
  const { total } = report;
  if (total.parties + total.bookings.parties === 0) return <Empty title={reports.empty} next={reports.emptyNext} />;
  return <div class="report"><Numbers report={report} /><Sheets report={report} /></div>;
}

function Range({ first, last, today }: { first: string; last: string; today: string }) {
  const choices = SPANS.map((value) => ({ value, text: reports.days(value) }));
  const picked = last === today ? SPANS.find((days) => shiftDay(today, 1 - days) === first) ?? 0 : 0;
  return (
    <div class="report-range">
      <Segmented label={reports.range} choices={choices} picked={picked} onPick={(days) => go("/reports", shiftDay(today, 1 - days), today)} />
      <Field name="from" label={reports.from} type="date" required value={first} onInput={(day) => day && go("/reports", day, day > last ? day : last)} />
      <Field name="to" label={reports.to} type="date" required value={last} onInput={(day) => day && go("/reports", day < first ? day : first, day)} />
    </div>
  );
}
