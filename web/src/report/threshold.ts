import { h, type Node_ } from '../shared/dom';
import { brief, grouped } from '../shared/numbers';
import { column, type Curve } from './scorecard';

/** What comes of acting on every forecast at or above a threshold, as shares of the rows. */
export interface Acting {
  readonly threshold: number;
  readonly found: number;
  readonly falseAlarms: number;
  readonly precision: number;
  /** Shares of all rows: true and false positives, false and true negatives. */
  readonly cells: readonly [number, number, number, number];
}

/** The point of the ROC curve where a threshold stands: the last forecast that is not below it. */
export function acting(roc: Curve, rate: number, threshold: number): Acting {
  const thresholds = column(roc, 'threshold');
  const events = column(roc, 'true_positive_rate');
  const others = column(roc, 'false_positive_rate');
  let at = 0;
  while (at + 1 < thresholds.length && thresholds[at + 1] >= threshold) at++;
  const found = events[at];
  const falseAlarms = others[at];
  const cells = [rate * found, (1 - rate) * falseAlarms, rate * (1 - found), (1 - rate) * (1 - falseAlarms)] as const;
  return { threshold, found, falseAlarms, precision: cells[0] / (cells[0] + cells[1]), cells };
}

const percent = (share: number): string => (Number.isFinite(share) ? `${(share * 100).toFixed(1)}%` : '–');

type Say = (key: 'threshold' | 'thresholdValue' | 'happened' | 'not' | 'acted' | 'left' | 'precision' | 'recall' | 'specificity' | 'actedOn', ...parts: string[]) => string;

/** A slider over the thresholds and what comes of them. */
export function explorer(now: Acting, rows: number, say: Say, move: (threshold: number) => void): Node_ {
  const count = (share: number) => h('td', { class: 'count' }, grouped(Math.round(share * rows)), h('small', null, percent(share)));
  const [hit, alarm, miss, calm] = now.cells;
  return h('div', { class: 'explorer' },
    h('label', { for: 'threshold' }, say('thresholdValue', brief(now.threshold, 3))),
    h('input', { id: 'threshold', type: 'range', min: 0, max: 1, step: 0.01, set: { value: String(now.threshold) },
      on: { input: (event: Event) => move(Number((event.target as HTMLInputElement).value)) } }),
    h('div', { class: 'beside' },
      h('table', { class: 'matrix' },
        h('thead', null, h('tr', null, h('td', null), h('th', { scope: 'col' }, say('happened')), h('th', { scope: 'col' }, say('not')))),
        h('tbody', null,
          h('tr', null, h('th', { scope: 'row' }, say('acted')), count(hit), count(alarm)),
          h('tr', null, h('th', { scope: 'row' }, say('left')), count(miss), count(calm)))),
      h('dl', { 'aria-live': 'polite' },
        h('dt', null, say('actedOn')), h('dd', null, percent(hit + alarm)),
        h('dt', null, say('precision')), h('dd', null, percent(now.precision)),
        h('dt', null, say('recall')), h('dd', null, percent(now.found)),
        h('dt', null, say('specificity')), h('dd', null, percent(1 - now.falseAlarms)))));
}
