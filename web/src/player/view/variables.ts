import { h, type Node_ } from '../../shared/dom';
import { spark } from '../../shared/spark';

export interface VariableRow {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly kind: 'number' | 'text' | 'truth' | 'object' | 'other';
  readonly changed: boolean;
  readonly was: string;
  readonly series: readonly number[];
  readonly chosen: boolean;
  readonly label: string;
  readonly pick: () => void;
}

/** Names with their values; the changed ones are marked, numbers have their course beside them. */
export function variables(rows: readonly VariableRow[], none: string): Node_ {
  if (rows.length === 0) return h('p', { class: 'none' }, none);
  return h('ul', { class: 'variables' }, rows.map((row) =>
    h('li', { key: row.key, class: `${row.changed ? 'changed' : ''}${row.chosen ? ' chosen' : ''}` },
      h('button', { type: 'button', title: row.label, 'aria-pressed': row.chosen, on: { click: row.pick } },
        h('span', { class: 'name' }, row.name),
        h('span', { class: `value ${row.kind}` }, row.changed && row.was !== '' && row.was !== row.value && h('s', null, row.was), h('span', null, row.value)),
        h('span', { class: 'course', stamp: [row.series.length, row.series[row.series.length - 1]] }, spark(row.series, 56, 18))))));
}
