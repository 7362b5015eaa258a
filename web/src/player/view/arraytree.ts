import { h, type Node_ } from '../../shared/dom';
import { format } from '../recording/value';
import type { Thing } from '../recording/state';
import type { Swap } from '../think/moves';
import type { Pointer } from '../think/scene';

export interface ArrayTreeProps {
  readonly thing: Thing;
  /** How many elements belong to the tree. */
  readonly used: number;
  readonly width: number;
  readonly pointers: readonly Pointer[];
  readonly touched: readonly number[];
  readonly changed: ReadonlySet<number>;
  readonly swaps: readonly Swap[];
}

const LEVEL = 58;

/** A heap in an array as the tree that it stands for: below element i are 2i + 1 and 2i + 2. */
export function arrayTree(props: ArrayTreeProps): Node_ {
  const { thing, used } = props;
  const items = thing.items.slice(0, used);
  const levels = Math.max(1, Math.ceil(Math.log2(used + 1)));
  const width = Math.min(Math.max(props.width - 8, 200), Math.max(150, 2 ** (levels - 1) * 62));
  const height = levels * LEVEL + 22;
  const place = (i: number) => {
    const level = Math.floor(Math.log2(i + 1));
    return { x: (i + 1 - 2 ** level + 0.5) / 2 ** level * width, y: 40 + level * LEVEL };
  };
  const swapped = new Set(props.swaps.flatMap((swap) => [swap.one, swap.other]));
  return h('svg', {
    class: 'net arraytree', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img',
    'aria-label': items.map((item, i) => (i === 0 ? format(item) : `${format(item)} (${format(items[(i - 1) >> 1])})`)).join(', '),
  },
    items.map((_, i) => {
      if (i === 0) return null;
      const child = place(i);
      const parent = place((i - 1) >> 1);
      return h('path', { key: `e${i}`, class: `edge${swapped.has(i) && swapped.has((i - 1) >> 1) ? ' changed' : ''}`, d: `M${parent.x} ${parent.y + 15} L${child.x} ${child.y - 15}` });
    }),
    items.map((item, i) => {
      const { x, y } = place(i);
      const text = format(item, undefined, 6);
      const size = Math.max(32, text.length * 7.6 + 16);
      const here = props.pointers.filter((pointer) => pointer.index === i);
      const kind = `${swapped.has(i) || props.changed.has(i) ? ' changed' : ''}${props.touched.includes(i) ? ' held' : ''}`;
      let left = -here.reduce((sum, pointer) => sum + pointer.name.length * 7.3 + 12, -2) / 2;
      return h('g', { key: i, class: `node${kind}`, style: { transform: `translate(${x}px, ${y}px)` } },
        h('rect', { x: -size / 2, y: -15, width: size, height: 30, rx: 15 }), h('text', { class: 'value', x: 0, y: 4.5 }, text),
        h('text', { class: 'place', x: size / 2 + 3, y: 14 }, i),
        here.map((pointer) => {
          const wide = pointer.name.length * 7.3 + 10;
          const at = left;
          left += wide + 2;
          return h('g', { key: pointer.name, class: `pointer c${pointer.colour}${pointer.level > 0 ? ' far' : ''}` },
            h('rect', { x: at, y: -35, width: wide, height: 17, rx: 5 }), h('text', { x: at + wide / 2, y: -22.5 }, pointer.name));
        }));
    }));
}
