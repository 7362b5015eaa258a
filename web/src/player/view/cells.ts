import { h, type Node_ } from '../../shared/dom';
import type { State, Thing } from '../recording/state';
import { format, type Value } from '../recording/value';
import type { Pointer } from '../think/scene';

const MOST = 400;

const short = (state: State, value: Value | undefined) =>
  format(value, (object) => summary(state, object), 28);

/** An object in a few characters: `[3, 1]`, `Node(5)`. */
export function summary(state: State, object: number, deep = 0): string {
  const thing = state.things.get(object);
  if (!thing) return `#${object}`;
  const type = thing.type.replace(/^.*[.$]/, '');
  const inner = (value: Value | undefined): string => format(value, (o) => (deep < 1 ? summary(state, o, deep + 1) : '…'), 12);
  if (thing.shape === 'text') return `"${thing.items.map((item) => item.text).join('').slice(0, 24)}"`;
  if (thing.shape === 'map') {
    const parts: string[] = [];
    for (let i = 0; i < Math.min(6, thing.items.length); i += 2) parts.push(`${inner(thing.items[i])}: ${inner(thing.items[i + 1])}`);
    return `{${parts.join(', ')}${thing.length > 3 ? ', …' : ''}}`;
  }
  if (thing.shape === 'object') {
    const plain = thing.items.filter((item) => item.tag !== 7).slice(0, 2).map(inner);
    return `${type}${plain.length > 0 ? `(${plain.join(', ')})` : ''}`;
  }
  const parts = thing.items.slice(0, 6).map(inner);
  return `${thing.shape === 'set' ? '{' : '['}${parts.join(', ')}${thing.length > 6 ? ', …' : ''}${thing.shape === 'set' ? '}' : ']'}`;
}

/** Lists, queues, sets, strings: a box for each element. */
export function cells(state: State, thing: Thing, pointers: readonly Pointer[], touched: readonly number[], changed: ReadonlySet<number>): Node_ {
  const indexed = thing.shape !== 'set';
  const shown = thing.items.slice(0, MOST);
  if (shown.length === 0) return h('div', { class: 'cells' }, h('span', { class: 'none' }, thing.shape === 'set' ? '{ }' : '[ ]'));
  return h('div', { class: `cells ${thing.shape}` },
    shown.map((item, i) => {
      const here = pointers.filter((pointer) => pointer.index === i);
      return h('div', { key: i, class: `cell${changed.has(i) ? ' changed' : ''}${touched.includes(i) ? ' touched' : ''}` },
        indexed && h('span', { class: 'index' }, i),
        h('span', { class: 'box' }, thing.shape === 'text' || item.tag === 5 ? item.text === ' ' ? '␣' : item.text : short(state, item)),
        here.map((pointer) => h('span', { class: `tag c${pointer.colour}` }, pointer.name)));
    }));
}

/** Maps: a row for each key. */
export function mapRows(state: State, thing: Thing, changed: ReadonlySet<string>, keyOf: (value: Value) => string): Node_ {
  if (thing.items.length === 0) return h('div', { class: 'cells' }, h('span', { class: 'none' }, '{ }'));
  const rows: Node_[] = [];
  for (let i = 0; i < Math.min(thing.items.length, MOST); i += 2) {
    rows.push(h('div', { key: keyOf(thing.items[i]), class: `entry${changed.has(keyOf(thing.items[i])) ? ' changed' : ''}` },
      h('span', { class: 'box key' }, short(state, thing.items[i])), h('span', { class: 'to' }, '→'),
      h('span', { class: 'box' }, short(state, thing.items[i + 1]))));
  }
  return h('div', { class: 'entries' }, rows);
}
