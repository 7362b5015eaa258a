import type { Cell, Frame, State, Thing } from '../recording/state';
import { CONTENTS, ELEMENT, FIELD, type Method, type Relation, type Trace, WRITE } from '../recording/trace';
import { FALSE, isNumber, LETTER, NULL, OPAQUE, REFERENCE, TEXT, TRUE, type Value } from '../recording/value';

/** What can be drawn, and how, in one state: everything here is a function of the trace and the state. */

export interface Name { readonly text: string; readonly level: number; readonly variable: string; readonly method: number }

export type Kind = 'bars' | 'heaped' | 'matrix' | 'cells' | 'map' | 'network' | 'heap';

export interface Card {
  readonly key: string;
  readonly kind: Kind;
  readonly names: readonly Name[];
  readonly thing: Thing;
}

export interface Pointer {
  readonly name: string;
  readonly index: number;
  /** 0: of the method that runs; else how many callers away. */
  readonly level: number;
  readonly colour: number;
  readonly low: number;
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['lo', 'hi'], ['low', 'high'], ['left', 'right'], ['l', 'r'], ['start', 'end'], ['from', 'to'], ['begin', 'end'],
  ['first', 'last'], ['lower', 'upper'],
];

/** What is known of the whole recording before any state: how variables are meant, by their lines. */
export class Scene {
  /** Indexes by method: which variables point into which containers. */
  private readonly pointers = new Map<number, { container: string; index: string; offset: number | null }[]>();
  /** Reads of elements by method and line. */
  private readonly reads = new Map<string, { container: string; index: string; offset: number | null }[]>();
  /** Numbers taken out of a container, by method: `pivot = a[hi]`. */
  private readonly levels = new Map<number, { container: string; variable: string }[]>();
  private readonly colours = new Map<string, number>();
  /** `method|variable` to the view that a comment asks for. */
  private readonly asked = new Map<string, string>();
  private readonly heaps = new Set<string>();

  /** How often the elements of an object change: what changes much is shown before what is only read. */
  private readonly changing = new Map<number, number>();

  constructor(readonly trace: Trace) {
    for (let e = 0; e < trace.size; e++) {
      const { kind } = trace.sites[trace.site[e]];
      if (kind >= ELEMENT && kind <= CONTENTS) this.changing.set(trace.object[e], (this.changing.get(trace.object[e]) ?? 0) + 1);
    }
    const lines = new Map<string, string[]>();
    for (const { file, text } of trace.sources) lines.set(file, text.split('\n'));
    const read = relationsIn(trace, lines);
    this.findHeaps(trace, lines);
    // A recorder tells the indexes of arrays, not those of the arrays within them.
    for (const relation of trace.relations.length > 0 ? [...trace.relations, ...read.filter((one) => one.container.endsWith('[]'))] : read) {
      const known = this.pointers.get(relation.method) ?? [];
      this.pointers.set(relation.method, known);
      if (!known.some((k) => k.container === relation.container && k.index === relation.index && k.offset === relation.offset)) known.push(relation);
      if (!this.colours.has(relation.index)) this.colours.set(relation.index, this.colours.size % 6);
      const key = `${relation.method}|${relation.line}`;
      const there = this.reads.get(key) ?? [];
      this.reads.set(key, there);
      there.push(relation);
      const source = lines.get(trace.methods[relation.method]?.file ?? '')?.[relation.line - 1] ?? '';
      const taken = /^\s*(?:final\s+)?(?:[\w<>.]+\s+)?(\w+)\s*=\s*(?:this\.|self\.)?(\w+)\s*\[[^\]]*\]\s*;?\s*(?:\/\/.*|#.*)?$/.exec(source);
      if (taken && taken[2] === relation.container && isCompared(taken[1], trace.methods[relation.method], lines)) {
        const list = this.levels.get(relation.method) ?? [];
        this.levels.set(relation.method, list);
        if (!list.some((level) => level.variable === taken[1])) list.push({ container: taken[2], variable: taken[1] });
      }
    }
    this.passOn(trace, lines);
    const written = new Set(trace.sites.filter((site) => site.kind === WRITE).map((site) => site.variable));
    for (const name of PAIRS.flat()) if (written.has(name) && !this.colours.has(name)) this.colours.set(name, this.colours.size % 6);
    for (const view of trace.views) this.asked.set(`${view.method}|${view.variable}`, view.as);
    this.readComments(lines);
  }

  /** `// watch: as bars` and `// watch: ignore` say how the variables that the line writes are shown. */
  private readComments(lines: ReadonlyMap<string, string[]>): void {
    for (const site of this.trace.sites) {
      if ((site.kind !== WRITE && site.kind !== FIELD) || site.method < 0) continue;
      const method = this.trace.methods[site.method];
      const line = lines.get(method.file)?.[site.line - 1] ?? '';
      const comment = /(?:\/\/|#)\s*watch:\s*(ignore\b|as\s+(\w+))/.exec(line);
      const key = `${site.method}|${site.variable}`;
      if (comment && !this.asked.has(key) && new RegExp(`\\b${escape(site.variable)}\\b`).test(line.slice(0, comment.index))) {
        this.asked.set(key, comment[2] ?? 'hidden');
      }
    }
  }

  /** `swap(a, i, j)` makes i and j indexes of a where it is called, if they are that in swap. */
  private passOn(trace: Trace, lines: ReadonlyMap<string, string[]>): void {
    const called = new Map<string, number[]>();
    trace.methods.forEach(({ name }, number) => {
      const bare = name.replace(/\(.*$/, '');
      called.set(bare, [...called.get(bare) ?? [], number]);
    });
    const found: { caller: number; container: string; index: string }[] = [];
    trace.methods.forEach((method, caller) => {
      for (const line of (lines.get(method.file) ?? []).slice(Math.max(0, method.first - 1), method.last)) {
        for (const [, name, list] of line.matchAll(/(\w+)\(\s*(\w+(?:\s*,\s*\w+)+)\s*\)\s*;/g)) {
          const values = list.split(/\s*,\s*/);
          for (const callee of called.get(name) ?? []) {
            const { parameters } = trace.methods[callee];
            for (const { container, index } of callee === caller ? [] : this.pointers.get(callee) ?? []) {
              const [of, at] = [values[parameters.indexOf(container)], values[parameters.indexOf(index)]];
              if (parameters.length === values.length && of && at && /^[A-Za-z_]/.test(at)) found.push({ caller, container: of, index: at });
            }
          }
        }
      }
    });
    for (const { caller, container, index } of found) {
      const known = this.pointers.get(caller) ?? [];
      this.pointers.set(caller, known);
      if (!known.some((k) => k.container === container && k.index === index)) known.push({ container, index, offset: 0 });
      if (!this.colours.has(index)) this.colours.set(index, this.colours.size % 6);
    }
  }

  /** Arrays whose elements have their parents at half their index: `a[(i - 1) / 2]` says so. */
  private findHeaps(trace: Trace, lines: ReadonlyMap<string, string[]>): void {
    trace.methods.forEach((method, number) => {
      for (const line of (lines.get(method.file) ?? []).slice(Math.max(0, method.first - 1), method.last)) {
        for (const [, container] of line.matchAll(/(\w+)\s*\[\s*\(\s*\w+\s*-\s*1\s*\)\s*(?:\/\/?\s*2|>>>?\s*1)\s*\]/g)) this.heaps.add(`${number}|${container}`);
        for (const [, container] of line.matchAll(/(\w+)\s*\[\s*2\s*\*\s*\w+\s*\+\s*[12]\s*\]/g)) this.heaps.add(`${number}|${container}`);
      }
    });
    const names = new Set([...this.heaps].map((key) => key.slice(key.indexOf('|') + 1)));
    names.forEach((name) => this.heaps.add(name));
  }

  /** Whether an array with these names is a heap: so asked, or so used. */
  isHeap(thing: Thing, names: readonly Name[]): boolean {
    return (thing.shape === 'array' || thing.shape === 'list') && thing.length <= 31 && names.some((name) =>
      this.askedView(name.method, name.variable) === 'tree' || this.heaps.has(name.text.slice(name.text.lastIndexOf('.') + 1)));
  }

  /** How many elements of the array are in use: what a field or variable called size says. */
  usedOf(state: State, frames: readonly Frame[], thing: Thing): number {
    const sized = (name: string) => /^(size|count|n|length|heap_?size)$/i.test(name);
    for (const owner of state.things.values()) {
      if (owner.shape !== 'object' || !owner.items.some((item) => item.tag === REFERENCE && item.number === thing.id)) continue;
      const at = owner.fields.findIndex(sized);
      if (at >= 0 && isNumber(owner.items[at])) return Math.min(thing.items.length, owner.items[at].number);
    }
    const cell = frames.length > 0 ? [...frames[frames.length - 1].cells].find(([name]) => sized(name))?.[1] : undefined;
    return isIndex(cell) ? Math.max(0, Math.min(thing.items.length, cell!.value.number)) : thing.items.length;
  }

  askedView(method: number, variable: string): string | undefined {
    return this.asked.get(`${method}|${variable}`);
  }

  colourOf(name: string): number {
    return this.colours.get(name) ?? [...name].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) >>> 0, 7) % 6;
  }

  /** The variables that are indexes of the thing now, those of the method that runs first. */
  pointersInto(state: State, frames: readonly Frame[], thing: Thing): Pointer[] {
    const found: Pointer[] = [];
    const taken = new Set<string>();
    for (let i = frames.length - 1; i >= 0 && frames.length - 1 - i < 4; i--) {
      const frame = frames[i];
      const level = frames.length - 1 - i;
      const containers = holders(state, frame, thing.id, frames);
      if (containers.size === 0) continue;
      const names = new Set<string>();
      for (const relation of this.pointers.get(frame.method) ?? []) if (containers.has(relation.container)) names.add(relation.index);
      for (const pair of PAIRS) if (pair.every((name) => isIndex(frame.cells.get(name)))) pair.forEach((name) => names.add(name));
      for (const name of names) {
        const cell = frame.cells.get(name);
        if (!isIndex(cell) || taken.has(name)) continue;
        taken.add(name);
        if (cell!.value.number < -1 || cell!.value.number > thing.length) continue;
        found.push({ name, index: cell!.value.number, level, colour: this.colourOf(name), low: 0 });
      }
      if (found.length > 0 && level > 0) break;
    }
    return found;
  }

  /** The part of the container that the method works on, when its parameters say so by their names. */
  rangeIn(state: State, frames: readonly Frame[], thing: Thing): readonly [number, number] | undefined {
    for (let i = frames.length - 1; i >= 0 && frames.length - 1 - i < 3; i--) {
      const frame = frames[i];
      if (holders(state, frame, thing.id).size === 0) continue;
      const parameters = this.trace.methods[frame.method]?.parameters ?? [];
      for (const [low, high] of PAIRS) {
        const from = frame.cells.get(low);
        const to = frame.cells.get(high);
        if (parameters.includes(low) && parameters.includes(high) && isIndex(from) && isIndex(to)) {
          return [from!.value.number, Math.min(to!.value.number, thing.length - 1)];
        }
      }
    }
    return undefined;
  }

  /** Numbers that were taken out of the container and are compared with the rest: a pivot. */
  levelsOf(state: State, frames: readonly Frame[], thing: Thing): { name: string; value: number }[] {
    for (let i = frames.length - 1; i >= 0 && frames.length - 1 - i < 3; i--) {
      const frame = frames[i];
      const candidates = this.levels.get(frame.method) ?? [];
      if (candidates.length === 0) continue;
      const containers = holders(state, frame, thing.id, frames);
      const found = candidates
        .filter((level) => containers.has(level.container) && isNumber(frame.cells.get(level.variable)?.value))
        .map((level) => ({ name: level.variable, value: frame.cells.get(level.variable)!.value.number }));
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The elements that the line which is about to run reads or writes, as far as its indexes are known. */
  touchedBy(state: State, frames: readonly Frame[], thing: Thing): number[] {
    const frame = frames[frames.length - 1];
    if (!frame) return [];
    const containers = holders(state, frame, thing.id, frames);
    const touched = new Set<number>();
    for (const read of this.reads.get(`${frame.method}|${frame.line}`) ?? []) {
      const index = frame.cells.get(read.index);
      if (containers.has(read.container) && isIndex(index) && read.offset !== null) touched.add(index!.value.number + read.offset);
    }
    return [...touched].filter((i) => i >= 0 && i < thing.length);
  }

  /** Indexes of rows and columns of a matrix: `g[r][c]`, also through `row = g[r]`. */
  crossOf(state: State, frames: readonly Frame[], thing: Thing): { rows: Pointer[]; columns: Pointer[] } {
    const rows = this.pointersInto(state, frames, thing);
    const columns: Pointer[] = [];
    const frame = frames[frames.length - 1];
    if (frame) {
      const inner = this.pointers.get(frame.method) ?? [];
      const rowNames = new Set(rows.map((row) => row.name));
      for (const relation of inner) {
        const cell = frame.cells.get(relation.index);
        if (rowNames.has(relation.index) || !isIndex(cell) || columns.some((c) => c.name === relation.index)) continue;
        const container = frame.cells.get(relation.container)?.value;
        const throughRow = container?.tag === REFERENCE && thing.items.some((row) => row.tag === REFERENCE && row.number === container.number);
        const width = thing.items[0] ? state.things.get(thing.items[0].number)?.length ?? 0 : 0;
        if ((throughRow || relation.container.includes('[')) && cell!.value.number >= 0 && cell!.value.number <= width) {
          columns.push({ name: relation.index, index: cell!.value.number, level: 0, colour: this.colourOf(relation.index), low: 0 });
        }
      }
    }
    return { rows, columns };
  }

  /** The cards of a state: every container and every net of objects that a variable leads to. */
  cards(state: State, frames: readonly Frame[]): Card[] {
    const order: { thing: Thing; names: Name[]; asked?: string }[] = [];
    const known = new Map<number, { thing: Thing; names: Name[]; asked?: string }>();
    const see = (value: Value, name: Name, asked: string | undefined, deep: number) => {
      if (value.tag !== REFERENCE || asked === 'hidden') return;
      const thing = state.things.get(value.number);
      if (!thing) return;
      let entry = known.get(thing.id);
      if (!entry) {
        entry = { thing, names: [] };
        known.set(thing.id, entry);
        order.push(entry);
      }
      if (!entry.names.some((n) => n.text === name.text)) entry.names.push(name);
      entry.asked ??= asked;
      if (thing.shape === 'object' && deep < 1) {
        thing.fields.forEach((field, i) => {
          const item = thing.items[i];
          if (item?.tag === REFERENCE && state.things.get(item.number)?.shape !== 'object') {
            see(item, { ...name, text: `${name.text}.${field}` }, undefined, deep + 1);
          }
        });
      }
    };
    for (let i = frames.length - 1; i >= 0; i--) {
      const frame = frames[i];
      for (const [name, cell] of frame.cells) {
        see(cell.value, { text: name, level: frames.length - 1 - i, variable: name, method: frame.method }, this.askedView(frame.method, name), 0);
      }
      if (frames.length - 1 - i > 40) break;
    }
    for (const [name, cell] of state.statics) see(cell.value, { text: name.replace(/^.*[.$](?=[^.]+\.)/, ''), level: 0, variable: name, method: -1 }, undefined, 0);
    for (const [name, cell] of state.named) see(cell.value, { text: name, level: 0, variable: name, method: -1 }, undefined, 0);

    // A row of a matrix that is drawn needs no card of its own, nor an object that is part of a net.
    const inner = new Set<number>();
    const cards: Card[] = [];
    let net = false;
    for (const { thing, names, asked } of order) {
      const kind = this.kindOf(state, thing, asked);
      if (kind === 'matrix') for (const row of thing.items) if (row.tag === REFERENCE) inner.add(row.number);
      if (kind === 'heap') {
        if (net) continue;
        net = true;
      }
      if (this.isHeap(thing, names) && (kind === 'bars' || kind === 'cells')) cards.push({ key: `heaped${thing.id}`, kind: 'heaped', names, thing });
      cards.push({ key: kind === 'heap' ? 'heap' : `${kind}${thing.id}`, kind, names, thing });
    }
    const lively = (card: Card): number => card.kind === 'heap' ? Infinity
      : (this.changing.get(card.thing.id) ?? 0) + (card.kind === 'matrix' ? card.thing.items.reduce((sum, row) => sum + (this.changing.get(row.number) ?? 0), 0) : 0);
    const bare = (card: Card) => card.thing.shape === 'array' && card.thing.length === 0;
    return cards.filter((card) => !inner.has(card.thing.id) && !bare(card)).sort((a, b) => (lively(a) === lively(b) ? 0 : lively(b) - lively(a)));
  }

  kindOf(state: State, thing: Thing, asked: string | undefined): Kind {
    if (asked === 'cells') return thing.shape === 'map' ? 'map' : 'cells';
    const { items } = thing;
    if (thing.shape === 'array' || thing.shape === 'list') {
      const rows = items.length > 0 && items.every((item) => {
        const row = item.tag === REFERENCE ? state.things.get(item.number) : undefined;
        return row !== undefined && (row.shape === 'array' || row.shape === 'list') && row.items.every(isPlain);
      });
      if (rows && (asked === 'matrix' || thing.type.endsWith('[][]') || thing.type === 'list')) return 'matrix';
      const numbers = items.length > 0 && items.every((item) => isNumber(item));
      if (numbers && asked !== 'matrix' && (asked === 'bars' || !/(Queue|Deque|deque|Stack|tuple)$/.test(thing.type))) return 'bars';
      const objects = items.filter((item) => item.tag === REFERENCE && state.things.get(item.number)?.shape === 'object').length;
      return objects > 0 && objects * 2 >= items.filter((item) => item.tag !== NULL).length ? 'heap' : 'cells';
    }
    if (thing.shape === 'map') return neighbours(state, thing) ? 'network' : 'map';
    return thing.shape === 'object' ? 'heap' : 'cells';
  }
}

/** Whether a method compares the variable with something: a pivot is, a helper of an exchange is not. */
function isCompared(variable: string, method: Method, lines: ReadonlyMap<string, string[]>): boolean {
  const text = (lines.get(method.file) ?? []).slice(Math.max(0, method.first - 1), method.last).join('\n');
  return new RegExp(`[<>]=?\\s*${escape(variable)}\\b|\\b${escape(variable)}\\s*[<>]`).test(text);
}

/** What a recorder did not say, the source does: `a[j + 1]` and `list.get(i)`, by the lines of each method. */
function relationsIn(trace: Trace, lines: ReadonlyMap<string, string[]>): Relation[] {
  const found: Relation[] = [];
  trace.methods.forEach((method, number) => {
    for (let line = method.first; line <= method.last && line > 0; line++) {
      const source = (lines.get(method.file)?.[line - 1] ?? '').replace(/(\/\/|#).*$/, '');
      for (const match of source.matchAll(/(\w+)(?:\[|\.get\(|\.set\(|\.charAt\()\s*([A-Za-z_]\w*)\s*(?:([+-])\s*(\d+)\s*)?[\],)]/g)) {
        found.push({ method: number, line, container: match[1], index: match[2], offset: match[4] ? Number(`${match[3]}${match[4]}`) : 0 });
      }
      for (const match of source.matchAll(/(\w+)\[[^\]]*\]\[\s*([A-Za-z_]\w*)\s*(?:([+-])\s*(\d+)\s*)?\]/g)) {
        found.push({ method: number, line, container: `${match[1]}[]`, index: match[2], offset: match[4] ? Number(`${match[3]}${match[4]}`) : 0 });
      }
    }
  });
  return found;
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const isIndex = (cell: Cell | undefined): boolean => cell !== undefined && isNumber(cell.value) && Number.isInteger(cell.value.number);

export const isPlain = (value: Value): boolean =>
  isNumber(value) || value.tag === TRUE || value.tag === FALSE || value.tag === LETTER || value.tag === NULL || value.tag === TEXT || value.tag === OPAQUE;

/** The names by which a frame reaches an object: its own variables, and fields of objects that they hold. */
function holders(state: State, frame: Frame, object: number, frames: readonly Frame[] = []): Set<string> {
  const names = new Set<string>();
  for (const [name, { value }] of frame.cells) {
    if (value.tag !== REFERENCE) continue;
    if (value.number === object) names.add(name);
    const thing = state.things.get(value.number);
    if (thing?.shape === 'object') {
      thing.items.forEach((item, i) => {
        if (item.tag === REFERENCE && item.number === object) names.add(thing.fields[i]);
      });
    }
  }
  // A method of an object uses its fields by their bare names, and the recording need not know its `this`.
  for (const caller of frames) {
    for (const { value } of caller.cells.values()) {
      const thing = value.tag === REFERENCE ? state.things.get(value.number) : undefined;
      if (thing?.shape !== 'object') continue;
      thing.items.forEach((item, i) => {
        if (item.tag === REFERENCE && item.number === object && !frame.cells.has(thing.fields[i])) names.add(thing.fields[i]);
      });
    }
  }
  for (const [name, { value }] of state.statics) {
    if (value.tag === REFERENCE && value.number === object) names.add(name.slice(name.lastIndexOf('.') + 1));
  }
  return names;
}

const keyOf = (value: Value) => `${value.tag}|${value.number}|${value.text}`;

/** A map whose values are lists, sets or maps of its own keys is a graph: for each key the keys beside it. */
export function neighbours(state: State, thing: Thing): { from: number; to: number; weight: Value | undefined }[] | undefined {
  const count = thing.items.length / 2;
  if (count < 3) return undefined;
  const keys = new Map<string, number>();
  for (let i = 0; i < count; i++) keys.set(keyOf(thing.items[i * 2]), i);
  const edges: { from: number; to: number; weight: Value | undefined }[] = [];
  let others = 0;
  for (let i = 0; i < count; i++) {
    const value = thing.items[i * 2 + 1];
    const inner = value.tag === REFERENCE ? state.things.get(value.number) : undefined;
    if (!inner || inner.shape === 'object' || inner.shape === 'text') return undefined;
    const stride = inner.shape === 'map' ? 2 : 1;
    for (let j = 0; j < inner.items.length; j += stride) {
      const to = keys.get(keyOf(inner.items[j]));
      if (to === undefined) others++;
      else edges.push({ from: i, to, weight: stride === 2 ? inner.items[j + 1] : undefined });
    }
  }
  return edges.length > 0 && others * 4 <= edges.length ? edges : undefined;
}

