import { type Frame, State } from '../recording/state';
import { type Positions, positionAfter, positionsOf } from '../recording/positions';
import { ELEMENT, FIELD, INSERT, LINE, OUTPUT, REMOVE, type Trace, WRITE } from '../recording/trace';
import { format, isNumber, REAL, REFERENCE, type Value } from '../recording/value';
import { changesBetween, type Oddity, oddities, type Swap, swapsBetween } from './moves';
import { type Links, linksOf } from './net';
import { Scene } from './scene';

/** The course of a number. */
export interface Series {
  readonly key: string;
  readonly name: string;
  readonly events: readonly number[];
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface Printed { readonly event: number; readonly stream: string; readonly text: string }

/** A recording with all that is worked out from it once. */
export interface Model {
  readonly trace: Trace;
  readonly positions: Positions;
  readonly state: State;
  readonly scene: Scene;
  readonly printed: readonly Printed[];
  /** How often each line ran, by file. */
  readonly totals: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly links: ReadonlyMap<string, Links>;
  /** Numbers worth a curve. */
  readonly plots: readonly Series[];
  readonly odd: Record<Oddity, number>;
}

export function modelOf(trace: Trace): Model {
  const positions = positionsOf(trace);
  const printed: Printed[] = [];
  const counts = new Uint32Array(trace.sites.length);
  for (let e = 0; e < trace.size; e++) {
    counts[trace.site[e]]++;
    const site = trace.sites[trace.site[e]];
    if (site.kind === OUTPUT) printed.push({ event: e, stream: site.variable, text: trace.value[e]?.text ?? '' });
  }
  const state = new State(trace);
  const scene = new Scene(trace);
  return {
    trace, positions, state, scene, printed, totals: lineCounts(trace, counts), links: linksOf(trace), plots: plotsOf(trace, scene),
    odd: oddities(trace),
  };
}

const MOST_PLOTS = 4;
const FEWEST_POINTS = 8;
const TELLING = /loss|gradient|error|cost|score|accuracy|residual|norm|objective|likelihood|energy|temperature|mean|estimate/i;

/**
 * Which numbers are drawn as curves: those that comments ask for, then those the program names, then numbers with a point
 * whose names promise something, if they were written once in a while (a sum that grows inside of a loop is no curve).
 */
function plotsOf(trace: Trace, scene: Scene): Series[] {
  const groups = new Map<string, { name: string; rank: number; events: number[]; method: number; line: number }>();
  for (let e = 0; e < trace.size; e++) {
    const site = trace.sites[trace.site[e]];
    const value = trace.value[e];
    if (site.kind !== WRITE || value === undefined || !isNumber(value)) continue;
    const asked = scene.askedView(site.method, site.variable);
    const named = trace.frame[e] === 0;
    if (asked !== 'plot' && !named && (asked !== undefined || value.tag !== REAL || !TELLING.test(site.variable))) continue;
    const key = `${named ? -1 : site.method}|${site.variable}|${asked === 'plot' || named ? 0 : site.line}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { name: site.variable, rank: asked === 'plot' ? 0 : named ? 1 : 2, events: [], method: site.method, line: site.line }));
    group.events.push(e);
  }
  const best = new Map<string, (typeof groups extends Map<string, infer G> ? G : never)>();
  for (const group of groups.values()) {
    if (group.events.length < (group.rank < 2 ? 2 : FEWEST_POINTS) || new Set(group.events.slice(0, 2000).map((e) => trace.value[e]!.number)).size < 3) continue;
    // Of one variable written in several places the place that writes last in each round: the fewest writes that are many enough.
    const key = `${group.method}|${group.name}`;
    const other = best.get(key);
    if (!other || group.events.length < other.events.length) best.set(key, group);
  }
  const fewest = Math.min(...[...best.values()].map((group) => group.events.length));
  return [...best.entries()].filter(([, group]) => group.rank < 2 || group.events.length <= fewest * 4)
    .sort(([, a], [, b]) => a.rank - b.rank || a.events.length - b.events.length).slice(0, MOST_PLOTS).map(([key, { name, events }]) => ({
    key, name, events, points: events.map((e) => ({ x: trace.step[e], y: trace.value[e]!.number })),
  }));
}

/** The counts of the sites of lines, by file and line. */
export function lineCounts(trace: Trace, counts: ArrayLike<number>): Map<string, Map<number, number>> {
  const files = new Map<string, Map<number, number>>();
  trace.sites.forEach((site, number) => {
    if (site.kind !== LINE || site.method < 0 || counts[number] === 0) return;
    const { file } = trace.methods[site.method];
    let lines = files.get(file);
    if (!lines) files.set(file, (lines = new Map()));
    lines.set(site.line, (lines.get(site.line) ?? 0) + counts[number]);
  });
  return files;
}

/** What happened between the position before and this one. */
export interface Changes {
  readonly events: readonly number[];
  /** `frame|variable` of locals, `.name` of values outside of methods, `type.field` of static fields. */
  readonly variables: ReadonlySet<string>;
  /** `object|index`, `object|key` or `object|field`. */
  readonly elements: ReadonlySet<string>;
  readonly swaps: readonly Swap[];
}

export function changesAt(model: Model, at: number): Changes {
  const { trace, positions } = model;
  const from = at > 0 ? positions.events[at - 1] : 0;
  const to = positions.events[at];
  const events = changesBetween(trace, from, to);
  const variables = new Set<string>();
  const elements = new Set<string>();
  for (const event of events) {
    const site = trace.sites[trace.site[event]];
    const index = trace.index[event];
    if (site.kind === WRITE) variables.add(`${trace.frame[event]}|${site.variable}`);
    else if (site.kind === FIELD) {
      if (trace.object[event] === 0) variables.add(`${site.type}.${site.variable}`);
      else elements.add(`${trace.object[event]}|${site.variable}`);
    } else if (index) elements.add(`${trace.object[event]}|${elementKey(index)}`);
    const contents = trace.contents.get(event);
    if (contents) contents.items.forEach((_, i) => elements.add(`${trace.object[event]}|${i + (index?.number ?? 0)}`));
    if (site.kind === INSERT && !index) elements.add(`${trace.object[event]}|last`);
  }
  return { events, variables, elements, swaps: swapsBetween(trace, from, to) };
}

/** An index as part of a name: whole numbers plain, other keys with their kind. */
export const elementKey = (value: Value): string => (value.text === '' && Number.isInteger(value.number) ? String(value.number) : `${value.tag}:${value.text || value.number}`);

/** What an event did, as code: `t = 5`, `a[3] = 7`, `head.next = null`. */
export function didText(model: Model, event: number): string {
  const { trace, state } = model;
  const site = trace.sites[trace.site[event]];
  const value = trace.value[event];
  const shown = value === undefined ? '' : value.tag === REFERENCE ? nameOf(model, value.number) : format(value, undefined, 32);
  const owner = trace.object[event] ? nameOf(model, trace.object[event]) : site.type.replace(/^.*[.$]/, '');
  const index = trace.index[event];
  switch (site.kind) {
    case WRITE:
      return `${site.variable} = ${shown}`;
    case FIELD:
      return `${owner}.${site.variable} = ${shown}`;
    case ELEMENT:
      return `${owner}[${format(index)}] = ${shown}`;
    case INSERT:
      return index ? `${owner}.add(${format(index)}, ${shown})` : `${owner}.add(${shown})`;
    case REMOVE:
      return `${owner}.remove(${index ? format(index) : shown})`;
    default: {
      const thing = state.things.get(trace.object[event]);
      return `${owner} = ${thing && thing.length > 8 ? '[…]' : `[${(trace.contents.get(event)?.items ?? []).map((item) => format(item)).join(', ')}]`}`;
    }
  }
}

/** A variable of the innermost frames that holds the object, else its type. */
export function nameOf(model: Model, object: number): string {
  const { state } = model;
  const frames = framesNow(state);
  for (let i = frames.length - 1; i >= 0; i--) {
    for (const [name, { value }] of frames[i].cells) if (value.tag === REFERENCE && value.number === object) return name;
  }
  for (const [name, { value }] of state.statics) {
    if (value.tag === REFERENCE && value.number === object) return name.slice(name.lastIndexOf('.') + 1);
  }
  for (let i = frames.length - 1; i >= 0; i--) {
    for (const [name, { value }] of frames[i].cells) {
      const thing = value.tag === REFERENCE ? state.things.get(value.number) : undefined;
      const at = thing?.items.findIndex((item) => item.tag === REFERENCE && item.number === object) ?? -1;
      if (thing && at >= 0) return thing.shape === 'object' ? `${name}.${thing.fields[at]}` : thing.shape === 'map' ? `${name}[${format(thing.items[at - 1])}]` : `${name}[${at}]`;
    }
  }
  return (state.things.get(object)?.type ?? `#${object}`).replace(/^.*[.$]/, '');
}

export const framesNow = (state: State): readonly Frame[] => state.threads.get(state.thread)?.frames ?? [];

export const positionOfEvent = (model: Model, event: number): number => positionAfter(model.positions, event);
