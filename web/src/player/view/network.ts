import { h, type Node_ } from '../../shared/dom';
import type { State, Thing } from '../recording/state';
import { format, REFERENCE, type Value } from '../recording/value';
import { neighbours } from '../think/scene';
import { summary } from './cells';

/** A map of keys to their neighbours, as a graph on a circle; the keys that variables hold are marked with their names. */
export function network(state: State, thing: Thing, held: ReadonlyMap<string, string>, colour: (name: string) => number): Node_ | null {
  const edges = neighbours(state, thing);
  if (!edges) return null;
  const count = thing.items.length / 2;
  const labels = Array.from({ length: count }, (_, i) => {
    const key = thing.items[i * 2];
    return key.text !== '' ? key.text : format(key, (object) => summary(state, object), 14);
  });
  const radius = Math.min(200, Math.max(78, count * 17));
  const width = radius * 2 + 190;
  const height = radius * 2 + 96;
  const place = (i: number) => {
    const angle = -Math.PI / 2 + i / count * 2 * Math.PI;
    return { x: width / 2 + radius * 1.15 * Math.cos(angle), y: height / 2 + 8 + radius * Math.sin(angle) };
  };
  const pair = new Set(edges.map((edge) => `${edge.from}|${edge.to}`));
  const both = (edge: { from: number; to: number }) => pair.has(`${edge.to}|${edge.from}`);
  return h('svg', {
    class: 'net network', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img',
    'aria-label': edges.map((edge) => `${labels[edge.from]} → ${labels[edge.to]}${edge.weight ? ` ${format(edge.weight)}` : ''}`).join('; '),
  },
    h('defs', null, h('marker', { id: 'way', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' }, h('path', { d: 'M0 0.6 L7.4 4 L0 7.4 Z' }))),
    edges.filter((edge) => !both(edge) || edge.from < edge.to).map((edge) => {
      const a = place(edge.from);
      const b = place(edge.to);
      const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
      const cut = (labels[edge.to].length * 4 + 12) / length;
      const end = both(edge) ? b : { x: b.x - (b.x - a.x) * Math.min(0.4, cut), y: b.y - (b.y - a.y) * Math.min(0.4, 20 / length + cut * 0.3) };
      return h('g', { key: `${edge.from}|${edge.to}` },
        h('path', { class: 'edge', d: `M${a.x} ${a.y} L${end.x} ${end.y}`, 'marker-end': both(edge) ? undefined : 'url(#way)' }),
        edge.weight && edge.weight.tag !== REFERENCE && h('text', { class: 'weight', x: (a.x * 0.56 + b.x * 0.44), y: (a.y * 0.56 + b.y * 0.44) + 4 }, format(edge.weight)));
    }),
    labels.map((label, i) => {
      const { x, y } = place(i);
      const size = Math.max(34, label.length * 7.8 + 18);
      const name = held.get(keyName(thing.items[i * 2]));
      return h('g', { key: i, class: `node${name ? ' held' : ''}`, style: { transform: `translate(${x}px, ${y}px)` } },
        h('rect', { x: -size / 2, y: -15, width: size, height: 30, rx: 15 }), h('text', { class: 'value', x: 0, y: 4.5 }, label),
        name && h('g', { class: `pointer c${colour(name)}` }, h('rect', { x: -name.length * 3.65 - 5, y: -36, width: name.length * 7.3 + 10, height: 17, rx: 5 }),
          h('text', { x: 0, y: -23.5 }, name)));
    }));
}

export const keyName = (value: Value): string => `${value.tag}|${value.number}|${value.text}`;
