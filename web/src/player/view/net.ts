import { h, type Node_ } from '../../shared/dom';
import type { Net, NetEdge, NetNode } from '../think/net';

/** Objects as boxes, what they refer to as arrows, the variables that hold them as flags. */
export function netView(net: Net, changed: (node: NetNode, field: string) => boolean, colour: (name: string) => number): Node_ {
  const byId = new Map(net.nodes.map((node) => [node.id, node]));
  const width = Math.ceil(net.width) + 4;
  const height = Math.ceil(net.height) + 4;
  return h('svg', { class: `net ${net.form}`, width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': described(net) },
    h('defs', null, ['arrow', 'arrow-changed'].map((id) =>
      h('marker', { id, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse' }, h('path', { d: 'M0 0.6 L7.4 4 L0 7.4 Z' })))),
    net.edges.map((edge, i) => {
      const from = byId.get(edge.from)!;
      const to = byId.get(edge.to)!;
      const fresh = changed(from, edge.field);
      return h('path', {
        key: `e${edge.from}${edge.field}${edge.to}${edge.field ? '' : i}`, class: `edge${edge.back ? ' back' : ''}${fresh ? ' changed' : ''}`, d: route(net.form, edge, from, to),
        'marker-end': `url(#arrow${fresh ? '-changed' : ''})`,
      }, h('title', null, edge.field));
    }),
    net.nodes.map((node) => h('g', { key: `n${node.id}`, class: `node${node.rows.some((row) => changed(node, row.field)) ? ' changed' : ''}`, style: { transform: `translate(${node.x}px, ${node.y}px)` } },
      h('rect', { x: -node.width / 2, y: -node.height / 2, width: node.width, height: node.height, rx: net.form === 'heap' ? 7 : Math.min(15, node.height / 2) }),
      node.title !== '' && h('text', { class: 'title', x: 0, y: -node.height / 2 + 18 }, node.title),
      node.rows.map((row, i) => {
        const y = -node.height / 2 + 18 + (i + (node.title ? 1 : 0)) * 17 + (node.rows.length === 1 && !node.title ? (node.height - 29) / 2 : 0);
        return row.field === ''
          ? h('text', { class: 'value', x: 0, y }, row.text)
          : h('text', { class: 'row', x: -node.width / 2 + 9, y }, h('tspan', { class: 'field' }, `${row.field} `), h('tspan', { class: 'value' }, row.text));
      }),
      flags(node, colour, net.form === 'chain'))));
}

/** The names of variables above their node: side by side, or in a list, where nodes stand close, one over the other. */
function flags(node: NetNode, colour: (name: string) => number, piled: boolean): Node_[] {
  const widths = node.names.map((name) => name.text.length * 7.2 + 10);
  let x = -widths.reduce((sum, width) => sum + width + 3, -3) / 2;
  return node.names.map((name, i) => {
    const at = piled ? -widths[i] / 2 : x;
    const up = -node.height / 2 - (piled ? i * 19 : 0);
    x += widths[i] + 3;
    return h('g', { key: name.text, class: `pointer c${colour(name.text)}${name.far ? ' far' : ''}` },
      h('rect', { x: at, y: up - 23, width: widths[i], height: 17, rx: 5 }),
      (!piled || i === 0) && h('path', { class: 'stem', d: `M${at + widths[i] / 2} ${-node.height / 2 - 6} L${Math.max(-node.width / 3, Math.min(node.width / 3, at + widths[i] / 2))} ${-node.height / 2}` }),
      h('text', { x: at + widths[i] / 2, y: up - 10.5 }, name.text));
  });
}

function route(form: Net['form'], edge: NetEdge, from: NetNode, to: NetNode): string {
  if (from === to) {
    const { x, y, width, height } = from;
    return `M${x + width / 2} ${y - 4} c26 -18, 26 26, 1 10 M${x + width / 2} ${y + height * 0}`;
  }
  if (form === 'tree') {
    const [a, b] = [from.y + from.height / 2, to.y - to.height / 2 - 1];
    if (edge.back) return `M${from.x + 6} ${from.y - from.height / 2} L${to.x + 6} ${to.y + to.height / 2}`;
    return `M${from.x} ${a} C${from.x} ${(a + b) / 2}, ${to.x} ${(a + b) / 2}, ${to.x} ${b}`;
  }
  if (form === 'chain') {
    const right = to.x > from.x;
    const row = Math.abs(to.y - from.y) < 1;
    const gap = Math.abs(to.x - from.x) - from.width / 2 - to.width / 2;
    const lift = edge.back ? 6 : right ? -5 : 5;
    if (row && gap < 60) {
      const side = right ? 1 : -1;
      return `M${from.x + side * from.width / 2} ${from.y + lift} L${to.x - side * (to.width / 2 + 1)} ${to.y + lift}`;
    }
    if (row) {
      const below = from.y + from.height / 2;
      const drop = below + 14 + Math.min(26, Math.abs(to.x - from.x) * 0.06);
      return `M${from.x} ${below} C${from.x} ${drop}, ${to.x} ${drop}, ${to.x} ${below + 1}`;
    }
    return `M${from.x} ${from.y + from.height / 2} C${from.x} ${(from.y + to.y) / 2}, ${to.x} ${(from.y + to.y) / 2}, ${to.x} ${to.y - to.height / 2 - 24}`;
  }
  const right = to.x > from.x + 1;
  const startX = right ? from.x + from.width / 2 : from.x - from.width / 2;
  const endX = right ? to.x - to.width / 2 - 1 : to.x < from.x - 1 ? to.x + to.width / 2 + 1 : to.x - to.width / 2 - 1;
  const bend = right ? 34 : to.x < from.x - 1 ? -34 : -40;
  const endBend = right ? -34 : to.x < from.x - 1 ? 34 : -40;
  return `M${startX} ${from.y} C${startX + bend} ${from.y}, ${endX + endBend} ${to.y}, ${endX} ${to.y}`;
}

const described = (net: Net) =>
  `${net.nodes.slice(0, 30).map((node) => `${node.names.map((name) => `${name.text}: `).join('')}${node.title} ${node.rows.map((row) => `${row.field} ${row.text}`).join(' ')}`).join('; ')}`;
