import { CONTENTS, ELEMENT, ENTER, EXIT, FIELD, INSERT, LINE, OBJECT, OUTPUT, REMOVE, THREAD, THROW, type Trace, WRITE } from './trace';
import { same, TEXT, LETTER, unknown, type Value } from './value';

/** What a variable holds, and the event that wrote it. */
export interface Cell { readonly value: Value; readonly event: number }

export type Shape = 'array' | 'list' | 'set' | 'map' | 'text' | 'object';

export interface Thing {
  readonly id: number;
  readonly type: string;
  readonly shape: Shape;
  readonly fields: readonly string[];
  /** Its elements; of maps keys and values in turn; of objects the values of the fields. */
  readonly items: Value[];
  /** How many elements it really has: more than there are items when the recording kept a part. */
  length: number;
  readonly owner: number;
}

export interface Frame {
  readonly id: number;
  readonly method: number;
  line: number;
  readonly cells: Map<string, Cell>;
  readonly owner: number;
}

export interface Thread {
  readonly id: number;
  readonly name: string;
  readonly frames: Frame[];
  readonly owner: number;
}

interface Keyframe {
  readonly events: number;
  readonly threads: Map<number, Thread>;
  readonly things: Map<number, Thing>;
  readonly statics: Map<string, Cell>;
  readonly named: Map<string, Cell>;
  readonly thread: number;
  readonly counts: Uint32Array;
}

/** How to read the elements of a type by its name, in Java and in Python. */
export function shapeOf(type: string, fields: readonly string[]): Shape {
  if (type.endsWith('[]')) return 'array';
  if (fields.length > 0) return 'object';
  const name = type.replace(/<.*$/, '').replace(/^.*[.$]/, '');
  if (/^String(Builder|Buffer)$|^bytearray$/.test(name)) return 'text';
  if (/(Map\d?N?|^Map\d|Table|Properties|[dD]ict|Counter)$/.test(name)) return 'map';
  if (/([sS]et\d*N?|^Set12|KeySetView)$/.test(name)) return 'set';
  if (/(List\d*N?|List12|Vector|Stack|Queue|Deque|list|deque|tuple|ArrayBlockingQueue)$/.test(name)) return 'list';
  return 'object';
}

/**
 * The program's state after some number of events. It goes forward by applying events, and back by keyframes, which share
 * with each other everything that did not change between them: whoever writes to a shared part copies it first.
 */
export class State {
  events = 0;
  threads = new Map<number, Thread>();
  things = new Map<number, Thing>();
  statics = new Map<string, Cell>();
  /** Values that the program names, outside of every method. */
  named = new Map<string, Cell>();
  /** The thread that acted last. */
  thread = 0;
  /** How often the line of each site began. */
  counts: Uint32Array<ArrayBufferLike>;
  private owner = 0;
  private next = 0;
  private readonly keyframes: Keyframe[] = [];
  private readonly gap: number;

  constructor(readonly trace: Trace) {
    this.counts = new Uint32Array(trace.sites.length);
    this.gap = Math.max(8192, Math.ceil(trace.size / 64));
    this.keep();
  }

  /** Goes to the state after `events` events. */
  goTo(events: number): void {
    const frame = Math.floor(events / this.gap);
    const from = this.keyframes[Math.min(frame, this.keyframes.length - 1)];
    if (events < this.events || from.events > this.events) this.restore(from);
    while (this.events < events) {
      this.apply(this.events++);
      if (this.events % this.gap === 0 && this.events / this.gap === this.keyframes.length) this.keep();
    }
  }

  private keep(): void {
    this.keyframes.push({
      events: this.events, threads: new Map(this.threads), things: new Map(this.things), statics: new Map(this.statics),
      named: new Map(this.named), thread: this.thread, counts: this.counts.slice(),
    });
    this.owner = ++this.next;
  }

  private restore(from: Keyframe): void {
    this.events = from.events;
    this.threads = new Map(from.threads);
    this.things = new Map(from.things);
    this.statics = new Map(from.statics);
    this.named = new Map(from.named);
    this.thread = from.thread;
    this.counts = from.counts.slice();
    this.owner = ++this.next;
  }

  private threadOf(id: number): Thread {
    const known = this.threads.get(id);
    if (known && known.owner === this.owner) return known;
    const own: Thread = { id, name: known?.name ?? (id === 1 ? 'main' : `#${id}`), frames: known ? [...known.frames] : [], owner: this.owner };
    this.threads.set(id, own);
    return own;
  }

  /** The frame that an event belongs to, made or brought to the top as Frames says. */
  private frameOf(thread: Thread, id: number, method: number): Frame {
    const { frames } = thread;
    let at = frames.length - 1;
    if (at < 0 || frames[at].id !== id) {
      for (at = frames.length - 1; at >= 0 && frames[at].id !== id; at--);
      if (at < 0) at = frames.push({ id, method, line: 0, cells: new Map(), owner: this.owner }) - 1;
      else frames.length = at + 1;
    }
    const frame = frames[at];
    if (frame.owner === this.owner) return frame;
    return (frames[at] = { ...frame, cells: new Map(frame.cells), owner: this.owner });
  }

  private thingOf(id: number): Thing {
    const known = this.things.get(id);
    if (known && known.owner === this.owner) return known;
    const own: Thing = known
      ? { ...known, items: known.items.slice(), owner: this.owner }
      : { id, type: '', shape: 'object', fields: [], items: [], length: 0, owner: this.owner };
    this.things.set(id, own);
    return own;
  }

  private apply(event: number): void {
    const { trace } = this;
    const site = trace.sites[trace.site[event]];
    const value = trace.value[event];
    const thread = this.threadOf(trace.thread[event]);
    const frameId = trace.frame[event];
    this.thread = thread.id;
    const frame = frameId !== 0 ? this.frameOf(thread, frameId, site.method) : undefined;
    if (frame && site.line > 0 && site.kind !== EXIT) frame.line = site.line;
    switch (site.kind) {
      case LINE:
        this.counts[trace.site[event]]++;
        break;
      case WRITE:
        (frame ? frame.cells : this.named).set(site.variable, { value: value ?? unknown, event });
        break;
      case FIELD:
        if (trace.object[event] === 0) this.statics.set(`${site.type}.${site.variable}`, { value: value ?? unknown, event });
        else setField(this.thingOf(trace.object[event]), site.variable, value ?? unknown);
        break;
      case OBJECT: {
        const contents = trace.contents.get(event);
        const id = trace.object[event];
        const items = contents ? [...contents.items] : [];
        const shape = shapeOf(site.type, site.fields);
        this.things.set(id, {
          id, type: site.type, shape, fields: site.fields, items, owner: this.owner,
          length: contents && contents.length >= 0 ? contents.length : shape === 'map' ? items.length / 2 : items.length,
        });
        break;
      }
      case ELEMENT:
      case INSERT:
      case REMOVE:
      case CONTENTS:
        change(this.thingOf(trace.object[event]), site.kind, trace.index[event], value, trace.contents.get(event));
        break;
      case EXIT:
      case THROW:
        if (frame) thread.frames.pop();
        break;
      case THREAD:
        this.threads.set(thread.id, { ...thread, name: value?.tag === TEXT ? value.text : thread.name });
        break;
      case ENTER:
      case OUTPUT:
        break;
    }
  }
}

function setField(thing: Thing, field: string, value: Value): void {
  const at = thing.fields.indexOf(field);
  if (at >= 0) thing.items[at] = value;
  else {
    (thing as { fields: readonly string[] }).fields = [...thing.fields, field];
    thing.items.push(value);
    thing.length = thing.items.length;
  }
}

function keyAt(thing: Thing, key: Value | undefined): number {
  for (let i = 0; i < thing.items.length; i += 2) if (same(thing.items[i], key)) return i;
  return -1;
}

function change(thing: Thing, kind: number, index: Value | undefined, value: Value | undefined,
  contents: { length: number; items: readonly Value[] } | undefined): void {
  const { items } = thing;
  const given = value ?? unknown;
  if (kind === CONTENTS) {
    const from = (index?.number ?? 0) * (thing.shape === 'map' ? 2 : 1);
    while (items.length < from) items.push(unknown);
    items.length = from;
    for (const item of contents?.items ?? []) items.push(item);
    thing.length = contents && contents.length >= 0 ? contents.length : thing.shape === 'map' ? items.length / 2 : items.length;
    return;
  }
  if (thing.shape === 'map') {
    const at = keyAt(thing, index);
    if (kind === REMOVE) {
      if (at >= 0) items.splice(at, 2);
      if (at >= 0 || thing.length > items.length / 2) thing.length--;
    } else if (at >= 0) items[at + 1] = given;
    else {
      items.push(index ?? unknown, given);
      thing.length++;
    }
    return;
  }
  const at = index?.number;
  switch (kind) {
    case ELEMENT:
      if (at === undefined) break;
      if (at < items.length) items[at] = given;
      else if (at === items.length) items.push(given);
      if (at >= thing.length) thing.length = at + 1;
      break;
    case INSERT:
      if (at === undefined) items.push(given);
      else if (at <= items.length) items.splice(at, 0, given);
      thing.length++;
      break;
    case REMOVE: {
      const where = at ?? items.findIndex((item) => same(item, value));
      if (where >= 0 && where < items.length) items.splice(where, 1);
      if (where >= 0) thing.length--;
      break;
    }
  }
}

/** The characters of a string builder. */
export const textOf = (thing: Thing): string =>
  thing.items.map((item) => (item.tag === LETTER || item.tag === TEXT ? item.text : '')).join('');

