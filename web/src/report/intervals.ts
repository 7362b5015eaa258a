import { h, type Node_ } from '../shared/dom';
import { brief, ticks } from '../shared/numbers';
import { number, type Estimate } from './scorecard';

/** An interval on an axis of its own, which holds the interval and the reference and little more. */
export function intervalBar(label: string, estimate: Estimate, reference: number): Node_ {
  const value = number(estimate.value);
  const [low, high] = (estimate.interval ?? [NaN, NaN]).map(number);
  const around = [low, high, value, reference].filter(Number.isFinite);
  const from = Math.min(...around);
  const span = Math.max(...around) - from || Math.abs(from) || 1;
  const x = (place: number) => 14 + ((place - from) / span) * 142;
  return h('svg', { class: 'interval', viewBox: '0 0 170 20', role: 'img', 'aria-label': label },
    h('line', { class: 'axis', x1: 2, x2: 168, y1: 16, y2: 16 }),
    Number.isFinite(low) && Number.isFinite(high) && h('rect', { class: 'range', x: x(low), y: 5, width: Math.max(2, x(high) - x(low)), height: 8, rx: 2 }),
    Number.isFinite(reference) && h('line', { class: 'reference', x1: x(reference), x2: x(reference), y1: 1, y2: 19 }),
    Number.isFinite(value) && h('circle', { class: 'estimate', cx: x(value), cy: 9, r: 3 }),
    h('title', null, label));
}

/** What a score is for forecasts that know nothing, or are calibrated, where that is the same for all rows. */
export function usual(key: string, rate: number): number {
  if (/^auc(_|$)/.test(key)) return 0.5;
  if (key === 'average_precision') return rate;
  if (key === 'calibration_slope') return 1;
  const level = /^(at_or_below|below|interval_coverage)_(0\.\d+)$/.exec(key);
  if (level) return Number(level[2]);
  return ['calibration_intercept', 'calibration_in_the_large', 'kappa', 'mcc', 'r2'].includes(key) ? 0 : NaN;
}

/** One of several intervals that share an axis. */
export interface Bar {
  readonly name: string;
  readonly estimate: Estimate;
  /** Too few rows to trust. */
  readonly faint?: boolean;
}

/** Intervals below each other on one axis, with a line at what they are compared with. */
export function forest(label: string, bars: readonly Bar[], compared: number, figure: (estimate: Estimate) => string): Node_ {
  const ends = bars.flatMap(({ estimate }) => [number(estimate.value), ...(estimate.interval ?? []).map(number)]).concat(compared).filter(Number.isFinite);
  const from = Math.min(...ends);
  const to = Math.max(...ends);
  const span = to - from || 1;
  const x = (place: number) => 200 + ((place - from) / span) * 300;
  const foot = bars.length * 24 + 8;
  const short = (name: string) => (name.length > 28 ? `${name.slice(0, 27)}…` : name);
  return h('svg', { class: 'chart wide', viewBox: `0 0 600 ${foot + 22}`, role: 'img', 'aria-label': label },
    ticks(from, to, 5).map((at) => [h('line', { class: 'grid', x1: x(at), x2: x(at), y1: 2, y2: foot }), h('text', { x: x(at), y: foot + 16, 'text-anchor': 'middle' }, brief(at))]),
    Number.isFinite(compared) && h('line', { class: 'reference', x1: x(compared), x2: x(compared), y1: 2, y2: foot }),
    bars.map(({ name, estimate, faint }, i) => {
      const [low, high] = (estimate.interval ?? [NaN, NaN]).map(number);
      const value = number(estimate.value);
      return h('g', { class: faint ? 'faint' : '' },
        h('text', { class: 'name', x: 190, y: i * 24 + 20, 'text-anchor': 'end' }, short(name)),
        Number.isFinite(low) && Number.isFinite(high) && h('rect', { class: 'range', x: x(low), y: i * 24 + 12, width: Math.max(2, x(high) - x(low)), height: 8, rx: 2 }),
        Number.isFinite(value) && h('circle', { class: 'estimate', cx: x(value), cy: i * 24 + 16, r: 3.2 }),
        h('text', { class: 'figure', x: 512, y: i * 24 + 20 }, figure(estimate)),
        h('title', null, `${name}: ${figure(estimate)}`));
    }));
}
