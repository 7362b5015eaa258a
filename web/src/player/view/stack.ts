import { h, type Node_ } from '../../shared/dom';
import { grouped } from '../../shared/numbers';
import { REFERENCE } from '../recording/value';
import { type Actions, bareName, shown, type View } from './view';

/** The open methods of each thread, the innermost first. */
export function stackPanel(view: View, actions: Actions): Node_ {
  const { model, say } = view;
  const { trace, state } = model;
  const threads = [...state.threads.values()].filter((thread) => thread.frames.length > 0 || thread.id === state.thread);
  return h('section', { class: 'stack', 'aria-label': say('stack') },
    h('h2', null, say('stack'), threads.length > 1 && h('small', null, `${say('threads')}: ${threads.length}`)),
    threads.slice(0, 12).map((thread) => h('div', { key: thread.id, class: `thread${thread.id === state.thread ? ' running' : ''}` },
      threads.length > 1 && h('h3', null, thread.name),
      h('ol', null, thread.frames.slice(-12).reverse().map((frame, i) => {
        const parameters = trace.methods[frame.method]?.parameters ?? [];
        const current = thread.id === state.thread && i === view.frameShown;
        return h('li', { key: frame.id, class: current ? 'current' : '' },
          h('button', { type: 'button', 'aria-current': current ? 'true' : undefined, disabled: thread.id !== state.thread,
            on: { click: () => actions.showFrame(i) } },
            h('span', { class: 'method' }, bareName(trace, frame.method)),
            h('span', { class: 'arguments' }, parameters.map((p) => frame.cells.get(p)?.value).map((value) => (value?.tag === REFERENCE ? '…' : shown(model, value))).join(', ')),
            h('small', null, frame.line > 0 ? say('line', frame.line) : '')));
      })),
      thread.frames.length > 12 && h('p', { class: 'none' }, `+ ${grouped(thread.frames.length - 12)}`))));
}
