import { h, type Node_ } from '../shared/dom';
import { brief } from '../shared/numbers';
import { number, type Scorecard } from './scorecard';

/** Shares of outcomes by their place in the forecast distribution, as densities: 1 is what calibration says. */
export function pitBars(pit: NonNullable<Scorecard['pit']>, label: string, across: string): Node_ {
  const density = pit.map(({ low, high, share }) => number(share) / (high - low));
  const most = Math.max(1.2, ...density.filter(Number.isFinite)) * 1.05;
  const x = (v: number) => 40 + v * 540;
  const y = (v: number) => 10 + (1 - v / most) * 150;
  return h('svg', { class: 'chart wide', viewBox: '0 0 600 205', role: 'img', 'aria-label': label },
    pit.map(({ low, high, share }, i) => h('rect', { class: 'cell', x: x(low) + 0.5, y: y(density[i]), width: Math.max(1, x(high) - x(low) - 1), height: y(0) - y(density[i]) },
      h('title', null, `${brief(low)} – ${brief(high)}: ${(number(share) * 100).toFixed(1)}%`))),
    h('line', { class: 'reference', x1: x(0), x2: x(1), y1: y(1), y2: y(1) }),
    h('line', { class: 'axis', x1: x(0), x2: x(1), y1: y(0), y2: y(0) }),
    [0, 0.25, 0.5, 0.75, 1].map((at) => h('text', { x: x(at), y: y(0) + 16, 'text-anchor': 'middle' }, brief(at))),
    h('text', { class: 'name', x: x(1), y: y(0) + 36, 'text-anchor': 'end' }, `${across} →`));
}
