import { h, type Node_ } from '../../shared/dom';
import type { texts } from '../texts';

type Say = (key: keyof typeof texts, ...values: (string | number)[]) => string;

/** The keys, over the page. */
export function help(say: Say, close: () => void): Node_ {
  const keys: [string[], keyof typeof texts][] = [
    [['←', '→'], 'keyStep'], [['↑', '↓', 'O'], 'keyOver'], [['U'], 'keyOut'], [['Home', 'End'], 'keyEnds'], [['PgUp', 'PgDn'], 'keyPages'],
    [['Space'], 'keyPlay'], [['+', '−'], 'keySpeed'], [['W'], 'keyWrite'], [['/'], 'keySearch'], [['?'], 'keyHelp'],
  ];
  return h('div', { class: 'help', role: 'dialog', 'aria-modal': 'true', 'aria-label': say('help'), on: { click: (event: MouseEvent) => { if (event.target === event.currentTarget) close(); } } },
    h('div', null, h('h2', null, say('keys')),
      h('dl', null, keys.map(([names, text]) => [h('dt', null, names.map((name) => [h('kbd', null, name), ' '])), h('dd', null, say(text))])),
      h('p', null, say('keyLine'), '. ', say('readers')),
      h('button', { type: 'button', id: 'close-help', on: { click: close } }, say('close'))));
}
