import { expect, test } from 'vitest';
import { decodeColumns } from '../src/player/recording/columns';
import { parseLines, Unreadable, valueOf } from '../src/player/recording/lines';
import { openBytes } from '../src/player/recording/open';
import { positionAfter, positionAt, positionOfStep, positionsOf } from '../src/player/recording/positions';
import { shapeOf, State } from '../src/player/recording/state';
import { format, formatReal, letter, real, text, whole } from '../src/player/recording/value';
import { quicksort, recorded } from './page';
import { bubbleSort, encodeColumns } from './sorting';

const HEAD = '{"kind": "recording", "version": 1, "program": "X"}\n';
const lines = (...events: object[]) => HEAD + events.map((event) => JSON.stringify(event)).join('\n') + '\n{"kind": "end", "exit": 0}\n';

test('columns come back as they were', () => {
  const trace = bubbleSort(3000);
  const back = decodeColumns(encodeColumns(trace));
  expect(back.size).toBe(trace.size);
  for (const column of ['site', 'step', 'thread', 'frame', 'object'] as const) {
    expect([...back[column].subarray(0, trace.size)]).toEqual([...trace[column].subarray(0, trace.size)]);
  }
  expect(back.value).toEqual(trace.value);
  expect(back.index).toEqual(trace.index);
  expect(back.contents).toEqual(trace.contents);
  expect(back.relations).toEqual(trace.relations);
});

test('values of JSON lines are told apart', () => {
  const trace = parseLines(`${HEAD}{"kind": "write", "variable": "x", "value": 1}\n{"kind": "write", "variable": "x", "value": 1.0}\n`
    + '{"kind": "write", "variable": "x", "value": "1.0 \\"2.5\\""}\n{"kind": "write", "variable": "x", "value": {"double": "NaN"}}\n'
    + '{"kind": "write", "variable": "x", "value": [-2.5e-7]}\n{"kind": "end", "exit": 3}');
  expect(trace.value.slice(0, 4).map((value) => format(value))).toEqual(['1', '1.0', '"1.0 "2.5""', 'NaN']);
  expect(trace.exit).toBe(3);
  expect(format(valueOf({ long: '9223372036854775807' }))).toBe('9223372036854775807');
  expect(format(valueOf({ text: 'ab', length: 900 }))).toBe('"ab…"');
  expect(format(valueOf({ char: 'x' }))).toBe("'x'");
  expect(format(valueOf({ opaque: 'Order.UP' }))).toBe('Order.UP');
  expect(format(valueOf({ unknown: true }))).toBe('?');
  expect(format(valueOf({ ref: 4 }), (object) => `node ${object}`)).toBe('node 4');
  expect([true, null].map((value) => format(valueOf(value)))).toEqual(['true', 'null']);
});

test('a file that is no recording is refused in a sentence', async () => {
  expect(() => parseLines('{"kind": "line"}')).toThrow(Unreadable);
  expect(() => parseLines('{"kind": "recording", "version": 2}')).toThrow('version 2');
  expect(() => parseLines(`${HEAD}nonsense\n{}`)).toThrow('Line 2');
  expect(() => parseLines(`${HEAD}{"kind": "dance"}`)).toThrow('dance');
  expect(() => parseLines('')).toThrow('empty');
  await expect(openBytes(new TextEncoder().encode('PK zip'))).rejects.toThrow('no recording');
});

test('a recording that was cut off plays up to there and says so', () => {
  const trace = parseLines(`${HEAD}{"step": 1, "kind": "line", "line": 1}\n{"step": 2, "kind": "li`);
  expect(trace.size).toBe(1);
  expect(trace.notes).toContain('The recording ends before the program did.');
});

test('the state is the same whichever way one comes', () => {
  const trace = bubbleSort(30_000);
  const there = new State(trace);
  const back = new State(trace);
  back.goTo(trace.size);
  for (const events of [trace.size, 70_000, 17, 8192, 8191, 60_001, 0, 24_577]) {
    const fresh = new State(trace);
    fresh.goTo(events);
    there.goTo(events);
    back.goTo(Math.max(0, events - 1));
    back.goTo(events);
    for (const state of [there, back]) {
      expect(state.things.get(1)?.items).toEqual(fresh.things.get(1)?.items);
      expect([...(state.threads.get(1)?.frames[0]?.cells ?? [])]).toEqual([...(fresh.threads.get(1)?.frames[0]?.cells ?? [])]);
      expect(state.counts).toEqual(fresh.counts);
    }
  }
});

test('keyframes share what did not change, and never what did', () => {
  const trace = bubbleSort(30_000);
  const state = new State(trace);
  state.goTo(trace.size);
  const sorted = state.things.get(1)!.items.map((item) => item.number);
  state.goTo(9000);
  state.goTo(trace.size);
  expect(state.things.get(1)!.items.map((item) => item.number)).toEqual(sorted);
});

test('lists, maps and sets change as the events say', () => {
  const event = (kind: string, keys: object) => ({ step: 1, kind, line: 1, ...keys });
  const trace = parseLines(lines(
    event('object', { object: 1, type: 'java.util.ArrayList', length: 2, contents: [5, 6] }),
    event('element', { object: 1, index: 2, value: 7 }), event('insert', { object: 1, index: 0, value: 4 }), event('remove', { object: 1, index: 1 }),
    event('contents', { object: 1, index: 2, contents: [9, 9], length: 4 }),
    event('object', { object: 2, type: 'java.util.HashMap', length: 1, contents: ['a', 1] }),
    event('element', { object: 2, index: 'b', value: 2 }), event('element', { object: 2, index: 'a', value: 3 }), event('remove', { object: 2, index: 'b' }),
    event('object', { object: 3, type: 'java.util.TreeSet', length: 0, contents: [] }),
    event('insert', { object: 3, value: 8 }), event('insert', { object: 3, value: 9 }), event('remove', { object: 3, value: 8 }),
    event('object', { object: 4, type: 'Node', fields: ['key'], contents: [1] }),
    event('field', { object: 4, variable: 'key', value: 2 }), event('field', { object: 4, variable: 'next', value: { ref: 4 } }),
    event('field', { type: 'Node', variable: 'count', value: 3 }),
    event('object', { object: 5, type: 'int[]', length: 10_000_000, contents: [0, 0] }), event('element', { object: 5, index: 5_000_000, value: 1 }),
  ));
  const state = new State(trace);
  state.goTo(trace.size);
  const shown = (object: number) => state.things.get(object)!.items.map((item) => format(item));
  expect(shown(1)).toEqual(['4', '6', '9', '9']);
  expect(state.things.get(1)!.length).toBe(4);
  expect(shown(2)).toEqual(['"a"', '3']);
  expect(shown(3)).toEqual(['9']);
  expect(shown(4)).toEqual(['2', '#4']);
  expect(state.statics.get('Node.count')?.value.number).toBe(3);
  expect(shown(5)).toEqual(['0', '0']);
  expect(state.things.get(5)!.length).toBe(10_000_000);
});

test('types tell their shape', () => {
  for (const [type, shape] of [['int[][]', 'array'], ['java.util.HashMap', 'map'], ['java.util.LinkedHashSet', 'set'], ['java.util.ArrayDeque', 'list'],
    ['java.util.ImmutableCollections$ListN', 'list'], ['java.util.ImmutableCollections$Map1', 'map'], ['java.lang.StringBuilder', 'text'], ['dict', 'map'], ['Tree', 'object']]) {
    expect(shapeOf(type, []), type).toBe(shape);
  }
  expect(shapeOf('p.LinkedList', ['head'])).toBe('object');
});

test('positions stand before each line, and at the end', () => {
  const trace = parseLines(recorded(quicksort));
  const positions = positionsOf(trace);
  expect(positions.count).toBe(trace.sites.length > 0 ? positions.step[positions.count - 1] : 0);
  for (let p = 1; p < positions.count; p++) expect(positions.events[p]).toBeGreaterThan(positions.events[p - 1]);
  expect(positions.events[positions.count - 1]).toBe(trace.size);
  expect(positionOfStep(positions, 10)).toBe(9);
  expect(positionAt(positions, 0)).toBe(0);
  expect(positionAfter(positions, trace.size - 1)).toBe(positions.count - 1);
  expect(positions.events[positionAfter(positions, 20)]).toBeGreaterThan(20);
});

test('without lines each step is a position', () => {
  const trace = parseLines(lines(...[1, 2, 3].map((step) => ({ step, kind: 'write', variable: 'loss', value: step / 8 }))));
  const positions = positionsOf(trace);
  expect([...positions.step]).toEqual([1, 2, 3]);
});

test('numbers are written as people read them', () => {
  expect([0, -0, 0.1, 1e300, 1 / 3, 123456789.5, 5, Infinity, 1e-9].map((x) => formatReal(x)))
    .toEqual(['0.0', '-0.0', '0.1', '1e+300', '0.333333', '123456790.0', '5.0', '∞', '1e-9']);
  expect([whole(3), letter('\n'), text('a\tb'), real(NaN)].map((value) => format(value))).toEqual(['3', "'\\n'", '"a\\tb"', 'NaN']);
});
