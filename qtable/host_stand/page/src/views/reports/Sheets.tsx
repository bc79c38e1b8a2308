import { share } from "../../texts/format";
import { reports } from "../../texts/reports";
import { useHere } from "../context";
import { Figures, type Column } from "../controls/Figures";
import { span, type Report } from "./report";

/** The tables, each of which can be downloaded as the box writes it. */
export function Sheets({ report }: { report: Report }) {
  const { total, sizes, servers } = report;
  return (
    <>
      <Figures caption={reports.bySize} rows={sizes} columns={[
        { title: reports.size, show: (one) => one.size }, ...counted,
        { title: reports.wait, figure: true, show: (one) => span(one.waits.median) },
        { title: reports.dining, figure: true, show: (one) => span(one.dining.median) },
        { title: reports.turn, figure: true, show: (one) => span(one.turns.median) },
      ]} />
      <Figures caption={reports.bySource} rows={total.sources} columns={[
        { title: reports.source, show: (one) => reports.sources[one.source] }, ...counted,
        { title: reports.share, figure: true, show: (one) => share(one.share) },
      ]} />
      <Figures caption={reports.byServer} rows={servers} columns={[
        { title: reports.server, show: (one) => one.name ?? (one.server_id ? reports.removed : reports.nobody) }, ...counted,
        { title: reports.dining, figure: true, show: (one) => span(one.dining.median) },
      ]} />
      <Downloads report={report} />
    </>
  );
}

const counted: Column<{ parties: number; covers: number }>[] = [
  { get title() { return reports.parties; }, figure: true, show: (one) => one.parties },
  { get title() { return reports.covers; }, figure: true, show: (one) => one.covers },
];

function Downloads({ report: { from, to } }: { report: Report }) {
  const { api, restaurantId, stand } = useHere();
  const save = (table: string) => {
    const asked = api.read(`/restaurants/${restaurantId}/reports/service.csv`, { from, to, table });
    asked.then((text) => download(`${table}-${from}-${to}.csv`, text as string), () => stand.tell({ kind: "failure", text: reports.unsaved }));
  };
  const names = { days: reports.byDay, hours: reports.byHour, sizes: reports.bySize, servers: reports.byServer };
  return (
    <div class="report-files">
      {Object.entries(names).map(([table, name]) => <button key={table} class="button" onClick={() => save(table)}>{reports.download(name)}</button>)}
      <button class="button" onClick={() => print()}>{reports.print}</button>
    </div>
  );
}

/** With the mark that Excel needs to read UTF-8: `fetch` has taken it off. */
function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
