import { h, type Child, type Node_ } from '../shared/dom';
import { brief, ticks } from '../shared/numbers';
import { column, forecasts, number, type Curve, type Estimate, type Parts } from './scorecard';

const path = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** An interval on an axis that has 0 at its left edge, so that lengths compare honestly. */
export function intervalBar(label: string, estimate: Estimate, reference: number): Node_ {
  const value = number(estimate.value);
  const [low, high] = (estimate.interval ?? [NaN, NaN]).map(number);
  const bounded = estimate.unit === 'share' || (low >= 0 && high <= 1 && estimate.better === 'higher');
  const around = [0, low, high, value, reference, bounded ? 1 : NaN].filter(Number.isFinite);
  const from = Math.min(...around);
  const to = Math.max(...around) * (bounded ? 1 : 1.08);
  const x = (place: number) => 4 + ((place - from) / (to - from || 1)) * 212;
  return h('svg', { class: 'interval', viewBox: '0 0 220 20', width: 220, height: 20, role: 'img', 'aria-label': label },
    h('line', { class: 'axis', x1: 4, x2: 216, y1: 15, y2: 15 }),
    h('line', { class: 'axis', x1: x(0), x2: x(0), y1: 4, y2: 18 }),
    Number.isFinite(low) && Number.isFinite(high) && h('rect', { class: 'range', x: x(low), y: 5, width: Math.max(1.5, x(high) - x(low)), height: 7, rx: 2 }),
    Number.isFinite(reference) && h('line', { class: 'reference', x1: x(reference), x2: x(reference), y1: 1, y2: 18 }),
    Number.isFinite(value) && h('circle', { class: 'estimate', cx: x(value), cy: 8.5, r: 2.6 }));
}

const SIDE = 340;
const LEFT = 46;
const TOP = 12;

/** A square from 0 to 1 in both directions. */
function square(label: string, across: string, up: string, below: number, inside: (x: (v: number) => number, y: (v: number) => number) => Child): Node_ {
  const x = (v: number) => LEFT + v * SIDE;
  const y = (v: number) => TOP + (1 - v) * SIDE;
  const height = TOP + SIDE + 44 + below;
  return h('svg', { class: 'chart', viewBox: `0 0 ${LEFT + SIDE + 14} ${height}`, role: 'img', 'aria-label': label },
    [0, 0.25, 0.5, 0.75, 1].map((at) => [
      h('line', { class: 'grid', x1: x(at), x2: x(at), y1: y(0), y2: y(1) }), h('line', { class: 'grid', x1: x(0), x2: x(1), y1: y(at), y2: y(at) }),
      h('text', { x: x(at), y: y(0) + 16, 'text-anchor': 'middle' }, brief(at)), h('text', { x: x(0) - 7, y: y(at) + 4, 'text-anchor': 'end' }, brief(at))]),
    h('text', { class: 'name', x: x(1), y: y(0) + 33, 'text-anchor': 'end' }, `${across} →`),
    h('text', { class: 'name', x: x(0) + 6, y: y(1) + 14 }, `↑ ${up}`),
    h('line', { class: 'diagonal', x1: x(0), y1: y(0), x2: x(1), y2: y(1) }), inside(x, y));
}

export function reliability(curves: Readonly<Record<string, Curve>>, say: (key: 'reliability' | 'forecastAxis' | 'frequencyAxis' | 'bandLabel' | 'histogram') => string): Node_ {
  const { reliability: line, reliability_band: band, reliability_binned: bins, gain } = curves;
  return square(say('reliability'), say('forecastAxis'), say('frequencyAxis'), gain ? 90 : 0, (x, y) => {
    const low = column(line, 'forecast_low');
    const high = column(line, 'forecast_high');
    const frequency = column(line, 'frequency');
    const shares = gain ? forecasts(gain, 20) : [];
    const most = Math.max(...shares, 0.01);
    const floor = TOP + SIDE + 110;
    const bandAt = band ? column(band, 'forecast') : [];
    const bandHigh = band ? column(band, 'high') : [];
    const bandLow = band ? column(band, 'low') : [];
    const edge = bandAt.map((at, i): [number, number] => [x(at), y(bandHigh[i])]);
    const under = bandAt.map((at, i): [number, number] => [x(at), y(bandLow[i])]).reverse();
    return [
      edge.length > 1 && h('path', { class: 'band', d: `${path([...edge, ...under])}Z` }),
      edge.length > 1 && h('text', { x: x(1) - 6, y: y(0) - 8, 'text-anchor': 'end' }, `▒ ${say('bandLabel')}`),
      bins && column(bins, 'forecast').map((at, i) => {
        const [from, to] = [number(bins.points[i][2]), number(bins.points[i][3])];
        return Number.isFinite(from) && Number.isFinite(to) && Number.isFinite(at) && h('line', { class: 'whisker', x1: x(at), x2: x(at), y1: y(from), y2: y(to) });
      }),
      h('path', { class: 'curve', d: path(low.flatMap((at, i): [number, number][] => [[x(at), y(frequency[i])], [x(high[i]), y(frequency[i])]])) }),
      shares.map((share, i) => h('rect', { class: 'cell', x: x(i / 20) + 0.5, y: floor - (share / most) * 44, width: SIDE / 20 - 1, height: (share / most) * 44 })),
      gain && [h('line', { class: 'axis', x1: x(0), x2: x(1), y1: floor, y2: floor }),
        h('text', { x: x(0), y: floor + 15 }, say('histogram')), h('text', { x: x(1), y: floor + 15, 'text-anchor': 'end' }, `▮ ≤ ${brief(most * 100, 2)}%`)],
    ];
  });
}

export function roc(curve: Curve, label: string, across: string, up: string): Node_ {
  const at = column(curve, 'false_positive_rate');
  const found = column(curve, 'true_positive_rate');
  return square(label, across, up, 0, (x, y) => h('path', { class: 'curve', d: path(at.map((place, i): [number, number] => [x(place), y(found[i])])) }));
}

/** Score = uncertainty − discrimination + miscalibration, each bar beginning where the last one ended. */
export function waterfall(label: string, parts: Parts, names: readonly [string, string, string, string]): Node_ {
  const uncertainty = number(parts.uncertainty.value);
  const discrimination = number(parts.discrimination.value);
  const miscalibration = number(parts.miscalibration.value);
  const score = uncertainty - discrimination + miscalibration;
  const bars = [[0, uncertainty], [uncertainty - discrimination, uncertainty], [uncertainty - discrimination, score], [0, score]];
  const signed = [brief(uncertainty), `−${brief(discrimination)}`, `+${brief(miscalibration)}`, brief(score)];
  const top = Math.max(uncertainty, score) || 1;
  const x = (v: number) => 130 + (v / top) * 380;
  return h('svg', { class: 'chart wide', viewBox: '0 0 600 152', role: 'img', 'aria-label': label },
    ticks(0, top, 4).map((at) => [h('line', { class: 'grid', x1: x(at), x2: x(at), y1: 2, y2: 128 }), h('text', { x: x(at), y: 144, 'text-anchor': 'middle' }, brief(at))]),
    bars.map(([from, to], i) => [
      h('text', { class: 'name', x: 122, y: 21 + i * 32, 'text-anchor': 'end' }, names[i]),
      h('rect', { class: ['plain', 'gain', 'cost', 'whole'][i], x: x(Math.min(from, to)), y: 6 + i * 32, width: Math.max(1.5, Math.abs(x(to) - x(from))), height: 22, rx: 2 }),
      h('text', { class: 'figure', x: x(Math.max(from, to)) + 6, y: 21 + i * 32 }, signed[i])]));
}
