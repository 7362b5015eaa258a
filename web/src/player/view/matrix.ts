import { h, type Node_ } from '../../shared/dom';
import { brief } from '../../shared/numbers';
import type { State, Thing } from '../recording/state';
import { FALSE, format, isNumber, TRUE, type Value } from '../recording/value';
import type { Pointer } from '../think/scene';

export interface MatrixProps {
  readonly state: State;
  readonly thing: Thing;
  readonly width: number;
  readonly rows: readonly Pointer[];
  readonly columns: readonly Pointer[];
  /** `object|index` of the elements that just changed. */
  readonly changed: ReadonlySet<string>;
}

const MOST = 64;

/** A table of numbers as a heat map with its numbers, truth values as a board. */
export function matrix({ state, thing, width, rows, columns, changed }: MatrixProps): Node_ {
  const lines = thing.items.slice(0, MOST).map((item) => state.things.get(item.number));
  const across = Math.min(MOST, Math.max(1, ...lines.map((line) => line?.items.length ?? 0)));
  const board = lines.every((line) => line?.items.every((item) => item.tag === TRUE || item.tag === FALSE));
  const numbers = lines.flatMap((line) => line?.items.filter((item) => isNumber(item) && Number.isFinite(item.number)).map((item) => item.number) ?? []);
  const high = Math.max(...numbers, 0);
  const low = Math.min(...numbers, 0);
  const size = Math.max(9, Math.min(board ? 40 : 38, (width - 60) / across, Math.max(15, 380 / Math.max(1, lines.length))));
  const left = 26 + (rows.length > 0 ? Math.max(...rows.map((row) => row.name.length)) * 7.5 + 12 : 0);
  const top = 20 + (columns.length > 0 ? 20 : 0);
  const total = { width: left + across * size + 6, height: top + lines.length * size + 6 };
  const text = (value: Value) => (isNumber(value) ? brief(value.number, 3) : value.text || format(value));
  return h('svg', {
    class: `matrix${board ? ' board' : ''}`, width: total.width, height: total.height, viewBox: `0 0 ${total.width} ${total.height}`, role: 'img',
    'aria-label': lines.map((line) => line?.items.map(text).join(' ')).slice(0, 12).join('; '),
  },
    lines.map((line, r) => h('g', { key: r },
      size >= 12 && h('text', { class: 'index', x: left - 8, y: top + r * size + size / 2 + 4, 'text-anchor': 'end' }, r),
      line?.items.slice(0, across).map((item, c) => {
        const fresh = changed.has(`${line.id}|${c}`);
        const share = isNumber(item) && high > low ? (item.number < 0 ? item.number / -low : item.number / (high || 1)) : 0;
        const fill = board ? (r + c) % 2 === 0 ? 'light' : 'dark' : !isNumber(item) ? 'plain' : item.number < 0 ? 'cold' : 'warm';
        const shade = board || fill === 'plain' ? undefined : { 'fill-opacity': String(0.06 + 0.44 * Math.min(1, Math.abs(share))) };
        return h('g', { key: c, class: `square${fresh ? ' changed' : ''}` },
          h('rect', { class: `ground ${fill}`, x: left + c * size + 0.5, y: top + r * size + 0.5, width: size - 1, height: size - 1, rx: Math.min(3, size / 8), style: shade }),
          board ? item.tag === TRUE && queen(left + (c + 0.5) * size, top + (r + 0.5) * size, size)
            : size >= 16 && h('text', { class: 'value', x: left + (c + 0.5) * size, y: top + (r + 0.5) * size + 4,
              style: { 'font-size': `${Math.min(12.5, size / Math.max(1.6, text(item).length * 0.66)).toFixed(1)}px` } }, text(item)),
          fresh && h('rect', { class: 'ring', x: left + c * size + 1, y: top + r * size + 1, width: size - 2, height: size - 2, rx: 3 }));
      }))),
    size >= 12 && Array.from({ length: across }, (_, c) => h('text', { key: `x${c}`, class: 'index', x: left + (c + 0.5) * size, y: top - 6 }, c)),
    rows.filter((row) => row.index >= 0 && row.index < lines.length).map((row) => h('g', { key: `r${row.name}`, class: `pointer c${row.colour}` },
      h('rect', { class: 'band', x: left, y: top + row.index * size, width: across * size, height: size, rx: 4 }),
      h('text', { class: 'name', x: 2, y: top + row.index * size + size / 2 + 4 }, row.name))),
    columns.filter((column) => column.index >= 0 && column.index < across).map((column) => h('g', { key: `c${column.name}`, class: `pointer c${column.colour}` },
      h('rect', { class: 'band', x: left + column.index * size, y: top, width: size, height: lines.length * size, rx: 4 }),
      h('text', { class: 'name', x: left + (column.index + 0.5) * size, y: 13, 'text-anchor': 'middle' }, column.name))));
}

/** A marker of a board's true squares: a small crown. */
function queen(x: number, y: number, size: number): Node_ {
  const s = size * 0.3;
  return h('path', {
    class: 'queen',
    d: `M${x - s} ${y + s * 0.8} L${x - s} ${y - s * 0.5} L${x - s * 0.5} ${y + s * 0.05} L${x} ${y - s} L${x + s * 0.5} ${y + s * 0.05} L${x + s} ${y - s * 0.5} L${x + s} ${y + s * 0.8} Z`,
  });
}
