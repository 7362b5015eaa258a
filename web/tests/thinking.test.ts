import { expect, test } from 'vitest';
import { brief, ticks } from '../src/shared/numbers';
import { highlight } from '../src/shared/syntax';
import { parseLines } from '../src/player/recording/lines';
import { format } from '../src/player/recording/value';
import { evaluate, parse, shownResult, SyntaxFault } from '../src/player/think/expression';
import { changesAt, didText, framesNow, modelOf } from '../src/player/think/model';
import { beside, lineRun, oddities, out, over, overBack, seriesOf, swapsBetween, writesOf } from '../src/player/think/moves';
import { netOf } from '../src/player/think/net';
import { search } from '../src/player/think/search';
import { seek, watchOf } from '../src/player/think/watches';
import { quicksort, recorded } from './page';

const sorted = modelOf(parseLines(recorded(quicksort)));
const depthOf = (position: number) => sorted.positions.depth[position];
const lineOf = (position: number) => sorted.trace.sites[sorted.positions.site[position]].line;

test('steps go over calls and out of them', () => {
  const { positions } = sorted;
  const call = Array.from({ length: positions.count }, (_, p) => p).find((p) => lineOf(p) === 15)!;
  const next = over(positions, call);
  expect(lineOf(next)).toBe(16);
  expect(depthOf(next)).toBe(depthOf(call));
  expect(overBack(positions, next)).toBe(call);
  expect(depthOf(out(positions, call + 3))).toBe(depthOf(call));
  expect(over(positions, positions.count - 1)).toBe(positions.count - 1);
});

test('a line leads to its next and last run', () => {
  const { trace, positions } = sorted;
  const first = lineRun(trace, positions, 'program.py', 7, -1, 1);
  const second = lineRun(trace, positions, 'program.py', 7, first, 1);
  expect(second).toBeGreaterThan(first);
  expect(lineRun(trace, positions, 'program.py', 7, second, -1)).toBe(first);
  expect(lineRun(trace, positions, 'program.py', 7, first, -1)).toBe(-1);
  expect(lineRun(trace, positions, 'other.py', 7, -1, 1)).toBe(-1);
});

test('writes of a variable include those to the list that it holds', () => {
  const { trace, positions } = sorted;
  const partition = trace.methods.findIndex((method) => method.name === 'partition');
  const pivots = writesOf(trace, { method: partition, name: 'pivot', object: 0, type: '' });
  expect(pivots.length).toBeGreaterThan(3);
  expect(pivots.every((event) => trace.sites[trace.site[event]].variable === 'pivot')).toBe(true);
  const elements = writesOf(trace, { method: partition, name: 'a', object: 0, type: '' }).filter((event) => trace.index[event]);
  expect(elements.length).toBeGreaterThan(5);
  const one = beside(positions, pivots, 0, 1);
  const two = beside(positions, pivots, one, 1);
  expect(beside(positions, pivots, two, -1)).toBe(one);
  expect(beside(positions, pivots, one, -1)).toBe(-1);
  expect(beside(positions, pivots, positions.count - 1, 1)).toBe(-1);
  expect(seriesOf(trace, pivots).length).toBe(pivots.length);
});

test('exchanges are seen as such', () => {
  const swaps = swapsBetween(sorted.trace, 0, sorted.trace.size);
  expect(swaps.length).toBeGreaterThan(3);
  expect(swaps.every((swap) => swap.one !== swap.other)).toBe(true);
});

test('an exchange through a third variable is seen at its last write', () => {
  const trace = parseLines('{"kind": "recording", "version": 1}\n' + [
    { step: 0, kind: 'object', object: 1, type: 'int[]', contents: [3, 8, 5] },
    { step: 1, kind: 'line', line: 1 }, { step: 1, kind: 'write', variable: 't', value: 3 },
    { step: 2, kind: 'line', line: 2 }, { step: 2, kind: 'element', object: 1, index: 0, value: 5 },
    { step: 3, kind: 'line', line: 3 }, { step: 3, kind: 'element', object: 1, index: 2, value: 3 },
    { step: 4, kind: 'line', line: 4 }, { step: 4, kind: 'element', object: 1, index: 1, value: 7 },
  ].map((event) => JSON.stringify(event)).join('\n') + '\n{"kind": "end"}');
  const model = modelOf(trace);
  expect([0, 1, 2, 3, 4].map((at) => changesAt(model, at).swaps.length)).toEqual([0, 0, 0, 1, 0]);
  expect(changesAt(model, 3).swaps[0]).toEqual({ object: 1, one: 0, other: 2 });
});

test('an array has its pointers, its part and its pivot', () => {
  const position = lineRun(sorted.trace, sorted.positions, 'program.py', 7, -1, 1);
  sorted.state.goTo(sorted.positions.events[position]);
  const frames = framesNow(sorted.state);
  const card = sorted.scene.cards(sorted.state, frames).find((c) => c.kind === 'bars')!;
  expect(card.names.map((name) => name.text)).toEqual(['a', 'numbers']);
  const pointers = sorted.scene.pointersInto(sorted.state, frames, card.thing);
  expect(pointers.filter((pointer) => pointer.level === 0).map((pointer) => pointer.name).sort()).toEqual(['hi', 'i', 'j', 'lo']);
  expect(sorted.scene.rangeIn(sorted.state, frames, card.thing)).toEqual([0, 8]);
  expect(sorted.scene.levelsOf(sorted.state, frames, card.thing)).toEqual([{ name: 'pivot', value: 5 }]);
});

test('what a line did is told as code', () => {
  const position = lineRun(sorted.trace, sorted.positions, 'program.py', 4, -1, 1);
  sorted.state.goTo(sorted.positions.events[position]);
  expect(changesAt(sorted, position).events.map((event) => didText(sorted, event))).toEqual(['pivot = 5']);
});

test('a tree is drawn as a tree, a list as a chain, others as boxes', () => {
  const form = (program: string) => {
    const model = modelOf(parseLines(recorded(program)));
    model.state.goTo(model.trace.size - 1);
    return netOf(model.state, framesNow(model.state), model.links, () => false, 600)!;
  };
  const node = 'class N:\n    def __init__(self, k):\n        self.k = k\n        self.l = None\n        self.r = None\n\n';
  const tree = form(`${node}a = N(5)\na.l = N(3)\na.r = N(8)\nprint(a.k)\n`);
  expect(tree.form).toBe('tree');
  const [root, left, right] = [5, 3, 8].map((key) => tree.nodes.find((n) => n.rows[0].text === String(key))!);
  expect(left.x).toBeLessThan(root.x);
  expect(right.x).toBeGreaterThan(root.x);
  expect(left.y).toBeGreaterThan(root.y);
  expect(root.names.map((name) => name.text)).toEqual(['a']);
  expect(form(`${node}a = N(5)\na.l = N(3)\na.l.l = N(8)\nprint(a.k)\n`).form).toBe('chain');
  const shared = form(`${node}a = N(5)\na.l = N(3)\na.r = a.l\nb = a.l\nprint(a.k)\n`);
  expect(shared.form).toBe('heap');
  expect(shared.edges.length).toBe(2);
  const cycle = form(`${node}a = N(5)\na.l = a\na.r = N(1)\nprint(a.k)\n`);
  expect(cycle.nodes.every((n) => Number.isFinite(n.x) && Number.isFinite(n.y))).toBe(true);
});

test('odd numbers are found where they were made', () => {
  const of = (...values: unknown[]) => oddities(parseLines('{"kind": "recording", "version": 1}\n' + values.map((value, i) =>
    JSON.stringify({ step: i + 1, kind: 'write', frame: 1, variable: 'x', value })).join('\n') + '\n{"kind": "end"}'));
  expect(of(1, { double: 'Infinity' }, { double: 'NaN' })).toEqual({ nan: 2, infinity: 1, overflow: -1 });
  expect(of(2147483647, -2147483648).overflow).toBe(1);
  expect(of(1500000000, -1294967296).overflow).toBe(1);
  expect(of({ long: '9000000000000000000' }, { long: '-446744073709551616' }).overflow).toBe(1);
  expect(of(5, -5, 1000, -1000, 2000000000, 0, -2000000000).overflow).toBe(-1);
});

test('expressions are read and worked out here', () => {
  const model = modelOf(parseLines(recorded('class P:\n    def __init__(self):\n        self.x = 2.5\n\n\n'
    + 'def f(a, d, s, p, n):\n    i = 1\n    return i\n\n\nprint(f([3, 1, 2], {"k": 7}, "text", P(), None))\n')));
  const position = lineRun(model.trace, model.positions, 'program.py', 8, -1, 1);
  model.state.goTo(model.positions.events[position]);
  const run = (source: string) => shownResult(evaluate(parse(source), model.state, framesNow(model.state).at(-1)), () => 'object');
  const answers: Record<string, string> = {
    'a[i]': '1', 'a[i + 1] * 2 - 1': '3', 'a[0] > a[i] && i < 3': 'true', 'not (a[0] == 3)': 'false', 'a.length': '3', 'len(s) + s.length()': '8',
    'd["k"] % 4': '3', 'd.containsKey("k")': 'true', 'a.contains(9)': 'false', 'p.x / 2': '1.25', 'n == null': 'true', 'n != None': 'false',
    'min(a) + max(a) + sum(a)': '10', 'sorted(a)': 'false', 'abs(-3)': '3', 's[1]': '"e"', '"a" + 1': '"a1"', '1 / 0': '∞', 'isNaN(0 / 0)': 'true',
    'isFinite(1 / 0)': 'false', 'p': 'object', 'a.isEmpty()': 'false', 'a[-1]': '2', '2 + 3 * 4 >= 14': 'true', '-i < 0 || missing': 'true', 's < "u"': 'true',
    'missing': '', 'missing > 1': '', 'a[7]': '', 'i.x': '', '!i': '', 'unknown(1)': '',
  };
  for (const [source, answer] of Object.entries(answers)) expect(run(source), source).toBe(answer);
  for (const source of ['', 'a[', 'a b', '1 +', 'a..b', '@', '(1', 'f(1,']) expect(() => parse(source), source).toThrow(SyntaxFault);
});

test('an assertion is sought through the whole recording', async () => {
  const watch = watchOf('i <= j');
  await seek(sorted, watch);
  expect(watch.firstTrue).toBeGreaterThan(0);
  const odd = watchOf('j < 6');
  await seek(sorted, odd);
  expect(odd.firstFalse).toBeGreaterThan(odd.firstTrue);
  sorted.state.goTo(sorted.positions.events[odd.firstFalse]);
  expect(framesNow(sorted.state).at(-1)!.cells.get('j')!.value.number).toBe(6);
  expect(watchOf('1 +').fault).not.toBe('');
});

test('search finds lines, variables, values and output', () => {
  const kinds = (query: string) => new Set(search(sorted.trace, query).map((found) => found.kind));
  expect(kinds('pivot')).toEqual(new Set(['line', 'variable']));
  expect(kinds('[1, 2')).toEqual(new Set(['output']));
  expect(search(sorted.trace, 'pivot = 5').some((found) => found.kind === 'value')).toBe(true);
  expect(search(sorted.trace, '  ')).toEqual([]);
  expect(search(sorted.trace, 'nowhere at all')).toEqual([]);
});

test('curves are drawn of what is written once a round', () => {
  const model = modelOf(parseLines(recorded('w = 0.0\nfor step in range(12):\n    loss = 0.0\n    for x in range(4):\n        loss += (x - w * x) ** 2\n    mean_loss = loss / 4\n    w += 0.1\n')));
  expect(model.plots.map((series) => series.name)).toEqual(['mean_loss', 'loss']);
  expect(model.plots[0].points.length).toBe(12);
  const asked = modelOf(parseLines(recorded('for k in range(3):\n    z = k * k  # watch: as plot\n    y = k  # watch: ignore\n')));
  expect(asked.plots.map((series) => series.name)).toEqual(['z']);
  expect(asked.scene.askedView(0, 'y')).toBe('hidden');
});

test('axes have round numbers', () => {
  expect(ticks(0, 10, 5)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(ticks(0.31, 0.72, 4)).toEqual([0.4, 0.6]);
  expect(ticks(3, 3, 4)).toEqual([3]);
  expect([0, 1234567, 0.00001234, -2.5, NaN, -Infinity, 1e9].map((value) => brief(value))).toEqual(['0', '1234567', '1.23e−5', '−2.5', 'NaN', '−∞', '1e9']);
});

test('source text is cut in pieces that make the text again', () => {
  for (const [source, language] of [['/** a\n * b */ int x = "q\\"" + \'c\'; // end\n@Override String s = """\n  t\n""";', 'java'], ['def f(x):  # c\n    return "a" + \'\'\'b\nc\'\'\'\n', 'python']]) {
    const lines = highlight(source, language);
    expect(lines.map((pieces) => pieces.map((piece) => piece.text).join('')).join('\n')).toBe(source);
    expect(new Set(lines.flat().map((piece) => piece.kind)).size).toBeGreaterThan(3);
  }
});

test('the recorder of Python tells the program as it was', () => {
  const output = sorted.printed.map((printed) => printed.text).join('');
  expect(output).toBe('[1, 2, 3, 4, 5, 6, 7, 8, 9]\n');
  sorted.state.goTo(sorted.trace.size);
  const things = [...sorted.state.things.values()];
  expect(things.map((thing) => thing.items.map((item) => format(item)).join(' '))).toEqual(['1 2 3 4 5 6 7 8 9']);
  expect(sorted.trace.exit).toBe(0);
});
