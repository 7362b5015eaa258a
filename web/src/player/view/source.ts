import { h, type Node_ } from '../../shared/dom';
import { grouped } from '../../shared/numbers';
import type { Language } from '../../shared/language';
import { didText, lineCounts } from '../think/model';
import { code } from './code';
import { type Actions, methodName, type View } from './view';

type Title = (line: number, count: number, total: number) => string;

/** One function for each language, the same one each time: lines that stay as they are need not be drawn again. */
const titles = new Map<Language, Title>();

function titleFor({ language, say }: View): Title {
  let title = titles.get(language);
  if (!title) titles.set(language, (title = (line, count, total) => say('lineRuns', line, grouped(count), grouped(total))));
  return title;
}

/** The file that runs. */
export function codePanel(view: View, actions: Actions): Node_ {
  const { model, changes, file, frame, frames, say } = view;
  const { trace, positions } = model;
  const lines = view.highlighted.get(file);
  const inFile = (method: number) => trace.methods[method]?.file === file;
  const ended = view.at === positions.count - 1 && frames.length === 0;
  const before = view.at > 0 ? trace.sites[positions.site[view.at - 1]] : undefined;
  const showBefore = before && inFile(before.method) && view.frameShown === 0 && positions.thread[view.at - 1] === positions.thread[view.at];
  const callers = new Set(frames.filter((f) => f !== frame && inFile(f.method)).map((f) => f.line));
  const did = changes.events.slice(0, 6).map((event) => didText(model, event)).filter((text) => !/^(\S+) = \1$/.test(text)).join('   ');
  return h('section', { class: 'panel source', 'aria-label': say('code') },
    h('h2', null, h('span', null, file), h('small', null, frame ? methodName(trace, frame.method) : '')),
    h('div', { class: 'scroll', id: 'code', tabindex: 0 },
      lines
        ? code({
          file, lines, now: ended ? 0 : frame?.line ?? 0, before: showBefore ? before.line : 0, did: showBefore ? did : '', callers,
          counts: lineCounts(trace, model.state.counts).get(file) ?? new Map(), totals: model.totals.get(file) ?? new Map(),
          found: new Set(view.found.filter((f) => f.kind === 'line' && f.file === file).map((f) => f.line)), title: titleFor(view), pick: actions.goToLine,
        })
        : h('p', { class: 'none' }, say('noSource'))));
}

/** What the program printed until now. */
export function outputPanel({ model, say }: View): Node_ {
  const printed = model.printed.filter((p) => p.event < model.state.events);
  return h('section', { class: 'panel output', 'aria-label': say('output') }, h('h2', null, say('output')),
    h('div', { class: 'scroll', id: 'output', tabindex: 0 },
      printed.length === 0 ? h('p', { class: 'none' }, say('noOutput'))
        : h('pre', null, printed.slice(-400).map((p) => (p.stream === 'err' ? h('span', { class: 'err' }, p.text) : p.text)))));
}
