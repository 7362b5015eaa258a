import { ELEMENT, ENTER, KINDS, LINE, OBJECT, type Site, type Trace, TraceBuilder, WRITE, emptyHead } from '../src/player/recording/trace';
import { reference, whole, type Value } from '../src/player/recording/value';

/** Bubble sort as an agent would record it, of so many steps. */
export function bubbleSort(steps: number): Trace {
  const builder = new TraceBuilder();
  const site = (kind: number, line: number, variable = '', type = ''): number => builder.siteOf({ kind, method: 0, line, variable, type, fields: [] });
  let seed = 12345;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) % 1000;
  const size = 400;
  const a = Array.from({ length: size }, random);
  let step = 0;
  const add = (number: number, value?: Value, object = 0, index?: Value, contents?: { length: number; items: Value[] }) =>
    builder.add(number, step, 1, 1, object, index, value, contents);
  const line = (number: number) => {
    step++;
    add(site(LINE, number));
  };
  add(site(ENTER, 2));
  add(site(OBJECT, 2, '', 'int[]'), undefined, 1, undefined, { length: size, items: a.map(whole) });
  add(site(WRITE, 2, 'a'), reference(1));
  for (let i = 0; i < size && step < steps; i++) {
    line(2);
    add(site(WRITE, 2, 'i'), whole(i));
    for (let j = 0; j + 1 < size - i && step < steps; j++) {
      line(3);
      add(site(WRITE, 3, 'j'), whole(j));
      line(4);
      if (a[j] <= a[j + 1]) continue;
      const t = a[j];
      line(5);
      add(site(WRITE, 5, 't'), whole(t));
      a[j] = a[j + 1];
      add(site(ELEMENT, 5), whole(a[j]), 1, whole(j));
      a[j + 1] = t;
      add(site(ELEMENT, 5), whole(t), 1, whole(j + 1));
      line(6);
      add(site(WRITE, 6, 'swaps'), whole(step));
      add(site(WRITE, 6, 'last'), whole(j));
    }
  }
  const source = 'void sort(int[] a) {\n  for (int i = 0; i < a.length; i++) {\n    for (int j = 0; j + 1 < a.length - i; j++) {\n      if (a[j] > a[j + 1]) {\n        swap(a, j, j + 1);\n        swaps++;\n      }\n    }\n  }\n}\n';
  return builder.build({
    ...emptyHead(), program: 'Bubble', language: 'java', exit: 0, sources: [{ file: 'Bubble.java', text: source }],
    methods: [{ type: 'Bubble', name: 'sort(int[])', file: 'Bubble.java', first: 2, last: 6, parameters: ['a'] }],
    relations: [{ method: 0, line: 4, container: 'a', index: 'j', offset: 0 }, { method: 0, line: 4, container: 'a', index: 'j', offset: 1 }],
  });
}

/** A trace in columns, by the words of docs/watch-page.md; whole numbers, references and objects are all it knows. */
export function encodeColumns(trace: Trace): Uint8Array {
  const columns: number[][] = Array.from({ length: 9 }, () => []);
  const natural = (column: number, value: number) => {
    let rest = value;
    while (rest >= 128) {
      columns[column].push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    columns[column].push(rest);
  };
  const signed = (column: number, value: number) => natural(column, value < 0 ? -value * 2 - 1 : value * 2);
  const last = trace.sites.map(() => ({ object: 0, index: 0, whole: 0, reference: 0 }));
  let entered = 0;
  let top = 0;
  let step = 0;
  for (let e = 0; e < trace.size; e++) {
    const number = trace.site[e];
    const { kind } = trace.sites[number];
    const before = last[number];
    const expected = kind === ENTER ? entered + 1 : top;
    if (trace.frame[e] !== expected) {
      natural(0, 1);
      signed(1, trace.frame[e] - expected);
    }
    if (kind === ENTER) entered = trace.frame[e];
    top = trace.frame[e];
    const expectedStep = kind === LINE ? step + 1 : step;
    if (trace.step[e] !== expectedStep) {
      natural(0, 2);
      signed(1, trace.step[e] - step);
    }
    step = trace.step[e];
    natural(0, number + 3);
    if (kind === OBJECT) signed(2, 0);
    if (kind === ELEMENT) {
      signed(2, trace.object[e] - before.object);
      before.object = trace.object[e];
    }
    const payload = (value: Value, follows: boolean) => {
      if (value.tag === 7) {
        signed(6, value.number - before.reference);
        before.reference = value.number;
      } else {
        signed(5, follows ? value.number - before.whole : value.number);
        before.whole = value.number;
      }
    };
    if (kind !== LINE && kind !== ENTER) {
      const index = trace.index[e];
      const value = trace.value[e];
      columns[4].push(((index?.tag ?? 15) << 4) | (value?.tag ?? 15));
      if (index) {
        signed(3, index.number - before.index);
        before.index = index.number;
      }
      if (value) payload(value, kind === WRITE);
    }
    const contents = trace.contents.get(e);
    if (contents) {
      signed(8, contents.length);
      natural(8, contents.items.length);
      before.whole = 0;
      for (const item of contents.items) {
        columns[4].push(item.tag);
        payload(item, true);
      }
    }
  }
  const head = new TextEncoder().encode(JSON.stringify({
    program: trace.program, language: trace.language, level: trace.level, exit: trace.exit, stepping: 'line', notes: trace.notes,
    sources: trace.sources.map((source) => [source.file, source.text]),
    methods: trace.methods.map((m) => [m.type, m.name, m.file, m.first, m.last, m.parameters]),
    relations: trace.relations.map((r) => [r.method, r.line, r.container, r.index, r.offset]), views: [],
    sites: trace.sites.map((s: Site) => [KINDS[s.kind], s.method, s.line, s.variable, s.type, s.fields]), texts: [], reals: 0,
    columns: columns.map((column) => column.length),
  }));
  const bytes = new Uint8Array(8 + head.length + columns.reduce((sum, column) => sum + column.length, 0));
  bytes.set(new TextEncoder().encode('SWP1'));
  new DataView(bytes.buffer).setUint32(4, head.length, true);
  bytes.set(head, 8);
  let at = 8 + head.length;
  for (const column of columns) {
    bytes.set(column, at);
    at += column.length;
  }
  return bytes;
}
