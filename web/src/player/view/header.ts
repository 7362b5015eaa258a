import { h, type Node_ } from '../../shared/dom';
import { grouped } from '../../shared/numbers';
import type { Say } from '../texts';
import type { Actions, View } from './view';

/** The program's name, what is odd in its run, search, and the switches of the page. */
export function header(view: View, actions: Actions): Node_ {
  const { model, say } = view;
  return h('header', null,
    h('span', { class: 'mark', 'aria-hidden': 'true' }),
    h('h1', null, model.trace.program),
    oddButtons(view, actions),
    model.trace.notes.length > 0 && h('details', { class: 'notes' }, h('summary', null, `${say('notes')} (${model.trace.notes.length})`),
      h('ul', null, model.trace.notes.map((note) => h('li', null, note)))),
    h('span', { class: 'space' }),
    h('div', { class: 'search', role: 'search' },
      h('input', {
        id: 'search', type: 'search', placeholder: `${say('search')}  /`, 'aria-label': say('search'), autocomplete: 'off', spellcheck: 'false',
        on: {
          input: (event: Event) => actions.look((event.target as HTMLInputElement).value),
          keydown: (event: KeyboardEvent) => {
            if (event.key === 'Enter' && view.found.length > 0) actions.goToFound(view.found[0]);
            if (event.key === 'Escape') { (event.target as HTMLInputElement).value = ''; actions.look(''); }
          },
        },
      }),
      view.query !== '' && results(view, actions)),
    opener(say, actions.open),
    h('button', { type: 'button', on: { click: () => actions.toggleLanguage() } }, say('language')),
    h('button', { type: 'button', title: say(view.theme === 'light' ? 'dark' : 'light'), 'aria-label': say(view.theme === 'light' ? 'dark' : 'light'),
      on: { click: () => actions.toggleTheme() } }, view.theme === 'light' ? '☾' : '☀'),
    h('button', { type: 'button', title: say('help'), 'aria-label': say('help'), on: { click: () => actions.toggleHelp() } }, '?'));
}

/** Where a file can be picked. */
export function opener(say: Say, onFile: (file: File) => void): Node_ {
  return h('label', { class: 'opener', title: say('openText') }, say('open'), h('input', {
    type: 'file', id: 'file', class: 'hidden', accept: '.jsonl,.ndjson,.json,.gz,.txt',
    on: { change: (event: Event) => {
      const file = (event.target as HTMLInputElement).files?.[0];
      if (file) onFile(file);
    } },
  }));
}

function results(view: View, actions: Actions): Node_ {
  const { say } = view;
  const heads = { line: 'linesFound', variable: 'variablesFound', value: 'valuesFound', output: 'outputFound' } as const;
  return h('div', { class: 'results' },
    view.found.length === 0 && h('p', { class: 'none' }, say('nothingFound')),
    (['line', 'variable', 'value', 'output'] as const).map((kind) => {
      const some = view.found.filter((found) => found.kind === kind);
      return some.length > 0 && h('section', { key: kind }, h('h3', null, say(heads[kind])), some.map((found) =>
        h('button', { type: 'button', on: { click: () => actions.goToFound(found) } }, h('code', null, found.text),
          h('small', null, kind === 'line' ? say('line', found.line) : `${say('step')} ${grouped(view.model.trace.step[found.event])}`))));
    }));
}

function oddButtons(view: View, actions: Actions): Node_ | false {
  const { model, say } = view;
  const found = (['nan', 'infinity', 'overflow'] as const).filter((kind) => model.odd[kind] >= 0);
  return found.length > 0 && h('span', { class: 'odd' }, found.map((kind) =>
    h('button', { type: 'button', class: 'alarm', on: { click: () => actions.goToOdd(model.odd[kind]) } }, say(kind))));
}
