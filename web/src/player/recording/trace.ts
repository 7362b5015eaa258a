import { REFERENCE, type Value } from './value';

export const KINDS = [
  'line', 'write', 'element', 'insert', 'remove', 'contents', 'field',
  'object', 'enter', 'exit', 'throw', 'output', 'thread',
] as const;
export const LINE = 0;
export const WRITE = 1;
export const ELEMENT = 2;
export const INSERT = 3;
export const REMOVE = 4;
export const CONTENTS = 5;
export const FIELD = 6;
export const OBJECT = 7;
export const ENTER = 8;
export const EXIT = 9;
export const THROW = 10;
export const OUTPUT = 11;
export const THREAD = 12;

export interface Source { readonly file: string; readonly text: string }
export interface Method {
  readonly type: string;
  readonly name: string;
  readonly file: string;
  readonly first: number;
  readonly last: number;
  readonly parameters: readonly string[];
}
export interface Relation {
  readonly method: number;
  readonly line: number;
  readonly container: string;
  readonly index: string;
  /** Null when it is no constant. */
  readonly offset: number | null;
}
export interface View { readonly method: number; readonly variable: string; readonly as: string }

/** What events of one place have in common: most of a recording is a few such places, again and again. */
export interface Site {
  readonly kind: number;
  /** The number of the method, -1 outside of every one. */
  readonly method: number;
  readonly line: number;
  readonly variable: string;
  readonly type: string;
  readonly fields: readonly string[];
}

export interface Contents { readonly length: number; readonly items: readonly Value[] }

/** A recording in memory: events as columns, never changed once read. */
export interface Trace {
  readonly program: string;
  readonly language: string;
  readonly level: string;
  readonly exit: number | null;
  readonly notes: readonly string[];
  readonly sources: readonly Source[];
  readonly methods: readonly Method[];
  readonly relations: readonly Relation[];
  readonly views: readonly View[];
  readonly sites: readonly Site[];
  readonly size: number;
  readonly site: Uint32Array;
  readonly step: Float64Array;
  readonly thread: Uint32Array;
  readonly frame: Float64Array;
  readonly object: Float64Array;
  readonly value: readonly (Value | undefined)[];
  readonly index: readonly (Value | undefined)[];
  /** The lengths and elements that came with an event, by the event's number. */
  readonly contents: ReadonlyMap<number, Contents>;
}

export interface Head {
  program: string;
  language: string;
  level: string;
  exit: number | null;
  notes: string[];
  sources: Source[];
  methods: Method[];
  relations: Relation[];
  views: View[];
}

export const emptyHead = (): Head => ({
  program: '', language: '', level: 'all', exit: null,
  notes: [], sources: [], methods: [], relations: [], views: [],
});

/** Collects events, then gives the trace. Columns grow by doubling. */
export class TraceBuilder {
  readonly sites: Site[] = [];
  private readonly known = new Map<string, number>();
  private size = 0;
  private site = new Uint32Array(1 << 12);
  private step = new Float64Array(1 << 12);
  private thread = new Uint32Array(1 << 12);
  private frame = new Float64Array(1 << 12);
  private object = new Float64Array(1 << 12);
  private readonly value: (Value | undefined)[] = [];
  private readonly index: (Value | undefined)[] = [];
  private readonly contents = new Map<number, Contents>();

  siteOf(site: Site): number {
    const key = `${site.kind}|${site.method}|${site.line}|${site.variable}|${site.type}|${site.fields.join('|')}`;
    let number = this.known.get(key);
    if (number === undefined) {
      number = this.sites.push(site) - 1;
      this.known.set(key, number);
    }
    return number;
  }

  add(site: number, step: number, thread: number, frame: number, object: number,
    index: Value | undefined, value: Value | undefined, contents: Contents | undefined): void {
    const n = this.size++;
    if (n === this.site.length) this.grow();
    this.site[n] = site;
    this.step[n] = step;
    this.thread[n] = thread;
    this.frame[n] = frame;
    this.object[n] = object;
    this.index.push(index);
    this.value.push(value);
    if (contents) this.contents.set(n, contents);
  }

  private grow(): void {
    const bigger = <A extends Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(old: A, made: A): A => {
      made.set(old);
      return made;
    };
    const length = this.size * 2;
    this.site = bigger(this.site, new Uint32Array(length));
    this.step = bigger(this.step, new Float64Array(length));
    this.thread = bigger(this.thread, new Uint32Array(length));
    this.frame = bigger(this.frame, new Float64Array(length));
    this.object = bigger(this.object, new Float64Array(length));
  }

  build(head: Head): Trace {
    return {
      ...head, sites: this.sites, size: this.size, site: this.site, step: this.step, thread: this.thread,
      frame: this.frame, object: this.object, value: this.value, index: this.index, contents: this.contents,
    };
  }
}

/** The object that an event is about: the one written to, or the one that the variable now holds. */
export function objectOf(trace: Trace, event: number): number {
  const value = trace.value[event];
  return trace.object[event] || (value?.tag === REFERENCE ? value.number : 0);
}
