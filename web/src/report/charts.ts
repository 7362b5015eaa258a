import { h, type Child, type Node_ } from '../shared/dom';
import { brief, ticks } from '../shared/numbers';
import { column, forecasts, number, type Curve, type Parts } from './scorecard';

const path = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

const SIDE = 340;
const LEFT = 46;
const TOP = 12;

/** A square from 0 to 1 in both directions. */
function square(label: string, across: string, up: string, below: number, inside: (x: (v: number) => number, y: (v: number) => number) => Child, diagonal = true): Node_ {
  const x = (v: number) => LEFT + v * SIDE;
  const y = (v: number) => TOP + (1 - v) * SIDE;
  const height = TOP + SIDE + 44 + below;
  return h('svg', { class: 'chart', viewBox: `0 0 ${LEFT + SIDE + 14} ${height}`, role: 'img', 'aria-label': label },
    [0, 0.25, 0.5, 0.75, 1].map((at) => [
      h('line', { class: 'grid', x1: x(at), x2: x(at), y1: y(0), y2: y(1) }), h('line', { class: 'grid', x1: x(0), x2: x(1), y1: y(at), y2: y(at) }),
      h('text', { x: x(at), y: y(0) + 16, 'text-anchor': 'middle' }, brief(at)), h('text', { x: x(0) - 7, y: y(at) + 4, 'text-anchor': 'end' }, brief(at))]),
    h('text', { class: 'name', x: x(1), y: y(0) + 33, 'text-anchor': 'end' }, `${across} →`),
    h('text', { class: 'name', x: x(0) + 6, y: y(1) + 14 }, `↑ ${up}`),
    diagonal && h('line', { class: 'diagonal', x1: x(0), y1: y(0), x2: x(1), y2: y(1) }), inside(x, y));
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

/** Where a reader acts: a place on a curve. */
export type Place = readonly [number, number] | undefined;

const dot = (at: Place, x: (v: number) => number, y: (v: number) => number): Child =>
  at && h('circle', { class: 'place', cx: x(at[0]), cy: y(at[1]), r: 5 });

export function roc(curve: Curve, label: string, across: string, up: string, place: Place): Node_ {
  const at = column(curve, 'false_positive_rate');
  const found = column(curve, 'true_positive_rate');
  return square(label, across, up, 0, (x, y) => [
    h('path', { class: 'curve', d: path(at.map((each, i): [number, number] => [x(each), y(found[i])])) }), dot(place, x, y)]);
}

/** Steps, no trapezoids: the precision holds down to the next recall. The dashed line is the base rate. */
export function precisionRecall(curve: Curve, rate: number, label: string, across: string, up: string, place: Place): Node_ {
  const recall = column(curve, 'recall');
  const precision = column(curve, 'precision');
  const steps = recall.flatMap((at, i): [number, number][] => [[i === 0 ? 0 : recall[i - 1], precision[i]], [at, precision[i]]]);
  return square(label, across, up, 0, (x, y) => [
    Number.isFinite(rate) && h('line', { class: 'diagonal', x1: x(0), x2: x(1), y1: y(rate), y2: y(rate) }),
    h('path', { class: 'curve', d: path(steps.map(([at, share]): [number, number] => [x(at), y(share)])) }), dot(place, x, y)], false);
}

const WIDTH = 600;
const HEIGHT = 220;

/** A frame with its own range upwards, from 0. */
function frame(label: string, across: string, from: number, to: number, most: number, inside: (x: (v: number) => number, y: (v: number) => number) => Child): Node_ {
  const x = (v: number) => LEFT + 14 + ((v - from) / (to - from || 1)) * (WIDTH - LEFT - 34);
  const y = (v: number) => TOP + (1 - v / (most || 1)) * (HEIGHT - 60);
  return h('svg', { class: 'chart wide', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label },
    ticks(0, most, 4).map((at) => [h('line', { class: 'grid', x1: x(from), x2: x(to), y1: y(at), y2: y(at) }), h('text', { x: x(from) - 7, y: y(at) + 4, 'text-anchor': 'end' }, brief(at))]),
    ticks(from, to, 6).map((at) => h('text', { x: x(at), y: y(0) + 17, 'text-anchor': 'middle' }, brief(at))),
    h('text', { class: 'name', x: x(to), y: y(0) + 36, 'text-anchor': 'end' }, `${across} →`), inside(x, y));
}

/** The mean loss of whoever acts above a threshold, beside that of the base rate; both are 0 at the ends. */
export function murphy(curve: Curve, label: string, across: string, names: readonly [string, string]): Node_ {
  const at = column(curve, 'threshold');
  const [score, rate] = [column(curve, 'score'), column(curve, 'base_rate')];
  const most = Math.max(...score, ...rate);
  return frame(label, across, 0, 1, most * 1.08, (x, y) => {
    const peak = rate.indexOf(Math.max(...rate));
    const along = (values: number[]) => path(values.map((value, i): [number, number] => [x(at[i]), y(value)]));
    return [h('path', { class: 'other', d: along(rate) }), h('path', { class: 'curve', d: along(score) }),
      h('text', { x: x(at[peak]) + 8, y: y(rate[peak]) + 2 }, names[1]),
      h('text', { class: 'name', x: x(at[peak]), y: y(score[peak] * 0.55), 'text-anchor': 'middle' }, names[0])];
  });
}

/** How surprising the outcomes were: rows by −ln p of what happened; those of probability 0 stand apart at the right. */
export function surprisals(curve: Curve, mean: number, label: string, across: string, meanLabel: string): Node_ {
  const rows = curve.points.map((point) => point.map(number));
  const finite = rows.filter(([, to]) => Number.isFinite(to));
  const last = Math.max(...finite.map(([, to]) => to), 1);
  const most = Math.max(...rows.map(([, , events, others]) => events + others));
  const beyond = rows.filter(([, to]) => !Number.isFinite(to)).reduce((sum, [, , events, others]) => sum + events + others, 0);
  return frame(label, across, 0, last, most * 1.06, (x, y) => [
    finite.map(([from, to, events, others]) => h('rect', { class: 'cell', x: x(from) + 0.5, y: y(events + others), width: Math.max(1, x(to) - x(from) - 1), height: y(0) - y(events + others) },
      h('title', null, `${brief(from)} – ${brief(to)}: ${brief(events + others)}`))),
    beyond > 0 && h('text', { class: 'figure', x: x(last), y: y(most) + 10, 'text-anchor': 'end' }, `∞: ${brief(beyond)}`),
    Number.isFinite(mean) && mean <= last && [h('line', { class: 'mean', x1: x(mean), x2: x(mean), y1: y(most), y2: y(0) }),
      h('text', { class: 'name', x: x(mean) + 6, y: y(most) + 10 }, meanLabel)]]);
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
