import { type Positions, positionAfter } from '../recording/positions';
import { CONTENTS, ELEMENT, EXIT, FIELD, INSERT, LINE, REMOVE, type Trace, WRITE } from '../recording/trace';
import { isNumber, LONG, REAL, REFERENCE, WHOLE } from '../recording/value';

/** Where the player goes when someone asks for more than the next step. Each answer is a position, or -1 for none. */

/** The next line of the same thread that is not inside of a method called from here. */
export function over(positions: Positions, at: number): number {
  for (let p = at + 1; p < positions.count; p++) {
    if (positions.thread[p] === positions.thread[at] && positions.depth[p] <= positions.depth[at]) return p;
  }
  return positions.count - 1;
}

/** Where the method that runs here has returned. */
export function out(positions: Positions, at: number): number {
  for (let p = at + 1; p < positions.count; p++) {
    if (positions.thread[p] === positions.thread[at] && positions.depth[p] < positions.depth[at]) return p;
  }
  return positions.count - 1;
}

/** The line before in the same thread that is not inside of a method called from here. */
export function overBack(positions: Positions, at: number): number {
  for (let p = at - 1; p >= 0; p--) {
    if (positions.thread[p] === positions.thread[at] && positions.depth[p] <= positions.depth[at]) return p;
  }
  return 0;
}

/** The next (or, with -1, the last) time that a line ran. */
export function lineRun(trace: Trace, positions: Positions, file: string, line: number, at: number, direction: 1 | -1): number {
  const wanted = trace.sites.map((site) => site.kind === LINE && site.line === line && trace.methods[site.method]?.file === file);
  for (let p = at + direction; p >= 0 && p < positions.count; p += direction) if (wanted[positions.site[p]]) return p;
  return -1;
}

/** A variable as the reader names it: a local of a method, a field of a class, a static one, or a value the program names. */
export interface Variable {
  /** The number of the method; -1 for values outside of every one. */
  readonly method: number;
  readonly name: string;
  /** The object, for fields. */
  readonly object: number;
  /** The class, for static fields. */
  readonly type: string;
}

export const sameVariable = (a: Variable | undefined, b: Variable | undefined): boolean =>
  a !== undefined && b !== undefined && a.name === b.name && a.object === b.object && a.type === b.type
    && (a.method === b.method || a.object !== 0 || a.type !== '');

/** The events that wrote the variable, in order; also those that changed the object it held then. */
export function writesOf(trace: Trace, variable: Variable): number[] {
  const own = trace.sites.map((site) => site.variable === variable.name && (variable.object !== 0 || variable.type !== ''
    ? site.kind === FIELD && (variable.type === '' || site.type === variable.type)
    : site.kind === WRITE && site.method === variable.method));
  const held = new Set<number>();
  const found: number[] = [];
  for (let e = 0; e < trace.size; e++) {
    const number = trace.site[e];
    if (own[number] && trace.object[e] === variable.object) {
      found.push(e);
      const value = trace.value[e];
      if (value?.tag === REFERENCE) held.add(value.number);
    } else if (held.size > 0) {
      const { kind } = trace.sites[number];
      if (kind >= ELEMENT && kind <= CONTENTS && held.has(trace.object[e])) found.push(e);
    }
  }
  return found;
}

/** Of ascending event numbers the first from which on the position is past `at`, or the last before it. */
export function beside(positions: Positions, events: readonly number[], at: number, direction: 1 | -1): number {
  const now = positions.events[at];
  if (direction === 1) {
    const next = events.find((event) => event >= now);
    return next === undefined ? -1 : positionAfter(positions, next);
  }
  for (let i = events.length - 1; i >= 0; i--) {
    const position = positionAfter(positions, events[i]);
    if (position < at) return position;
  }
  return -1;
}

export type Oddity = 'nan' | 'infinity' | 'overflow';

/** The first events that made a NaN, an infinity, or a whole number that seems to have run over its range. */
export function oddities(trace: Trace): Record<Oddity, number> {
  const found: Record<Oddity, number> = { nan: -1, infinity: -1, overflow: -1 };
  const before = new Map<string, number>();
  for (let e = 0; e < trace.size; e++) {
    const value = trace.value[e];
    if (value === undefined || !isNumber(value)) {
      if (found.nan < 0 && trace.contents.get(e)?.items.some((item) => item.tag === REAL && Number.isNaN(item.number))) found.nan = e;
      continue;
    }
    if (value.tag === REAL) {
      if (found.nan < 0 && Number.isNaN(value.number)) found.nan = e;
      if (found.infinity < 0 && Math.abs(value.number) === Infinity) found.infinity = e;
      continue;
    }
    if (found.overflow >= 0) continue;
    const site = trace.sites[trace.site[e]];
    if (site.kind !== WRITE && site.kind !== FIELD) continue;
    const key = `${trace.frame[e]}|${trace.object[e]}|${site.variable}`;
    const last = before.get(key);
    before.set(key, value.number);
    if (last !== undefined && ranOver(last, value.number)) found.overflow = e;
  }
  return found;
}

/** From far on one side of zero to the other, by more than half of the range that the two fit in. */
function ranOver(last: number, now: number): boolean {
  if (last === 0 || now === 0 || last > 0 === now > 0) return false;
  const int = 2 ** 31;
  const most = Math.max(Math.abs(last), Math.abs(now));
  const range = most <= int ? int : 2 ** 63;
  return Math.abs(now - last) >= range && Math.abs(last) >= range / 4;
}

/** Events that changed something, between two positions. */
export function changesBetween(trace: Trace, from: number, to: number): number[] {
  const changes: number[] = [];
  for (let e = from; e < to; e++) {
    const { kind } = trace.sites[trace.site[e]];
    if (kind === WRITE || kind === FIELD || (kind >= ELEMENT && kind <= CONTENTS)) changes.push(e);
  }
  return changes;
}

/** Two writes that exchanged two elements. */
export interface Swap { readonly object: number; readonly one: number; readonly other: number }

/**
 * Exchanges that ended between two positions: of two writes to one object, each put in what the other took out. The first
 * write may lie a few lines back, the way of `t = a[i]; a[i] = a[j]; a[j] = t`.
 *
 */
export function swapsBetween(trace: Trace, from: number, to: number): Swap[] {
  const swaps: Swap[] = [];
  for (let e = from; e < to; e++) {
    if (trace.sites[trace.site[e]].kind !== ELEMENT || !trace.index[e] || !trace.value[e]) continue;
    const object = trace.object[e];
    for (let d = e - 1; d >= Math.max(0, e - 24); d--) {
      const { kind } = trace.sites[trace.site[d]];
      if (kind === EXIT) break;
      if (kind !== ELEMENT || trace.object[d] !== object || !trace.index[d]) continue;
      const one = trace.index[d]!.number;
      const other = trace.index[e]!.number;
      if (one === other) break;
      const oldOne = elementBefore(trace, d, one);
      const oldOther = elementBefore(trace, d, other);
      if (oldOne !== undefined && oldOther !== undefined && oldOne === numberOf(trace, e) && oldOther === numberOf(trace, d)) {
        swaps.push({ object, one, other });
      }
      break;
    }
  }
  return swaps;
}

const numberOf = (trace: Trace, event: number): string => {
  const value = trace.value[event]!;
  return `${value.tag}|${value.number}|${value.text}`;
};

/** What an element held just before an event, from the writes before it; looks back through the whole recording. */
function elementBefore(trace: Trace, event: number, index: number): string | undefined {
  const object = trace.object[event];
  for (let e = event - 1; e >= 0; e--) {
    if (trace.object[e] !== object) continue;
    const { kind } = trace.sites[trace.site[e]];
    if (kind === ELEMENT && trace.index[e]?.number === index) return numberOf(trace, e);
    if (kind === INSERT || kind === REMOVE) return undefined;
    const contents = trace.contents.get(e);
    if (contents) {
      const item = contents.items[index - (trace.index[e]?.number ?? 0)];
      return item && `${item.tag}|${item.number}|${item.text}`;
    }
  }
  return undefined;
}

/** The numbers that a variable held, with their events: what a plot draws. */
export function seriesOf(trace: Trace, events: readonly number[]): { event: number; value: number }[] {
  const series: { event: number; value: number }[] = [];
  for (const event of events) {
    const value = trace.value[event];
    if (value && (value.tag === REAL || value.tag === WHOLE || value.tag === LONG) && trace.sites[trace.site[event]].kind !== ELEMENT) {
      series.push({ event, value: value.number });
    }
  }
  return series;
}

