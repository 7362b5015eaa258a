import { h, type Node_ } from '../../shared/dom';
import { grouped } from '../../shared/numbers';
import { shownResult } from '../think/expression';
import { valueNow } from '../think/watches';
import { summary } from './cells';
import type { Actions, View } from './view';

/** Expressions with their values here, and where each was first false or true. */
export function watchPanel(view: View, actions: Actions): Node_ {
  const { model, say } = view;
  return h('section', { class: 'watches', 'aria-label': say('watches') },
    h('h3', null, say('watches')),
    view.watches.map((watch) => {
      const result = valueNow(model, watch, view.frame);
      const truth = typeof result === 'boolean';
      const go = (name: 'firstFalse' | 'firstTrue') => watch[name] >= 0
        && h('button', { type: 'button', class: `first ${name}`, on: { click: () => actions.move(watch[name]) } }, `${say(name)}: ${grouped(model.positions.step[watch[name]])}`);
      return h('div', { class: `watch${result === false ? ' false' : ''}` },
        h('code', null, watch.text),
        h('span', { class: `value${truth ? ' truth' : ''}` }, watch.fault !== '' ? `? ${watch.fault}` : result === undefined ? say('undefinedHere') : shownResult(result, (object) => summary(model.state, object))),
        go('firstFalse'), go('firstTrue'),
        watch.firstFalse === -1 && watch.firstTrue >= 0 && h('small', null, say('neverFalse')),
        h('button', { type: 'button', class: 'remove', title: say('remove'), 'aria-label': `${say('remove')} ${watch.text}`, on: { click: () => actions.unwatch(watch) } }, '×'));
    }),
    h('input', {
      type: 'text', id: 'watch', placeholder: say('addWatch'), 'aria-label': say('addWatch'), autocomplete: 'off', spellcheck: 'false',
      on: { keydown: (event: KeyboardEvent) => {
        if (event.key !== 'Enter') return;
        const input = event.target as HTMLInputElement;
        actions.watch(input.value);
        input.value = '';
      } },
    }));
}
