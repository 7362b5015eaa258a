import { h, type Node_ } from '../../shared/dom';
import { grouped } from '../../shared/numbers';
import { didText, positionOfEvent } from '../think/model';
import type { Variable } from '../think/moves';
import type { Actions, View } from './view';

/** The writes of the chosen variable around now. */
export function history(view: View, actions: Actions, variable: Variable): Node_ {
  const { model, say } = view;
  const now = model.state.events;
  let done = 0;
  while (done < view.writes.length && view.writes[done] < now) done++;
  const from = Math.max(0, Math.min(done - 6, view.writes.length - 12));
  return h('section', { class: 'history', 'aria-label': say('history', variable.name) },
    h('h3', null, h('span', null, say('history', variable.name)), h('small', null, say('writeOf', grouped(done), grouped(view.writes.length))),
      h('button', { type: 'button', title: say('lastWrite'), 'aria-label': say('lastWrite'), on: { click: () => actions.toWrite(-1) } }, '‹'),
      h('button', { type: 'button', title: say('nextWrite'), 'aria-label': say('nextWrite'), on: { click: () => actions.toWrite(1) } }, '›')),
    h('ol', null, view.writes.slice(from, from + 12).map((event, i) =>
      h('li', { key: event, class: from + i === done - 1 ? 'now' : from + i < done ? '' : 'future' },
        h('button', { type: 'button', on: { click: () => actions.move(positionOfEvent(model, event)) } },
          h('span', { class: 'when' }, grouped(model.trace.step[event])), h('span', null, didText(model, event)))))));
}
