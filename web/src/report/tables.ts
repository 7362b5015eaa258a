import { h, type Child, type Node_ } from '../shared/dom';

/** A column of a table: its title, what a cell shows and by what rows are ordered. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Child;
  readonly order?: (row: Row) => number | string;
}

/** By which column a table is ordered, and whether from the smallest up. */
export interface Order {
  readonly column: number;
  readonly up: boolean;
}

/** The rows as a reader wants them; those without a number come last. */
export function ordered<Row>(rows: readonly Row[], columns: readonly Column<Row>[], order: Order | undefined): readonly Row[] {
  const by = order && columns[order.column]?.order;
  if (!by) return rows;
  const sign = order.up ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)];
    if (typeof x === 'number' && typeof y === 'number') return Number.isNaN(x) ? (Number.isNaN(y) ? 0 : 1) : Number.isNaN(y) ? -1 : sign * (x - y);
    return sign * String(x).localeCompare(String(y), undefined, { numeric: true });
  });
}

/** A table that can be ordered by its headings, with mouse and keyboard. */
export function table<Row>(label: string, rows: readonly Row[], columns: readonly Column<Row>[], order: Order | undefined, choose?: (order: Order) => void): Node_ {
  return h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': label }, h('table', null,
    h('thead', null, h('tr', null, columns.map((each, i) => {
      const here = order?.column === i;
      const state = here ? (order.up ? 'ascending' : 'descending') : 'none';
      return each.order && choose
        ? h('th', { scope: 'col', 'aria-sort': state }, h('button', { type: 'button', on: { click: () => choose({ column: i, up: here ? !order.up : false }) } },
          each.title, h('span', { class: 'arrow', 'aria-hidden': 'true' }, here ? (order.up ? ' ▲' : ' ▼') : ' ↕')))
        : h('th', { scope: 'col' }, each.title);
    }))),
    h('tbody', null, ordered(rows, columns, order).map((row) => h('tr', null, columns.map((each, i) =>
      h(i === 0 ? 'th' : 'td', i === 0 ? { scope: 'row' } : null, each.cell(row))))))));
}
