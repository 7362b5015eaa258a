import { h, type Node_, render } from '../shared/dom';
import { type Language, preferred, speaker } from '../shared/language';
import { highlight, type Piece } from '../shared/syntax';
import { type Commands, press } from './keyboard';
import { Playing } from './playing';
import { positionAt, positionOfStep } from './recording/positions';
import type { Frame } from './recording/state';
import type { Trace } from './recording/trace';
import { type Say, texts } from './texts';
import { changesAt, framesNow, type Model, modelOf, positionOfEvent } from './think/model';
import { beside, lineRun, out, over, overBack, sameVariable, type Variable, writesOf } from './think/moves';
import { type Found, search } from './think/search';
import { seek, type Watch, watchOf } from './think/watches';
import { header, opener } from './view/header';
import { help } from './view/help';
import { codePanel, outputPanel } from './view/source';
import { stackPanel } from './view/stack';
import { stage } from './view/stage';
import { drawTimeline } from './view/timeline';
import { told } from './view/told';
import { transport } from './view/transport';
import { variablesPanel } from './view/values';
import type { Actions, View } from './view/view';

/** The page: what the reader chose, and how it is drawn. What the recording says is worked out elsewhere. */
export class Player {
  /** Takes a file that the reader picked. */
  onFile: (file: File) => void = () => {};
  private model: Model | undefined;
  private at = 0;
  private readonly playing = new Playing((steps) => this.advance(steps));
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
  private readonly actions: Actions = {
    move: (position) => this.move(position),
    choose: (variable) => this.choose(variable),
    look: (query) => this.look(query),
    goToFound: (found) => this.goToFound(found),
    goToLine: (line, back) => this.goToLine(line, back),
    goToOdd: (event) => this.goToOdd(event),
    toWrite: (direction) => this.toWrite(direction),
    watch: (text) => this.watch(text),
    unwatch: (watch) => {
      this.watches = this.watches.filter((one) => one !== watch);
      this.overview = '';
      this.draw();
    },
    showFrame: (callers) => {
      this.frameShown = callers;
      this.draw();
    },
    toggleLanguage: () => {
      this.language = this.language === 'en' ? 'zh' : 'en';
      this.draw();
    },
    toggleTheme: () => {
      this.theme = this.theme === 'light' ? 'dark' : 'light';
      this.overview = '';
      this.draw();
    },
    toggleHelp: () => this.toggleHelp(),
    open: (file) => this.onFile(file),
  };

  constructor(private readonly root: HTMLElement, language: string) {
    this.language = preferred(language);
    this.theme = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    const commands = this.commands();
    document.addEventListener('keydown', (event) => {
      if (this.model || event.key === 'Escape') press(event, commands);
    });
    window.addEventListener('resize', () => this.draw());
    window.addEventListener('hashchange', () => this.followLink());
    document.addEventListener('dragover', (event) => event.preventDefault());
  }

  private get say(): Say {
    return speaker(texts, this.language);
  }

  load(trace: Trace): void {
    this.playing.stop();
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
    this.playing.stop();
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

  /** To the line that made an odd number, and its variable chosen, so that its history shows. */
  private goToOdd(event: number): void {
    const { model } = this;
    if (!model) return;
    const site = model.trace.sites[model.trace.site[event]];
    if (site.variable !== '' && model.trace.object[event] === 0 && !(this.chosen?.name === site.variable)) {
      this.choose({ method: site.method, name: site.variable, object: 0, type: site.type });
    }
    this.move(positionOfEvent(model, event));
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
    if (this.playing.on) this.playing.stop();
    else if (this.model) {
      if (this.at >= this.model.positions.count - 1) this.goTo(0, false);
      this.playing.start();
    }
    this.draw();
  }

  /** Goes on while there is something to go on to. */
  private advance(steps: number): boolean {
    if (!this.model) return false;
    if (steps > 0) this.goTo(this.at + steps, false);
    return this.at < this.model.positions.count - 1;
  }

  private commands(): Commands {
    const where = () => this.model!.positions;
    const page = () => Math.max(1, Math.round(where().count / 50));
    return {
      forward: () => this.move(this.at + 1),
      back: () => this.move(Math.max(0, this.at - 1)),
      over: () => this.move(over(where(), this.at)),
      overBack: () => this.move(overBack(where(), this.at)),
      out: () => this.move(out(where(), this.at)),
      first: () => this.move(0),
      last: () => this.move(where().count - 1),
      pageOn: () => this.move(this.at + page()),
      pageBack: () => this.move(Math.max(0, this.at - page())),
      toggle: () => this.toggle(),
      faster: (by) => {
        this.playing.speed += by;
        this.draw();
      },
      toWrite: (direction) => this.toWrite(direction),
      search: () => document.getElementById('search')?.focus(),
      help: () => this.toggleHelp(),
      escape: () => {
        this.helpOpen = false;
        this.draw();
      },
    };
  }

  toggleHelp(): void {
    this.helpOpen = !this.helpOpen;
    this.draw();
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
    const view = this.view();
    if (!view) {
      render(this.root, this.welcome());
      return;
    }
    this.widthDrawn = stageWidth();
    render(this.root, this.page(view));
    this.afterDrawing(view);
  }

  private view(): View | undefined {
    const { model, at, frameShown, chosen, writes, query, found, watches, highlighted, language, theme, say } = this;
    if (!model) return undefined;
    model.state.goTo(model.positions.events[at] ?? 0);
    const frames = framesNow(model.state);
    return {
      model, changes: changesAt(model, at), at, frames, frame: this.frameNow(), frameShown, file: this.fileNow(), chosen, writes, query, found, watches,
      highlighted, language, theme, say,
    };
  }

  private welcome(): Node_ {
    const { say } = this;
    return h('main', { class: 'welcome' }, h('h1', null, say('welcome')), h('p', null, say('welcomeText')),
      opener(say, this.actions.open), this.failure !== '' && h('p', { class: 'alarm', role: 'alert' }, say('cannotOpen', this.failure)));
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

  private page(view: View): Node_ {
    const { actions, at } = this;
    const { model, changes, frames, say } = view;
    const { positions } = model;
    const last = positions.count - 1;
    return h('div', { class: 'player' },
      header(view, actions),
      h('main', null,
        h('section', { class: 'left' }, codePanel(view, actions), outputPanel(view)),
        h('section', { class: 'right' },
          h('section', { class: 'panel stage', tabindex: 0, 'aria-label': say('stage') }, stage({
            model, changes, frames, width: stageWidth(), pickEvent: (event) => this.move(positionOfEvent(model, event)), say,
          })),
          h('section', { class: 'panel facts' }, variablesPanel(view, actions), stackPanel(view, actions)))),
      transport({
        say, at, last, step: positions.step[at] ?? 0, lastStep: positions.step[last] ?? 0, line: view.frame?.line ?? 0,
        playing: this.playing.on, speed: this.playing.speed, move: actions.move, toggle: () => this.toggle(),
        scrub: (position) => {
          this.playing.stop();
          this.goTo(position, false);
        },
        over: () => this.move(over(positions, this.at)),
        out: () => this.move(out(positions, this.at)),
        setSpeed: (speed) => {
          this.playing.speed = speed;
          this.draw();
        },
      }),
      this.helpOpen && help(say, () => this.toggleHelp()),
      h('div', { class: 'hidden', 'aria-live': 'polite', id: 'live' }));
  }

  private afterDrawing(view: View): void {
    const { model } = view;
    const canvas = document.getElementById('overview') as HTMLCanvasElement | null;
    const wanted = `${canvas?.clientWidth}|${this.theme}|${this.writes.length}|${this.chosen?.name ?? ''}`;
    if (canvas && wanted !== this.overview) {
      this.overview = wanted;
      drawTimeline(canvas, model.positions, {
        writes: this.writes.map((event) => positionOfEvent(model, event)), flags: [...Object.values(model.odd).filter((e) => e >= 0).map((e) => positionOfEvent(model, e)), ...this.watches.map((w) => w.firstFalse).filter((p) => p >= 0)],
        outputs: model.printed.slice(0, 2000).map((p) => positionAt(model.positions, p.event)),
      });
    }
    // Before the first drawing there was nothing to measure.
    if (this.widthDrawn !== stageWidth()) this.draw();
    const now = document.querySelector<HTMLElement>('.code .now');
    const box = document.getElementById('code');
    if (now && box) {
      const top = now.offsetTop;
      if (top < box.scrollTop + 24 || top > box.scrollTop + box.clientHeight - 56) box.scrollTop = top - box.clientHeight * 0.4;
    }
    const live = document.getElementById('live');
    if (live && this.tell) live.textContent = told(view);
    const output = document.getElementById('output');
    if (output) output.scrollTop = output.scrollHeight;
  }
}

const stageWidth = (): number => Math.max(260, (document.querySelector('.stage')?.clientWidth ?? 640) - 40);
