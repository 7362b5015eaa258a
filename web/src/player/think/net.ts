import type { Frame, State, Thing } from '../recording/state';
import { FIELD, OBJECT, type Trace } from '../recording/trace';
import { format, NULL, REFERENCE, type Value } from '../recording/value';

/** Objects that refer to each other, as nodes and arrows with places to draw them at. */

export interface NetNode {
  readonly id: number;
  readonly rows: readonly { field: string; text: string }[];
  readonly title: string;
  readonly names: readonly { text: string; far: boolean }[];
  readonly width: number;
  readonly height: number;
  x: number;
  y: number;
}

export interface NetEdge { readonly from: number; readonly to: number; readonly field: string; readonly back: boolean }

export interface Net {
  readonly form: 'tree' | 'chain' | 'heap';
  readonly nodes: readonly NetNode[];
  readonly edges: readonly NetEdge[];
  readonly width: number;
  readonly height: number;
  readonly more: number;
}

/** What the whole recording tells of a class: which of its fields lead to the same class, and which way they were made. */
export interface Links { readonly fields: ReadonlySet<string>; readonly backwards: boolean }

const UP = /^(parent|up|owner|prev|previous|before|last)$/i;
const MOST = 120;

export function linksOf(trace: Trace): Map<string, Links> {
  const types = new Map<number, string>();
  const found = new Map<string, { fields: Set<string>; forth: number; back: number; seen: Set<string> }>();
  const held = (object: number, field: string, value: Value | undefined) => {
    const type = types.get(object);
    if (type === undefined || value?.tag !== REFERENCE || types.get(value.number) !== type) return;
    let entry = found.get(type);
    if (!entry) found.set(type, (entry = { fields: new Set(), forth: 0, back: 0, seen: new Set() }));
    entry.fields.add(field);
    const key = `${object}.${field}`;
    if (UP.test(field) || entry.seen.has(key)) return;
    entry.seen.add(key);
    if (value.number > object) entry.forth++;
    else entry.back++;
  };
  for (let e = 0; e < trace.size; e++) {
    const site = trace.sites[trace.site[e]];
    if (site.kind === OBJECT) {
      types.set(trace.object[e], site.type);
      site.fields.forEach((field, i) => held(trace.object[e], field, trace.contents.get(e)?.items[i]));
    } else if (site.kind === FIELD && trace.object[e] !== 0) held(trace.object[e], site.variable, trace.value[e]);
  }
  return new Map([...found].map(([type, { fields, forth, back }]) => [type, { fields, backwards: back > forth }]));
}

interface Draft { thing: Thing; out: { field: string; to: number; up: boolean }[]; names: { text: string; far: boolean }[] }

export function netOf(state: State, frames: readonly Frame[], links: ReadonlyMap<string, Links>, hidden: (frame: Frame, name: string) => boolean, width: number): Net | undefined {
  const drafts = new Map<number, Draft>();
  let more = 0;
  const queue: number[] = [];
  const isNode = (value: Value | undefined): Thing | undefined => {
    const thing = value?.tag === REFERENCE ? state.things.get(value.number) : undefined;
    return thing && (thing.shape === 'object' || holdsObjects(state, thing)) ? thing : undefined;
  };
  const visit = (value: Value | undefined): number => {
    const thing = isNode(value);
    if (!thing) return 0;
    if (!drafts.has(thing.id)) {
      if (drafts.size >= MOST) {
        more++;
        return 0;
      }
      drafts.set(thing.id, { thing, out: [], names: [] });
      queue.push(thing.id);
    }
    return thing.id;
  };
  const named = new Set<string>();
  for (let i = frames.length - 1; i >= 0; i--) {
    const far = i < frames.length - 1;
    for (const [name, { value }] of frames[i].cells) {
      if (hidden(frames[i], name)) continue;
      const id = visit(value);
      if (id === 0 || named.has(name)) continue;
      named.add(name);
      drafts.get(id)!.names.push({ text: name, far });
    }
  }
  for (const [name, { value }] of state.statics) {
    const id = visit(value);
    if (id !== 0) drafts.get(id)!.names.push({ text: name.slice(name.lastIndexOf('.') + 1), far: false });
  }
  for (let i = 0; i < queue.length; i++) {
    const draft = drafts.get(queue[i])!;
    const { thing } = draft;
    thing.items.forEach((item, at) => {
      const field = thing.shape === 'object' ? thing.fields[at] : `[${at}]`;
      const direct = item.tag === REFERENCE ? state.things.get(item.number) : undefined;
      if (thing.shape === 'object' && direct && direct.shape !== 'object' && holdsObjects(state, direct)) {
        const stride = direct.shape === 'map' ? 2 : 1;
        direct.items.forEach((inner, j) => {
          if (stride === 2 && j % 2 === 0) return;
          const to = visit(inner);
          if (to !== 0) draft.out.push({ field: stride === 2 ? format(direct.items[j - 1]) : '', to, up: false });
        });
        return;
      }
      const to = visit(item);
      if (to !== 0) draft.out.push({ field, to, up: thing.shape === 'object' && UP.test(field) && (links.get(thing.type)?.fields.has(field) ?? false) });
    });
  }
  if (drafts.size === 0) return undefined;

  const ids = new Set(drafts.keys());
  const linkFields = new Set([...drafts.values()].flatMap((draft) => draft.out.map((edge) => `${draft.thing.type}.${edge.field}`)));
  for (const [type, { fields }] of links) for (const field of fields) linkFields.add(`${type}.${field}`);
  const nodes = new Map<number, NetNode>();
  const types = new Set([...drafts.values()].map((draft) => draft.thing.type));
  for (const [id, { thing, names }] of drafts) {
    const plain = thing.shape === 'object'
      ? thing.fields.map((field, i) => ({ field, item: thing.items[i] })).filter(({ field, item }) => item && !linkFields.has(`${thing.type}.${field}`)
        && !(item.tag === REFERENCE && holdsObjects(state, state.things.get(item.number))))
      : [];
    const alone = plain.length === 1 && types.size <= 2;
    const rows = plain.slice(0, 5).map(({ field, item }) => ({
      field: alone ? '' : field,
      text: format(item, (object) => { const inner = state.things.get(object); return inner ? `${inner.type.replace(/^.*[.$]/, '')}·${inner.length}` : '…'; }, 16),
    }));
    const title = rows.length === 0 || (!alone && types.size > 1) ? `${thing.type.replace(/^.*[.$]/, '')}${thing.shape === 'object' ? '' : ` · ${thing.length}`}` : '';
    const letters = Math.max(title.length, ...rows.map((row) => row.field.length + row.text.length + (row.field ? 2 : 0)));
    nodes.set(id, {
      id, rows, title, names, width: Math.max(36, letters * 7.6 + 18), height: Math.max(30, (rows.length + (title ? 1 : 0)) * 17 + 12), x: 0, y: 0,
    });
  }
  const edges = [...drafts].flatMap(([from, { out }]) => out.filter((edge) => ids.has(edge.to)).map((edge): NetEdge => ({ from, to: edge.to, field: edge.field, back: edge.up })));
  const list = [...nodes.values()];
  const form = formOf(drafts, edges, links);
  const size = form === 'tree' ? layTree(drafts, nodes) : form === 'chain' ? layChain(list, drafts, links, width) : layHeap(drafts, nodes, edges);
  return { form, nodes: list, edges, ...size, more };
}

function holdsObjects(state: State, thing: Thing | undefined): boolean {
  if (!thing || thing.shape === 'object' || thing.shape === 'text') return false;
  const stride = thing.shape === 'map' ? 2 : 1;
  for (let i = stride - 1; i < thing.items.length; i += stride) {
    const item = thing.items[i];
    if (item.tag === NULL) continue;
    return item.tag === REFERENCE && state.things.get(item.number)?.shape === 'object';
  }
  return false;
}

function formOf(drafts: ReadonlyMap<number, Draft>, edges: readonly NetEdge[], links: ReadonlyMap<string, Links>): Net['form'] {
  const self = [...new Set([...drafts.values()].map((draft) => draft.thing.type))].filter((type) => links.has(type));
  const forward = (type: string) => [...links.get(type)!.fields].filter((field) => !UP.test(field)).length;
  if (self.length === 1 && forward(self[0]) <= 1 && edges.every((edge) => drafts.get(edge.to)!.thing.type === self[0])) return 'chain';
  const parents = new Map<number, number>();
  for (const edge of edges) if (!edge.back && edge.from !== edge.to) parents.set(edge.to, (parents.get(edge.to) ?? 0) + 1);
  if ([...parents.values()].some((count) => count > 1)) return 'heap';
  const roots = [...drafts.keys()].filter((id) => !parents.has(id));
  let reached = 0;
  const walk = (id: number) => {
    reached++;
    for (const edge of drafts.get(id)!.out) if (!edge.up && edge.to !== id) walk(edge.to);
  };
  roots.forEach(walk);
  return reached === drafts.size && (self.length > 0 || edges.length > 0) && self.some((type) => forward(type) > 1) ? 'tree' : edges.length === 0 ? 'heap' : reached === drafts.size && self.length > 0 ? 'tree' : 'heap';
}

function layTree(drafts: ReadonlyMap<number, Draft>, nodes: ReadonlyMap<number, NetNode>): { width: number; height: number } {
  let column = 12;
  let bottom = 0;
  const children = new Set([...drafts.values()].flatMap((draft) => draft.out.filter((edge) => !edge.up).map((edge) => edge.to)));
  const lay = (id: number, level: number): void => {
    const node = nodes.get(id)!;
    const { thing, out } = drafts.get(id)!;
    const below = out.filter((edge) => !edge.up);
    const names = thing.fields.filter((field) => /^(left|right|l|r|lo|hi|low|high|yes|no|smaller|larger)$/i.test(field));
    node.y = 34 + level * 72 + node.height / 2;
    bottom = Math.max(bottom, node.y + node.height / 2);
    if (names.length === 2) {
      for (const edge of below.filter((edge) => edge.field === names[0])) lay(edge.to, level + 1);
      node.x = column + node.width / 2;
      column += node.width * 0.5 + 14;
      for (const edge of below.filter((edge) => edge.field !== names[0])) lay(edge.to, level + 1);
      column = Math.max(column, node.x + node.width / 2 + 8);
    } else if (below.length === 0) {
      node.x = column + node.width / 2;
      column += node.width + 16;
    } else {
      const from = column;
      for (const edge of below) lay(edge.to, level + 1);
      const places = below.map((edge) => nodes.get(edge.to)!.x);
      node.x = Math.max((Math.min(...places) + Math.max(...places)) / 2, from + node.width / 2);
      column = Math.max(column, node.x + node.width / 2 + 16);
    }
  };
  for (const id of drafts.keys()) {
    if (children.has(id)) continue;
    lay(id, 0);
    column += 18;
  }
  return { width: column, height: bottom + 12 };
}

/** Nodes of a linked list stay where they are while their arrows turn: in the order in which they were made. */
function layChain(list: NetNode[], drafts: ReadonlyMap<number, Draft>, links: ReadonlyMap<string, Links>, width: number): { width: number; height: number } {
  const backwards = [...drafts.values()].some((draft) => links.get(draft.thing.type)?.backwards);
  const order = [...list].sort((a, b) => (backwards ? b.id - a.id : a.id - b.id));
  let x = 14;
  let y = 92;
  let right = 0;
  for (const node of order) {
    if (x > 14 && x + node.width + 14 > width) {
      x = 14;
      y += 130;
    }
    node.x = x + node.width / 2;
    node.y = y;
    x += node.width + 42;
    right = Math.max(right, x - 28);
  }
  return { width: Math.max(right, 80), height: y + 54 };
}

function layHeap(drafts: ReadonlyMap<number, Draft>, nodes: ReadonlyMap<number, NetNode>, edges: readonly NetEdge[]): { width: number; height: number } {
  const level = new Map<number, number>();
  const into = new Set(edges.filter((edge) => edge.from !== edge.to).map((edge) => edge.to));
  let front = [...drafts.keys()].filter((id) => !into.has(id));
  if (front.length === 0) front = [...drafts].filter(([, draft]) => draft.names.length > 0).map(([id]) => id).slice(0, 1);
  const place = (ids: number[], from: number) => {
    let now = ids;
    for (let depth = from; now.length > 0; depth++) {
      now.forEach((id) => level.set(id, depth));
      now = [...new Set(now.flatMap((id) => drafts.get(id)!.out.map((edge) => edge.to)))].filter((id) => !level.has(id));
    }
  };
  place(front, 0);
  for (const id of drafts.keys()) if (!level.has(id)) place([id], 0);
  const columns: NetNode[][] = [];
  for (const [id, depth] of level) (columns[depth] ??= []).push(nodes.get(id)!);
  let x = 12;
  let bottom = 0;
  columns.forEach((column) => {
    const wide = Math.max(...column.map((node) => node.width));
    let y = 30;
    for (const node of column) {
      node.x = x + wide / 2;
      node.y = y + node.height / 2;
      y += node.height + 34;
    }
    bottom = Math.max(bottom, y);
    x += wide + 64;
  });
  return { width: x - 40, height: bottom - 10 };
}
