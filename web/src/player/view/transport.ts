import { h, type Node_ } from '../../shared/dom';
import { grouped } from '../../shared/numbers';
import { SPEEDS } from '../playing';
import type { Say } from '../texts';

export interface TransportProps {
  readonly say: Say;
  /** The position, the last one, and their steps. */
  readonly at: number;
  readonly last: number;
  readonly step: number;
  readonly lastStep: number;
  readonly line: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly scrub: (position: number) => void;
  readonly move: (position: number) => void;
  readonly over: () => void;
  readonly out: () => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
}

/** The bar below: the scrubber over the overview, and the buttons of a player. */
export function transport(props: TransportProps): Node_ {
  const { say, at, last, step, lastStep, move } = props;
  const button = (name: Parameters<Say>[0], sign: string, action: () => void, kind = '') =>
    h('button', { type: 'button', class: kind, title: say(name), 'aria-label': say(name), on: { click: action } }, icon(sign));
  const value = (event: Event) => Number((event.target as HTMLInputElement).value);
  return h('footer', null,
    h('div', { class: 'timeline' },
      h('canvas', { id: 'overview', 'aria-hidden': 'true' }),
      h('span', { class: 'now', 'aria-hidden': 'true', style: { left: `${last > 0 ? at / last * 100 : 0}%` } }),
      h('input', {
        type: 'range', id: 'scrubber', min: 0, max: Math.max(0, last), step: 1, set: { value: String(at) }, 'aria-label': say('position'),
        'aria-valuetext': `${say('stepOf', step, lastStep)}, ${say('line', props.line)}`,
        on: { input: (event: Event) => props.scrub(value(event)) },
      })),
    h('div', { class: 'buttons' },
      button('first', 'first', () => move(0)),
      button('back', 'back', () => move(Math.max(0, at - 1))),
      button(props.playing ? 'pause' : 'play', props.playing ? 'pause' : 'play', props.toggle, 'play'),
      button('forward', 'forward', () => move(at + 1)),
      button('last', 'last', () => move(last)),
      h('span', { class: 'gap' }),
      button('over', 'over', props.over),
      button('out', 'out', props.out),
      h('span', { class: 'where' }, `${say('step')} `, h('b', null, grouped(step)), ` ${say('ofSteps', grouped(lastStep))}`),
      h('label', { class: 'speed' }, h('span', null, say('speed')), h('input', {
        type: 'range', min: 0, max: SPEEDS.length - 1, set: { value: String(props.speed) }, 'aria-valuetext': say('perSecond', SPEEDS[props.speed]),
        on: { input: (event: Event) => props.setSpeed(value(event)) },
      }), h('small', null, say('perSecond', SPEEDS[props.speed])))));
}

const PATHS: Readonly<Record<string, string>> = {
  first: 'M5 4v12M15 4L7 10l8 6z', back: 'M13 4L5 10l8 6z', play: 'M6 3.5L16 10L6 16.5z', pause: 'M6 4h3v12H6zM11 4h3v12h-3z',
  forward: 'M7 4l8 6l-8 6z', last: 'M15 4v12M5 4l8 6l-8 6z', over: 'M3 13c0-8 12-9 13-2m0 0l-3.4-2m3.4 2l1.4-3.6M9 15.5h2', out: 'M10 17V6m0 0L6 10m4-4l4 4M4 3h12',
};

function icon(name: string): Node_ {
  const filled = name !== 'over' && name !== 'out';
  return h('svg', { width: 20, height: 20, viewBox: '0 0 20 20', class: filled ? 'solid' : 'stroke', 'aria-hidden': 'true' }, h('path', { d: PATHS[name] }));
}
