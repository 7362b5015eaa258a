import { h, type Node_, render } from '../shared/dom';
import { type Language, preferred, speaker } from '../shared/language';
import { grouped } from '../shared/numbers';
import { highlight, type Piece } from '../shared/syntax';
import { positionAt, positionOfStep } from './recording/positions';
import type { Cell, Frame } from './recording/state';
import type { Trace } from './recording/trace';
import { FALSE, format, isNumber, LETTER, REFERENCE, TEXT, TRUE, type Value } from './recording/value';
import { texts } from './texts';
import { type Changes, changesAt, didText, framesNow, lineCounts, type Model, modelOf, nameOf, positionOfEvent } from './think/model';
import { beside, lineRun, out, over, overBack, sameVariable, type Variable, writesOf } from './think/moves';
import { type Found, search } from './think/search';
import { shownResult } from './think/expression';
import { seek, valueNow, type Watch, watchOf } from './think/watches';
import { code } from './view/code';
import { help } from './view/help';
import { summary } from './view/cells';
import { stage } from './view/stage';
import { drawTimeline } from './view/timeline';
import { type VariableRow, variables } from './view/variables';

const SPEEDS = [1, 2, 4, 8, 16, 32, 64, 125, 250, 500, 1000, 4000];

/** The page: what the reader chose, and how it is drawn. What the recording says is worked out elsewhere. */
export class Player {
  /** Takes a file that the reader picked. */
  onFile: (file: File) => void = () => {};
  private model: Model | undefined;
  private at = 0;
  private speed = 3;
  private playing = 0;
  private due = 0;
  private language: Language;
  private theme: 'light' | 'dark';
  private chosen: Variable | undefined;
  private writes: readonly number[] = [];
  private frameShown = 0;
  private helpOpen = false;
  private query = '';
  private found: readonly Found[] = [];
  private watches: Watch[] = [];
  private failure = '';
  private scheduled = false;
  private widthDrawn = 0;
  private highlighted = new Map<string, Piece[][]>();
  private overview = '';
  private tell = true;
  private linePicked = (line: number, back: boolean) => this.goToLine(line, back);
  private lineTitle: (line: number, count: number, total: number) => string = () => '';
  private lineTitleFor = '';

  constructor(private readonly root: HTMLElement, language: string) {
    this.language = preferred(language);
    this.theme = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    document.addEventListener('keydown', (event) => this.key(event));
    window.addEventListener('resize', () => this.draw());
    window.addEventListener('hashchange', () => this.followLink());
    document.addEventListener('dragover', (event) => event.preventDefault());
  }

  private get say() {
    return speaker(texts, this.language);
  }

  load(trace: Trace): void {
    this.pause();
    this.model = modelOf(trace);
    this.highlighted = new Map(trace.sources.map(({ file, text }) => [file, highlight(text.replace(/\r\n?/g, '\n').replace(/\n$/, ''), trace.language)]));
    this.chosen = undefined;
    this.writes = [];
    this.failure = '';
    this.overview = '';
    document.title = `${trace.program} · Surprisal`;
    this.at = 0;
    this.followLink();
    this.model.state.goTo(this.model.positions.events[this.at] ?? 0);
    this.draw();
  }

  fail(reason: string): void {
    this.failure = reason;
    this.model = undefined;
    this.draw();
  }

  private followLink(): void {
    const step = /^#step=(\d+)$/.exec(location.hash);
    if (step && this.model) this.goTo(positionOfStep(this.model.positions, Number(step[1])));
  }

  goTo(position: number, tell = true): void {
    const { model } = this;
    if (!model || model.positions.count === 0 || position < 0) return;
    this.at = Math.min(position, model.positions.count - 1);
    this.frameShown = 0;
    this.tell = tell;
    this.draw();
  }

  private move(position: number): void {
    this.pause();
    this.goTo(position);
    if (!this.model || position < 0) return;
    try {
      history.replaceState(null, '', `#step=${this.model.positions.step[this.at]}`);
    } catch {
      // Where a page may not change its address, it has no link to its step.
    }
  }

  private goToLine(line: number, back: boolean): void {
    const { model } = this;
    if (!model) return;
    const file = this.fileNow();
    let position = lineRun(model.trace, model.positions, file, line, this.at, back ? -1 : 1);
    if (position < 0) position = lineRun(model.trace, model.positions, file, line, back ? model.positions.count : -1, back ? -1 : 1);
    this.move(position);
  }

  private toWrite(direction: 1 | -1): void {
    if (this.model && this.chosen) this.move(beside(this.model.positions, this.writes, this.at, direction));
  }

  private choose(variable: Variable): void {
    const again = sameVariable(this.chosen, variable);
    this.chosen = again ? undefined : variable;
    this.writes = again || !this.model ? [] : writesOf(this.model.trace, variable);
    this.overview = '';
    this.draw();
  }

  private look(query: string): void {
    this.query = query;
    this.found = this.model ? search(this.model.trace, query) : [];
    this.draw();
  }

  private goToFound(found: Found): void {
    const { model } = this;
    if (!model) return;
    if (found.kind === 'line') {
      let position = lineRun(model.trace, model.positions, found.file, found.line, this.at, 1);
      if (position < 0) position = lineRun(model.trace, model.positions, found.file, found.line, -1, 1);
      this.move(position);
    } else {
      if (found.kind !== 'output' && !(this.chosen?.name === found.name && this.chosen.method === found.method)) {
        this.choose({ method: found.method, name: found.name, object: 0, type: '' });
      }
      this.move(positionOfEvent(model, found.event));
    }
  }

  private watch(text: string): void {
    if (!this.model || text.trim() === '') return;
    const watch = watchOf(text.trim());
    this.watches.push(watch);
    void seek(this.model, watch).then(() => {
      this.overview = '';
      this.draw();
    });
    this.draw();
  }

  // Playing

  private toggle(): void {
    if (this.playing) this.pause();
    else this.play();
    this.draw();
  }

  private play(): void {
    const { model } = this;
    if (!model) return;
    if (this.at >= model.positions.count - 1) this.goTo(0, false);
    this.due = performance.now();
    const frame = (now: number) => {
      const steps = Math.floor((now - this.due) / 1000 * SPEEDS[this.speed]);
      if (steps > 0) {
        this.due += steps * 1000 / SPEEDS[this.speed];
        this.goTo(this.at + steps, false);
      }
      if (this.at >= model.positions.count - 1) this.pause();
      if (this.playing) this.playing = requestAnimationFrame(frame);
    };
    this.playing = requestAnimationFrame(frame);
  }

  private pause(): void {
    if (this.playing) cancelAnimationFrame(this.playing);
    this.playing = 0;
  }

  private faster(by: number): void {
    this.speed = Math.max(0, Math.min(SPEEDS.length - 1, this.speed + by));
    this.draw();
  }

  private key(event: KeyboardEvent): void {
    const { model } = this;
    const target = event.target as HTMLElement;
    const typing = target.tagName === 'INPUT' && (target as HTMLInputElement).type !== 'range';
    if (event.key === 'Escape') {
      if (this.helpOpen) this.helpOpen = false;
      if (typing) target.blur();
      this.draw();
      return;
    }
    if (!model || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ' && (target.tagName === 'BUTTON' || target.tagName === 'SUMMARY')) return;
    const { positions } = model;
    const page = Math.max(1, Math.round(positions.count / 50));
    const moves: Record<string, () => void> = {
      ArrowRight: () => this.move(this.at + 1),
      ArrowLeft: () => this.move(Math.max(0, this.at - 1)),
      ArrowDown: () => this.move(over(positions, this.at)),
      ArrowUp: () => this.move(overBack(positions, this.at)),
      o: () => this.move(over(positions, this.at)),
      u: () => this.move(out(positions, this.at)),
      Home: () => this.move(0),
      End: () => this.move(positions.count - 1),
      PageDown: () => this.move(this.at + page),
      PageUp: () => this.move(Math.max(0, this.at - page)),
      ' ': () => this.toggle(),
      '+': () => this.faster(1),
      '=': () => this.faster(1),
      '-': () => this.faster(-1),
      w: () => this.toWrite(1),
      W: () => this.toWrite(-1),
      '/': () => document.getElementById('search')?.focus(),
      '?': () => {
        this.helpOpen = !this.helpOpen;
        this.draw();
      },
    };
    const action = moves[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  // Drawing

  draw(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      this.drawNow();
    });
  }

  private drawNow(): void {
    document.documentElement.lang = this.language;
    document.documentElement.dataset.theme = this.theme;
    const { model } = this;
    if (!model) {
      render(this.root, this.welcome());
      return;
    }
    model.state.goTo(model.positions.events[this.at] ?? 0);
    const changes = changesAt(model, this.at);
    this.widthDrawn = this.stageWidth();
    render(this.root, this.page(model, changes));
    this.afterDrawing(model, changes);
  }

  private welcome(): Node_ {
    const { say } = this;
    return h('main', { class: 'welcome' }, h('h1', null, say('welcome')), h('p', null, say('welcomeText')),
      this.opener(), this.failure !== '' && h('p', { class: 'alarm', role: 'alert' }, say('cannotOpen', this.failure)));
  }

  private fileNow(): string {
    const { model } = this;
    if (!model) return '';
    const frame = this.frameNow();
    const method = model.trace.methods[frame?.method ?? model.trace.sites[model.positions.site[this.at]]?.method ?? 0];
    return method?.file || model.trace.sources[0]?.file || '';
  }

  private frameNow(): Frame | undefined {
    const frames = this.model ? framesNow(this.model.state) : [];
    return frames[Math.max(0, frames.length - 1 - this.frameShown)];
  }

  private page(model: Model, changes: Changes): Node_ {
    const { say } = this;
    return h('div', { class: 'player' },
      this.header(model),
      h('main', null,
        h('section', { class: 'left' }, this.codePanel(model, changes), this.outputPanel(model)),
        h('section', { class: 'right' },
          h('section', { class: 'panel stage', 'aria-label': say('stage') }, stage({
            model, changes, frames: framesNow(model.state), width: this.stageWidth(), pickEvent: (event) => this.move(positionOfEvent(model, event)), say: this.say as (key: string, ...v: (string | number)[]) => string,
          })),
          h('section', { class: 'panel facts' }, this.variablesPanel(model, changes), this.stackPanel(model)))),
      this.transport(model),
      this.helpOpen && help(say, () => { this.helpOpen = false; this.draw(); }),
      h('div', { class: 'hidden', 'aria-live': 'polite', id: 'live' }));
  }

  /** Before the first drawing there is nothing to measure: the page is then drawn again. */
  private stageWidth(): number {
    return Math.max(260, (document.querySelector('.stage')?.clientWidth ?? 640) - 40);
  }

  private header(model: Model): Node_ {
    const { say } = this;
    return h('header', null,
      h('span', { class: 'mark', 'aria-hidden': 'true' }),
      h('h1', null, model.trace.program),
      this.oddButtons(model),
      model.trace.notes.length > 0 && h('details', { class: 'notes' }, h('summary', null, `${say('notes')} (${model.trace.notes.length})`),
        h('ul', null, model.trace.notes.map((note) => h('li', null, note)))),
      h('span', { class: 'space' }),
      h('div', { class: 'search', role: 'search' },
        h('input', {
          id: 'search', type: 'search', placeholder: `${say('search')}  /`, 'aria-label': say('search'), autocomplete: 'off', spellcheck: 'false',
          on: {
            input: (event: Event) => this.look((event.target as HTMLInputElement).value),
            keydown: (event: KeyboardEvent) => {
              if (event.key === 'Enter' && this.found.length > 0) this.goToFound(this.found[0]);
              if (event.key === 'Escape') { (event.target as HTMLInputElement).value = ''; this.look(''); }
            },
          },
        }),
        this.query !== '' && this.results()),
      this.opener(),
      h('button', { type: 'button', on: { click: () => { this.language = this.language === 'en' ? 'zh' : 'en'; this.draw(); } } }, say('language')),
      h('button', { type: 'button', title: say(this.theme === 'light' ? 'dark' : 'light'), 'aria-label': say(this.theme === 'light' ? 'dark' : 'light'),
        on: { click: () => { this.theme = this.theme === 'light' ? 'dark' : 'light'; this.overview = ''; this.draw(); } } }, this.theme === 'light' ? '☾' : '☀'),
      h('button', { type: 'button', title: say('help'), 'aria-label': say('help'), on: { click: () => { this.helpOpen = !this.helpOpen; this.draw(); } } }, '?'));
  }

  private opener(): Node_ {
    const { say } = this;
    return h('label', { class: 'opener', title: say('openText') }, say('open'), h('input', {
      type: 'file', id: 'file', class: 'hidden', accept: '.jsonl,.ndjson,.json,.gz,.txt',
      on: { change: (event: Event) => {
        const file = (event.target as HTMLInputElement).files?.[0];
        if (file) this.onFile(file);
      } },
    }));
  }

  private results(): Node_ {
    const { say } = this;
    const heads = { line: 'linesFound', variable: 'variablesFound', value: 'valuesFound', output: 'outputFound' } as const;
    return h('div', { class: 'results' },
      this.found.length === 0 && h('p', { class: 'none' }, say('nothingFound')),
      (['line', 'variable', 'value', 'output'] as const).map((kind) => {
        const some = this.found.filter((found) => found.kind === kind);
        return some.length > 0 && h('section', { key: kind }, h('h3', null, say(heads[kind])), some.map((found) =>
          h('button', { type: 'button', on: { click: () => this.goToFound(found) } }, h('code', null, found.text),
            h('small', null, kind === 'line' ? say('line', found.line) : `${say('step')} ${grouped(this.model?.trace.step[found.event] ?? 0)}`))));
      }));
  }

  private oddButtons(model: Model): Node_ | false {
    const { say } = this;
    const found = (['nan', 'infinity', 'overflow'] as const).filter((kind) => model.odd[kind] >= 0);
    return found.length > 0 && h('span', { class: 'odd' }, found.map((kind) =>
      h('button', { type: 'button', class: 'alarm', on: { click: () => this.goToOdd(model, model.odd[kind]) } }, say(kind))));
  }

  /** To the line that made an odd number, and its variable chosen, so that its history shows. */
  private goToOdd(model: Model, event: number): void {
    const site = model.trace.sites[model.trace.site[event]];
    if (site.variable !== '' && model.trace.object[event] === 0 && !(this.chosen?.name === site.variable)) {
      this.choose({ method: site.method, name: site.variable, object: 0, type: site.type });
    }
    this.move(positionOfEvent(model, event));
  }

  private watchPanel(model: Model): Node_ {
    const { say } = this;
    const frame = this.frameNow();
    return h('section', { class: 'watches', 'aria-label': say('watches') },
      h('h3', null, say('watches')),
      this.watches.map((watch, i) => {
        const result = valueNow(model, watch, frame);
        const truth = typeof result === 'boolean';
        const go = (name: 'firstFalse' | 'firstTrue') => watch[name] >= 0
          && h('button', { type: 'button', class: `first ${name}`, on: { click: () => this.move(watch[name]) } }, `${say(name)}: ${grouped(model.positions.step[watch[name]])}`);
        return h('div', { class: `watch${result === false ? ' false' : ''}` },
          h('code', null, watch.text),
          h('span', { class: `value${truth ? ' truth' : ''}` }, watch.fault !== '' ? `? ${watch.fault}` : result === undefined ? say('undefinedHere') : shownResult(result, (object) => summary(model.state, object))),
          go('firstFalse'), go('firstTrue'),
          watch.firstFalse === -1 && watch.firstTrue >= 0 && h('small', null, say('neverFalse')),
          h('button', { type: 'button', class: 'remove', title: say('remove'), 'aria-label': `${say('remove')} ${watch.text}`, on: { click: () => { this.watches.splice(i, 1); this.overview = ''; this.draw(); } } }, '×'));
      }),
      h('input', {
        type: 'text', id: 'watch', placeholder: say('addWatch'), 'aria-label': say('addWatch'), autocomplete: 'off', spellcheck: 'false',
        on: { keydown: (event: KeyboardEvent) => {
          if (event.key !== 'Enter') return;
          const input = event.target as HTMLInputElement;
          this.watch(input.value);
          input.value = '';
        } },
      }));
  }

  private codePanel(model: Model, changes: Changes): Node_ {
    const { say } = this;
    const { trace, positions } = model;
    const file = this.fileNow();
    const lines = this.highlighted.get(file);
    const frames = framesNow(model.state);
    const inFile = (method: number) => trace.methods[method]?.file === file;
    const frame = this.frameNow();
    const ended = this.at === positions.count - 1 && frames.length === 0;
    const before = this.at > 0 ? trace.sites[positions.site[this.at - 1]] : undefined;
    const showBefore = before && inFile(before.method) && this.frameShown === 0 && positions.thread[this.at - 1] === positions.thread[this.at];
    const callers = new Set(frames.filter((f) => f !== frame && inFile(f.method)).map((f) => f.line));
    const did = changes.events.slice(0, 6).map((event) => didText(model, event)).filter((text) => !/^(\S+) = \1$/.test(text)).join('   ');
    if (this.lineTitleFor !== this.language) {
      this.lineTitleFor = this.language;
      this.lineTitle = (line, count, total) => say('lineRuns', line, grouped(count), grouped(total));
    }
    return h('section', { class: 'panel source', 'aria-label': say('code') },
      h('h2', null, h('span', null, file), h('small', null, frame ? methodName(trace, frame.method) : '')),
      h('div', { class: 'scroll', id: 'code', tabindex: 0 },
        lines
          ? code({
            file, lines, now: ended ? 0 : frame?.line ?? 0, before: showBefore ? before.line : 0, did: showBefore ? did : '', callers,
            counts: lineCounts(trace, model.state.counts).get(file) ?? new Map(), totals: model.totals.get(file) ?? new Map(),
            found: new Set(this.found.filter((f) => f.kind === 'line' && f.file === file).map((f) => f.line)), title: this.lineTitle, pick: this.linePicked,
          })
          : h('p', { class: 'none' }, say('noSource'))));
  }

  private outputPanel(model: Model): Node_ {
    const { say } = this;
    const printed = model.printed.filter((p) => p.event < model.state.events);
    return h('section', { class: 'panel output', 'aria-label': say('output') }, h('h2', null, say('output')),
      h('div', { class: 'scroll', id: 'output', tabindex: 0 },
        printed.length === 0 ? h('p', { class: 'none' }, say('noOutput'))
          : h('pre', null, printed.slice(-400).map((p) => (p.stream === 'err' ? h('span', { class: 'err' }, p.text) : p.text)))));
  }

  private variablesPanel(model: Model, changes: Changes): Node_ {
    const { say } = this;
    const frame = this.frameNow();
    const rows: VariableRow[] = [];
    if (frame) {
      for (const [name, cell] of frame.cells) {
        if (model.scene.askedView(frame.method, name) === 'hidden') continue;
        rows.push(this.row(model, cell, `${frame.id}|${name}`, name, changes.variables.has(`${frame.id}|${name}`), { method: frame.method, name, object: 0, type: '' }));
      }
    }
    const statics = [...model.state.statics].map(([name, cell]) => {
      const at = name.lastIndexOf('.');
      const type = name.slice(0, at);
      return this.row(model, cell, name, `${type.replace(/^.*[.$]/, '')}.${name.slice(at + 1)}`, changes.variables.has(name), { method: -1, name: name.slice(at + 1), object: 0, type });
    });
    const named = [...model.state.named].map(([name, cell]) =>
      this.row(model, cell, `.${name}`, name, changes.variables.has(`0|${name}`), { method: -1, name, object: 0, type: '' }));
    return h('section', { class: 'values', 'aria-label': say('variables') },
      h('h2', null, say('variables'), h('small', null, frame ? methodName(model.trace, frame.method) : '')),
      variables(rows, say('noVariables')),
      statics.length > 0 && [h('h3', null, say('statics')), variables(statics, '')],
      named.length > 0 && [h('h3', null, say('named')), variables(named, '')],
      this.chosen && this.history(model, this.chosen),
      this.watchPanel(model));
  }

  private row(model: Model, cell: Cell, key: string, name: string, changed: boolean, variable: Variable): VariableRow {
    const { value } = cell;
    const series: number[] = [];
    let was = '';
    const cells = this.earlier(model, cell, 24);
    for (const earlier of cells) if (isNumber(earlier)) series.push(earlier.number);
    if (isNumber(value)) series.push(value.number);
    if (cells.length > 0) was = shown(model, cells[cells.length - 1]);
    return {
      key, name, value: shown(model, value), changed, was, series,
      kind: isNumber(value) ? 'number' : value.tag === TEXT || value.tag === LETTER ? 'text' : value.tag === TRUE || value.tag === FALSE ? 'truth' : value.tag === REFERENCE ? 'object' : 'other',
      chosen: sameVariable(this.chosen, variable), label: this.say('pick', name), pick: () => this.choose(variable),
    };
  }

  /** The values that the variable held before in the same activation, the oldest first, at most so many. */
  private earlier(model: Model, cell: Cell, most: number): Value[] {
    const { trace } = model;
    const site = trace.sites[trace.site[cell.event]];
    const found: Value[] = [];
    for (let e = cell.event - 1, looked = 0; e >= 0 && found.length < most && looked < 4000; e--, looked++) {
      const other = trace.sites[trace.site[e]];
      if (other.kind !== site.kind || other.variable !== site.variable || trace.frame[e] !== trace.frame[cell.event]) continue;
      const value = trace.value[e];
      if (value) found.push(value);
    }
    return found.reverse();
  }

  private history(model: Model, variable: Variable): Node_ {
    const { say } = this;
    const now = model.state.events;
    let done = 0;
    while (done < this.writes.length && this.writes[done] < now) done++;
    const from = Math.max(0, Math.min(done - 6, this.writes.length - 12));
    return h('section', { class: 'history', 'aria-label': say('history', variable.name) },
      h('h3', null, h('span', null, say('history', variable.name)), h('small', null, say('writeOf', grouped(done), grouped(this.writes.length))),
        h('button', { type: 'button', title: say('lastWrite'), 'aria-label': say('lastWrite'), on: { click: () => this.toWrite(-1) } }, '‹'),
        h('button', { type: 'button', title: say('nextWrite'), 'aria-label': say('nextWrite'), on: { click: () => this.toWrite(1) } }, '›')),
      h('ol', null, this.writes.slice(from, from + 12).map((event, i) =>
        h('li', { key: event, class: from + i === done - 1 ? 'now' : from + i < done ? '' : 'future' },
          h('button', { type: 'button', on: { click: () => this.move(positionOfEvent(model, event)) } },
            h('span', { class: 'when' }, grouped(model.trace.step[event])), h('span', null, didText(model, event)))))));
  }

  private stackPanel(model: Model): Node_ {
    const { say } = this;
    const { trace, state } = model;
    const threads = [...state.threads.values()].filter((thread) => thread.frames.length > 0 || thread.id === state.thread);
    return h('section', { class: 'stack', 'aria-label': say('stack') },
      h('h2', null, say('stack'), threads.length > 1 && h('small', null, `${say('threads')}: ${threads.length}`)),
      threads.slice(0, 12).map((thread) => h('div', { key: thread.id, class: `thread${thread.id === state.thread ? ' running' : ''}` },
        threads.length > 1 && h('h3', null, thread.name),
        h('ol', null, thread.frames.slice(-12).reverse().map((frame, i) => {
          const parameters = trace.methods[frame.method]?.parameters ?? [];
          const current = thread.id === state.thread && i === this.frameShown;
          return h('li', { key: frame.id, class: current ? 'current' : '' },
            h('button', { type: 'button', 'aria-current': current ? 'true' : undefined, disabled: thread.id !== state.thread,
              on: { click: () => { this.frameShown = i; this.draw(); } } },
              h('span', { class: 'method' }, bareName(trace, frame.method)),
              h('span', { class: 'arguments' }, parameters.map((p) => frame.cells.get(p)?.value).map((value) => (value?.tag === REFERENCE ? '…' : shown(model, value))).join(', ')),
              h('small', null, frame.line > 0 ? say('line', frame.line) : '')));
        })),
        thread.frames.length > 12 && h('p', { class: 'none' }, `+ ${grouped(thread.frames.length - 12)}`))));
  }

  private transport(model: Model): Node_ {
    const { say } = this;
    const { positions } = model;
    const last = positions.count - 1;
    const button = (name: keyof typeof texts, sign: string, action: () => void, kind = '') =>
      h('button', { type: 'button', class: kind, title: say(name), 'aria-label': say(name), on: { click: action } }, icon(sign));
    return h('footer', null,
      h('div', { class: 'timeline' },
        h('canvas', { id: 'overview', 'aria-hidden': 'true' }),
        h('span', { class: 'now', 'aria-hidden': 'true', style: { left: `${last > 0 ? this.at / last * 100 : 0}%` } }),
        h('input', {
          type: 'range', id: 'scrubber', min: 0, max: Math.max(0, last), step: 1, set: { value: String(this.at) }, 'aria-label': say('position'),
          'aria-valuetext': `${say('stepOf', positions.step[this.at], positions.step[last])}, ${say('line', this.frameNow()?.line ?? 0)}`,
          on: { input: (event: Event) => { this.pause(); this.goTo(Number((event.target as HTMLInputElement).value), false); } },
        })),
      h('div', { class: 'buttons' },
        button('first', 'first', () => this.move(0)),
        button('back', 'back', () => this.move(Math.max(0, this.at - 1))),
        button(this.playing ? 'pause' : 'play', this.playing ? 'pause' : 'play', () => this.toggle(), 'play'),
        button('forward', 'forward', () => this.move(this.at + 1)),
        button('last', 'last', () => this.move(last)),
        h('span', { class: 'gap' }),
        button('over', 'over', () => this.move(over(positions, this.at))),
        button('out', 'out', () => this.move(out(positions, this.at))),
        h('span', { class: 'where' }, `${say('step')} `, h('b', null, grouped(positions.step[this.at] ?? 0)), ` ${say('ofSteps', grouped(positions.step[last] ?? 0))}`),
        h('label', { class: 'speed' }, h('span', null, say('speed')), h('input', {
          type: 'range', min: 0, max: SPEEDS.length - 1, set: { value: String(this.speed) }, 'aria-valuetext': say('perSecond', SPEEDS[this.speed]),
          on: { input: (event: Event) => { this.speed = Number((event.target as HTMLInputElement).value); this.draw(); } },
        }), h('small', null, say('perSecond', SPEEDS[this.speed])))));
  }

  /** The step in words, for those who hear the page. */
  private told(model: Model, changes: Changes): string {
    const { say } = this;
    const { positions, trace } = model;
    const parts = [say('stepOf', positions.step[this.at], positions.step[positions.count - 1])];
    const frame = this.frameNow();
    if (frame) {
      const source = this.highlighted.get(trace.methods[frame.method]?.file ?? '')?.[frame.line - 1];
      parts.push(`${say('line', frame.line)}: ${source?.map((piece) => piece.text).join('').trim() ?? ''}`);
    } else if (this.at === positions.count - 1) parts.push(trace.exit === null ? say('ended') : say('endedWith', trace.exit));
    for (const swap of changes.swaps) parts.push(say('exchanged', nameOf(model, swap.object), swap.one, swap.other));
    if (changes.swaps.length === 0) for (const event of changes.events.slice(0, 5)) parts.push(didText(model, event));
    return parts.join('. ');
  }

  private afterDrawing(model: Model, changes: Changes): void {
    const canvas = document.getElementById('overview') as HTMLCanvasElement | null;
    const wanted = `${canvas?.clientWidth}|${this.theme}|${this.writes.length}|${this.chosen?.name ?? ''}`;
    if (canvas && wanted !== this.overview) {
      this.overview = wanted;
      drawTimeline(canvas, model.positions, {
        writes: this.writes.map((event) => positionOfEvent(model, event)), flags: [...Object.values(model.odd).filter((e) => e >= 0).map((e) => positionOfEvent(model, e)), ...this.watches.map((w) => w.firstFalse).filter((p) => p >= 0)],
        outputs: model.printed.slice(0, 2000).map((p) => positionAt(model.positions, p.event)),
      });
    }
    if (this.widthDrawn !== this.stageWidth()) this.draw();
    const now = document.querySelector<HTMLElement>('.code .now');
    const box = document.getElementById('code');
    if (now && box) {
      const top = now.offsetTop;
      if (top < box.scrollTop + 24 || top > box.scrollTop + box.clientHeight - 56) box.scrollTop = top - box.clientHeight * 0.4;
    }
    const live = document.getElementById('live');
    if (live && this.tell) live.textContent = this.told(model, changes);
    const output = document.getElementById('output');
    if (output) output.scrollTop = output.scrollHeight;
  }
}

function icon(name: string): Node_ {
  const paths: Record<string, string> = {
    first: 'M5 4v12M15 4L7 10l8 6z', back: 'M13 4L5 10l8 6z', play: 'M6 3.5L16 10L6 16.5z', pause: 'M6 4h3v12H6zM11 4h3v12h-3z',
    forward: 'M7 4l8 6l-8 6z', last: 'M15 4v12M5 4l8 6l-8 6z', over: 'M3 13c0-8 12-9 13-2m0 0l-3.4-2m3.4 2l1.4-3.6M9 15.5h2', out: 'M10 17V6m0 0L6 10m4-4l4 4M4 3h12',
  };
  const filled = name !== 'over' && name !== 'out';
  return h('svg', { width: 20, height: 20, viewBox: '0 0 20 20', class: filled ? 'solid' : 'stroke', 'aria-hidden': 'true' }, h('path', { d: paths[name] }));
}

const bareName = (trace: Trace, method: number) => (trace.methods[method]?.name ?? '').replace(/\(.*$/, '');

function methodName(trace: Trace, method: number): string {
  const known = trace.methods[method];
  return known ? `${known.type.replace(/^.*[.$]/, '')}.${known.name.replace(/\(.*$/, '')}` : '';
}

const shown = (model: Model, value: Value | undefined): string => format(value, (object) => summary(model.state, object), 40);
