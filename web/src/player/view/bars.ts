import { h, type Node_ } from '../../shared/dom';
import { brief } from '../../shared/numbers';
import type { Thing } from '../recording/state';
import type { Swap } from '../think/moves';
import type { Pointer } from '../think/scene';

export interface BarsProps {
  readonly thing: Thing;
  readonly width: number;
  readonly pointers: readonly Pointer[];
  readonly levels: readonly { name: string; value: number }[];
  readonly range: readonly [number, number] | undefined;
  readonly touched: readonly number[];
  readonly changed: ReadonlySet<number>;
  readonly swaps: readonly Swap[];
}

const HEIGHT = 170;
const TOP = 34;

/** An array of numbers: a bar for each, pointers below, exchanges as arcs above. */
export function bars(props: BarsProps): Node_ {
  const { thing, pointers, range, swaps } = props;
  const values = thing.items.map((item) => item.number);
  const n = values.length;
  const finite = values.filter((value) => Number.isFinite(value));
  const high = Math.max(0, ...finite);
  const low = Math.min(0, ...finite);
  const span = high - low || 1;
  // Room for the names of levels, kept free even where none is drawn: bars must not move when one comes.
  const room = props.width > 480 ? 84 : 0;
  const pitch = Math.max(2, Math.min(46, (props.width - 8 - room) / Math.max(n, 1)));
  const gap = pitch > 8 ? Math.min(6, pitch * 0.16) : pitch > 4 ? 1 : 0;
  const left = 4;
  const width = Math.max(n * pitch + 8 + room, 120);
  const y = (value: number) => TOP + (high - value) / span * (low < 0 ? HEIGHT - 14 : HEIGHT);
  const middle = (i: number) => left + (i + 0.5) * pitch;
  const widest = Math.max(1, ...finite.map((value) => brief(value, 3).length));
  const labelled = pitch >= Math.max(14, widest * 6.6 + 3);
  const zero = y(0);
  const base = TOP + HEIGHT;
  const indexed = pitch >= 15;
  const every = indexed ? 1 : Math.ceil(40 / pitch / 5) * 5;
  const pointerTop = base + 22;
  const lanes = stack(pointers, middle, width);
  const swapped = new Set(swaps.flatMap((swap) => [swap.one, swap.other]));
  const touched = new Set(props.touched);
  // What is compared with one number falls on one of two sides of it: the sides are told apart.
  const pivot = props.levels.length === 1 ? props.levels[0].value : undefined;
  const height = pointerTop + Math.max(1, ...lanes.map((lane) => lane.lane + 1)) * 22 + 4;

  return h('svg', { class: n > 64 ? 'bars many' : 'bars', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': described(values, pointers) },
    range && range[1] >= range[0] && h('rect', {
      class: 'range', x: left + range[0] * pitch, y: TOP - 8, width: Math.max(0, (range[1] - range[0] + 1) * pitch), height: HEIGHT + 12, rx: 6,
    }),
    h('line', { class: 'axis', x1: left, x2: left + n * pitch, y1: zero, y2: zero }),
    values.map((value, i) => {
      const odd = !Number.isFinite(value);
      const top = odd ? TOP : Math.min(y(value), zero);
      const size = odd ? HEIGHT : Math.max(1.5, Math.abs(y(value) - zero));
      const kind = `bar${swapped.has(i) ? ' swapped' : props.changed.has(i) ? ' changed' : ''}${odd ? ' odd' : ''}`
        + `${range && (i < range[0] || i > range[1]) ? ' outside' : ''}${touched.has(i) ? ' touched' : ''}`
        + `${pivot === undefined || (range && (i < range[0] || i > range[1])) ? '' : value < pivot ? ' below' : value > pivot ? ' above' : ' equal'}`;
      return h('g', { key: i, class: kind },
        h('rect', { x: left + i * pitch + gap / 2, width: Math.max(1, pitch - gap), rx: Math.min(3, pitch / 6), y: top, height: size }),
        labelled || odd ? h('text', { class: 'value', x: middle(i), y: (value < 0 && !odd ? top + size + 12 : top - 5) }, brief(value, 3)) : null,
        i % every === 0 && h('text', { class: 'index', x: middle(i), y: base + 15 }, i));
    }),
    props.levels.filter((level) => level.value >= low && level.value <= high).map((level) => [
      h('line', { class: 'level', x1: left, x2: left + n * pitch + 4, y1: y(level.value), y2: y(level.value) }),
      h('text', { class: 'level-name', x: room > 0 ? left + n * pitch + 8 : left, y: y(level.value) + (room > 0 ? 4 : -5) }, `${level.name} ${brief(level.value)}`),
    ]),
    swaps.map((swap) => arc(middle(swap.one), middle(swap.other), y(values[swap.one]), y(values[swap.other]))),
    props.touched.length === 2 && swaps.length === 0 && compare(middle(props.touched[0]), middle(props.touched[1]),
      y(values[props.touched[0]]), y(values[props.touched[1]]), labelled),
    // Lower ones first, so that their stems pass behind the names above.
    [...lanes].sort((a, b) => b.lane - a.lane).map(({ pointer, x, lane, size }) =>
      h('g', { key: `p${pointer.name}`, class: `pointer c${pointer.colour}${pointer.level > 0 ? ' far' : ''}`, style: { transform: `translate(${x}px, ${pointerTop + lane * 22}px)` } },
        h('path', { d: `M0 ${-lane * 22 - 4} L0 0 M-3.5 ${-lane * 22} L0 ${-lane * 22 - 5} L3.5 ${-lane * 22}`, class: 'stem' }),
        h('rect', { x: -size / 2, y: 0, width: size, height: 17, rx: 5 }),
        h('text', { x: 0, y: 12.5 }, pointer.name))));
}

/** Where the names of pointers go: side by side in as few lanes as they fit in. */
function stack(pointers: readonly Pointer[], middle: (i: number) => number, right: number): { pointer: Pointer; x: number; lane: number; size: number }[] {
  const ends: number[] = [];
  return [...pointers].sort((a, b) => a.index - b.index || a.level - b.level).map((pointer) => {
    const size = pointer.name.length * 7.3 + 10;
    const x = Math.min(Math.max(middle(pointer.index), size / 2), right - size / 2);
    let lane = ends.findIndex((end) => end + 3 <= x - size / 2);
    if (lane < 0) lane = ends.push(0) - 1;
    ends[lane] = x + size / 2;
    return { pointer, x, lane, size };
  });
}

function arc(from: number, to: number, fromTop: number, toTop: number): Node_ {
  const [a, b] = from < to ? [from, to] : [to, from];
  const top = Math.max(8, Math.min(fromTop, toTop) - 20 - Math.min(40, (b - a) * 0.15));
  const [aTop, bTop] = from < to ? [fromTop, toTop] : [toTop, fromTop];
  return h('g', { class: 'arc' },
    h('path', { d: `M${a} ${aTop - 16} C${a} ${top}, ${b} ${top}, ${b} ${bTop - 16}` }),
    h('path', { class: 'head', d: `M${a - 4} ${aTop - 21} L${a} ${aTop - 15} L${a + 4} ${aTop - 21}` }),
    h('path', { class: 'head', d: `M${b - 4} ${bTop - 21} L${b} ${bTop - 15} L${b + 4} ${bTop - 21}` }));
}

function compare(a: number, b: number, aTop: number, bTop: number, labelled: boolean): Node_ {
  const lift = labelled ? 18 : 6;
  const top = Math.max(6, Math.min(aTop, bTop) - lift - 10);
  return h('path', { class: 'compare', d: `M${a} ${aTop - lift} L${a} ${top} L${b} ${top} L${b} ${bTop - lift}` });
}

const described = (values: readonly number[], pointers: readonly Pointer[]) =>
  `${values.length <= 40 ? values.map((value) => brief(value)).join(', ') : `${values.length}`}${
    pointers.map((pointer) => `; ${pointer.name} = ${pointer.index}`).join('')}`;
