import { h, type Node_ } from '../../shared/dom';
import type { Piece } from '../../shared/syntax';

export interface CodeProps {
  readonly file: string;
  readonly lines: readonly (readonly Piece[])[];
  /** The line about to run, 0 for none. */
  readonly now: number;
  /** The line that has just run. */
  readonly before: number;
  /** What it did, in a few characters. */
  readonly did: string;
  /** Lines of the callers. */
  readonly callers: ReadonlySet<number>;
  readonly counts: ReadonlyMap<number, number>;
  readonly totals: ReadonlyMap<number, number>;
  readonly found: ReadonlySet<number>;
  readonly title: (line: number, count: number, total: number) => string;
  readonly pick: (line: number, back: boolean) => void;
}

/** Source text with the lines that run, their heat, and what the last one did. */
export function code(props: CodeProps): Node_ {
  const most = Math.max(1, ...props.totals.values());
  return h('ol', { class: 'code' }, props.lines.map((pieces, i) => {
    const line = i + 1;
    const total = props.totals.get(line) ?? 0;
    const count = props.counts.get(line) ?? 0;
    const kind = `${line === props.now ? ' now' : ''}${line === props.before ? ' before' : ''}${props.callers.has(line) ? ' caller' : ''}${
      props.found.has(line) ? ' found' : ''}`;
    const did = line === props.before ? props.did : '';
    return h('li', { key: line, stamp: [props.lines, kind, count, total, did, props.title], class: `line${kind}`, 'aria-current': line === props.now ? 'step' : undefined },
      total > 0
        ? h('button', {
          class: 'number', type: 'button', tabindex: -1, title: props.title(line, count, total),
          on: { click: (event: MouseEvent) => props.pick(line, event.shiftKey) },
        }, line)
        : h('span', { class: 'number' }, line),
      h('span', { class: 'heat', 'aria-hidden': 'true' }, count > 0 && h('span', { style: { width: `${heat(count, most) * 100}%` } })),
      h('span', { class: 'count' }, count > 0 ? shortCount(count) : ''),
      h('code', null, pieces.map((piece) => (piece.kind === '' ? piece.text : h('span', { class: piece.kind }, piece.text)))),
      did !== '' && h('span', { class: 'did' }, did));
  }));
}

/** A line that ran once is seen, one that ran a thousand times does not drown it. */
const heat = (count: number, most: number) => (most <= 1 ? 1 : 0.12 + 0.88 * Math.log(count) / Math.log(most));

const shortCount = (count: number) => (count < 1000 ? String(count) : count < 999_500 ? `${(count / 1000).toPrecision(count < 10_000 ? 2 : 3).replace(/\.0+$/, '')}k` : `${(count / 1e6).toPrecision(2)}M`);
