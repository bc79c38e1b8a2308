import type { ComponentChildren } from "preact";

export interface Column<Row> {
  title: string;
  show: (row: Row) => ComponentChildren;
  /** Numbers, which stand flush right. */
  figure?: boolean;
}

interface Props<Row> {
  caption: string;
  /** The first one names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
}

export function Figures<Row>({ caption, columns, rows }: Props<Row>) {
  return (
    <div class="figures-room" tabindex={0} role="group" aria-label={caption}>
      <table class="figures">
        <caption>{caption}</caption>
        <thead>
          <tr>{columns.map(({ title, figure }) => <th key={title} scope="col" data-figure={figure}>{title}</th>)}</tr>
        </thead>
        <tbody>{rows.map((row, i) => <tr key={i}>{columns.map((column, place) => cell(column, row, place))}</tr>)}</tbody>
      </table>
    </div>
  );
}

function cell<Row>({ title, show, figure }: Column<Row>, row: Row, place: number) {
  if (place === 0) return <th key={title} scope="row">{show(row)}</th>;
  return <td key={title} data-figure={figure}>{show(row)}</td>;
}
