import { h, type Child, type Node_ } from '../shared/dom';
import { brief, grouped } from '../shared/numbers';
import { murphy, precisionRecall, reliability, roc, surprisals, waterfall, type Place } from './charts';
import { forest, intervalBar, usual } from './intervals';
import { pitBars } from './pit';
import { number, type Curve, type Estimate, type Scorecard, type Segment, type Spoken } from './scorecard';
import { table, type Column, type Order } from './tables';
import { texts } from './texts';
import { acting, explorer } from './threshold';

export type Say = (key: keyof typeof texts, ...parts: string[]) => string;

/** What every section is made of. */
export interface Context {
  readonly card: Scorecard;
  readonly spoken: Spoken;
  readonly say: Say;
  readonly threshold: number;
  readonly order: Readonly<Record<string, Order>>;
  readonly move: (threshold: number) => void;
  readonly choose: (table: string, order: Order) => void;
}

/** Segments in the picture; the table has all. */
const PICTURED = 24;

/** A number for a reader; what is undefined is a dash. */
export const figure = (estimate: Estimate, value = number(estimate.value)): string => (Number.isNaN(value) ? '–' :
  (estimate.unit === 'share' && Math.abs(value) <= 1 ? `${(value * 100).toFixed(1).replace('-', '−')}%` : brief(value)));

export const range = (estimate: Estimate): string =>
  (estimate.interval ? `[${estimate.interval.map((end) => figure(estimate, number(end))).join(', ')}]` : '');

export const nameOf = (spoken: Spoken, key: string): string => spoken.names[key] ?? key.replaceAll('_', ' ');

export const section = (key: string, title: string, ...inside: Child[]): Node_ =>
  h('section', { key, 'aria-labelledby': `t-${key}` }, h('h2', { id: `t-${key}` }, title), inside);

/** Whether a score is that of one level or interval of quantiles, which has a table of its own. */
export const ofLevel = (key: string): boolean => /_(0\.\d+)$/.test(key);

/** Scores with their intervals drawn, each on an axis of its own. */
export function scoreTable(label: string, scores: readonly (readonly [string, Estimate])[], level: string, name: (key: string) => string, reference: (key: string) => number, say: Say): Node_ {
  return h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': label }, h('table', { class: 'scores' },
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, say('score')), h('th', { scope: 'col' }, say('value')),
      h('th', { scope: 'col', class: 'picture' }, `${level}%`), h('th', { scope: 'col', class: 'better' }, say('better')))),
    h('tbody', null, scores.map(([key, each]) => h('tr', null, h('th', { scope: 'row' }, name(key)),
      h('td', null, h('strong', null, figure(each)), each.unit && each.unit !== 'number' && each.unit !== 'share' ? ` ${each.unit.replaceAll('_', ' ')}` : '', ' ', h('small', null, range(each))),
      h('td', { class: 'picture' }, each.interval && intervalBar(`${name(key)} ${figure(each)} ${range(each)}`, each, reference(key))),
      h('td', { class: 'better' }, each.better && each.better in texts ? say(each.better as 'lower') : ''))))));
}

/** How often outcomes lie where quantiles say. */
export function coverage({ card, say }: Context): Child {
  const words = { at_or_below: 'atOrBelow', below: 'below', interval_coverage: 'inside', pinball: 'pinball', interval_width: 'width' } as const;
  const rows = Object.entries(card.scores).filter(([key]) => ofLevel(key));
  const name = (key: string) => {
    const at = key.lastIndexOf('_');
    const word = words[key.slice(0, at) as keyof typeof words];
    return word ? say(word, key.slice(at + 1)) : key.replaceAll('_', ' ');
  };
  const shares = rows.filter(([key]) => /^(at_or_below|interval_coverage)/.test(key));
  const rest = rows.filter(([key]) => !/^(at_or_below|interval_coverage)/.test(key));
  const level = brief((rows[0]?.[1].level ?? 0.95) * 100);
  return rows.length > 0 && section('coverage', say('coverage'), h('p', { class: 'lead' }, say('coverageLead')),
    scoreTable(say('coverage'), shares, level, name, (key) => usual(key, NaN), say),
    rest.length > 0 && h('details', null, h('summary', null, say('levels')), scoreTable(say('levels'), rest, level, name, (key) => usual(key, NaN), say)));
}

/** The points behind a picture. */
function numbers({ say }: Context, curve: Curve): Node_ {
  return h('details', null, h('summary', null, say('table')),
    table<readonly (number | string | null)[]>(say('table'), curve.points, curve.columns.map((each, i) => ({ title: each.replaceAll('_', ' '), cell: (point) => brief(number(point[i] as number)) })), undefined));
}

export function calibration(context: Context): Child {
  const { card, say } = context;
  const curves = card.curves ?? {};
  const top = card.top_label?.curves ?? {};
  return [
    curves.reliability && section('reliability', say('reliability'), h('p', { class: 'lead' }, say('reliabilityLead')),
      reliability(curves, say), numbers(context, curves.reliability)),
    top.reliability && section('top', say('topLabel'), h('p', { class: 'lead' }, say('reliabilityLead')),
      reliability(top, say), numbers(context, top.reliability))];
}

export function decomposition({ card, say, spoken }: Context): Child {
  return Object.entries(card.decomposition ?? {}).filter(([, parts]) => Number.isFinite(number(parts.miscalibration.value))).slice(0, 1).map(([key, parts]) =>
    section('parts', say('parts'), h('p', { class: 'lead' }, say('partsLead', nameOf(spoken, key))),
      waterfall(say('parts'), parts, [say('uncertainty'), say('discrimination'), say('miscalibration'), nameOf(spoken, key)]),
      parts.chance?.miscalibration && parts.chance.p_value !== undefined && h('p', { class: 'lead' }, say('chance',
        brief(parts.chance.miscalibration.upper), brief((1 - parts.chance.miscalibration.level) * 100, 3), brief(parts.chance.p_value, 2)))));
}

/** What comes of acting on the forecasts: slider, ROC and precision-recall curve, Murphy diagram. */
export function ranking(context: Context): Child {
  const { card, say, threshold, move } = context;
  const curves = card.curves ?? {};
  const rate = number(card.scores.base_rate?.value);
  const now = curves.roc && Number.isFinite(rate) ? acting(curves.roc, rate, threshold) : undefined;
  const place: Place = now && [now.falseAlarms, now.found];
  const picked: Place = now && Number.isFinite(now.precision) ? [now.found, now.precision] : undefined;
  return [
    now && section('explorer', say('explorer'), h('p', { class: 'lead' }, say('explorerLead')), explorer(now, card.scores.base_rate?.n ?? card.input.scored, say, move)),
    curves.roc && section('roc', say('roc'), h('p', { class: 'lead' }, say('rocLead')),
      roc(curves.roc, say('roc'), say('falseAlarms'), say('found'), place), numbers(context, curves.roc)),
    curves.precision_recall && section('pr', say('pr'), h('p', { class: 'lead' }, say('prLead')),
      precisionRecall(curves.precision_recall, rate, say('pr'), say('recall'), say('precision'), picked), numbers(context, curves.precision_recall)),
    curves.murphy && section('murphy', say('murphy'), h('p', { class: 'lead' }, say('murphyLead')),
      murphy(curves.murphy, say('murphy'), say('thresholdAxis'), [say('theForecasts'), say('theRate')]), numbers(context, curves.murphy))];
}

export function outcomes(context: Context): Child {
  const { card, say } = context;
  const histogram = card.curves?.surprisal_histogram;
  return [
    histogram && histogram.points.length > 0 && section('surprisal', say('surprisal'), h('p', { class: 'lead' }, say('surprisalLead')),
      surprisals(histogram, number(card.scores.log_loss?.value), say('surprisal'), say('surprisalAxis'), say('mean')), numbers(context, histogram)),
    card.pit && card.pit.length > 0 && section('pit', say('pit'), h('p', { class: 'lead' }, say('pitLead')), pitBars(card.pit, say('pit'), say('pitAxis')))];
}

export function worst({ card, say, order, choose }: Context): Child {
  const rows = card.worst;
  if (!rows || rows.length === 0) return false;
  const beside = [...new Set(rows.flatMap((row) => Object.keys(row.columns ?? {})))];
  const several = rows.some((row) => row.file > 1);
  const plain = (value: unknown): Child => h('bdi', null, Array.isArray(value) ? value.map((each) => brief(number(each as number), 3)).join(', ')
    : typeof value === 'number' ? brief(value) : value === null || value === undefined ? '' : String(value));
  const columns: Column<(typeof rows)[number]>[] = [
    { title: say('row'), cell: (row) => `${several ? `${row.file}: ` : ''}${grouped(row.row)}`, order: (row) => row.row },
    { title: say('loss'), cell: (row) => brief(number(row.loss)), order: (row) => number(row.loss) },
    { title: say('outcome'), cell: (row) => plain(row.outcome) },
    { title: say('prediction'), cell: (row) => plain(row.prediction) },
    ...beside.map((name) => ({ title: name, cell: (row: (typeof rows)[number]) => plain(row.columns?.[name]) }))];
  return section('worst', say('worst'),
    card.worst_share && h('p', { class: 'lead' }, say('worstLead', grouped(card.worst_share.rows), `${(number(card.worst_share.share) * 100).toFixed(1)}%`)),
    table(say('worst'), rows, columns, order.worst, (chosen) => choose('worst', chosen)));
}

const segmentName = (segment: Segment, empty: string): string => Object.entries(segment.by)
  .map(([column, value]) => `${column} ${value === null ? empty : Array.isArray(value) ? value.map((end) => brief(Number(end))).join('–') : String(value)}`).join(', ');

export function segments({ card, say, spoken, order, choose }: Context): Child {
  const groups = new Map<string, Segment[]>();
  for (const each of card.segments ?? []) {
    const by = Object.keys(each.by).join(', ');
    groups.set(by, [...(groups.get(by) ?? []), each]);
  }
  return [...groups].map(([by, all], i) => {
    const id = `segments-${i}`;
    const score = ['log_loss', 'brier', 'mse', 'wis', 'pinball', 'accuracy'].find((key) => all.some((each) => Number.isFinite(number(each.scores[key]?.value)))) ?? Object.keys(all[0].scores)[0];
    const gap = (each: Segment) => each.differences[score];
    const columns: Column<Segment>[] = [
      { title: say('segment'), cell: (each) => h('bdi', null, segmentName(each, say('empty'))), order: (each) => segmentName(each, '') },
      { title: say('rowsHead'), cell: (each) => grouped(each.rows), order: (each) => each.rows },
      { title: nameOf(spoken, score), cell: (each) => each.scores[score] && [figure(each.scores[score]), ' ', h('small', null, range(each.scores[score]))], order: (each) => number(each.scores[score]?.value) },
      { title: say('difference'), cell: (each) => gap(each) && [figure(gap(each)), ' ', h('small', null, range(gap(each))), gap(each).marked && ' *'], order: (each) => number(gap(each)?.value) },
      { title: say('p'), cell: (each) => brief(number(gap(each)?.adjusted_p_value), 2), order: (each) => number(gap(each)?.adjusted_p_value) }];
    const shown = all.slice(0, PICTURED).filter((each) => each.scores[score]);
    return section(id, `${say('segments')} ${by}`, h('p', { class: 'lead' }, say('segmentsLead', nameOf(spoken, score))),
      forest(`${say('segments')} ${by}`, shown.map((each) => ({ name: segmentName(each, say('empty')), estimate: each.scores[score], faint: each.small })), number(card.scores[score]?.value), figure),
      all.length > shown.length && h('p', { class: 'lead' }, say('segmentsMore', String(shown.length), String(all.length))),
      h('details', null, h('summary', null, say('table')), table(say('segments'), all, columns, order[id], (chosen) => choose(id, chosen))));
  });
}

export function comparison({ card, say, spoken }: Context): Child {
  const found = card.comparison;
  if (!found) return false;
  const rows = Object.entries(found.differences).filter(([, each]) => each.interval);
  return section('comparison', say('comparison'),
    h('p', { class: 'lead' }, h('bdi', null, say('comparisonLead', card.prediction.join(', '), found.against[0], grouped(found.rows)))),
    table(say('comparison'), rows, [
      { title: say('score'), cell: ([key]) => nameOf(spoken, key) },
      { title: say('value'), cell: ([, each]) => [h('strong', null, figure(each)), ' ', h('small', null, range(each))] },
      { title: say('interval'), cell: ([key, each]) => intervalBar(`${nameOf(spoken, key)} ${figure(each)} ${range(each)}`, each, 0) },
      { title: say('p'), cell: ([, each]) => brief(number(each.p), 2) }], undefined));
}

export function classes({ card, say, spoken, order, choose }: Context): Child {
  const each = card.each_class;
  const labels = card.labels;
  const events = card.one_versus_rest;
  return [
    each && each.length > 2 && section('classes', say('classes'), h('p', { class: 'lead' }, say('classesLead')),
      table(say('classes'), each.map((of, k) => ({ of, scores: events?.[k]?.scores ?? {} })), [
        { title: say('class'), cell: ({ of }) => h('bdi', null, of.class), order: ({ of }) => of.class },
        { title: say('rowsHead'), cell: ({ of }) => grouped(of.rows), order: ({ of }) => of.rows },
        ...(['share', 'precision', 'recall', 'f1'] as const).map((key) => ({ title: key === 'f1' ? 'F1' : say(key), cell: ({ of }: { of: (typeof each)[number] }) => figure(of[key]), order: ({ of }: { of: (typeof each)[number] }) => number(of[key].value) })),
        ...['auc', 'average_precision'].filter(() => events).map((key) => ({ title: nameOf(spoken, key), cell: ({ scores }: { scores: Readonly<Record<string, Estimate>> }) => (scores[key] ? figure(scores[key]) : ''), order: ({ scores }: { scores: Readonly<Record<string, Estimate>> }) => number(scores[key]?.value) }))],
      order.classes, (chosen) => choose('classes', chosen))),
    labels && section('labels', say('labels'),
      table(say('labels'), labels, [
        { title: say('label'), cell: (label) => h('bdi', null, label.name), order: (label) => label.name },
        { title: say('rowsHead'), cell: (label) => grouped(label.rows), order: (label) => label.rows },
        ...['log_loss', 'brier', 'auc', 'base_rate'].map((key) => ({ title: nameOf(spoken, key), cell: (label: (typeof labels)[number]) => (label.scores[key] ? figure(label.scores[key]) : ''), order: (label: (typeof labels)[number]) => number(label.scores[key]?.value) }))],
      order.labels, (chosen) => choose('labels', chosen)))];
}
