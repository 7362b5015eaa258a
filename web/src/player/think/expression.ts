import type { Cell, Frame, State, Thing } from '../recording/state';
import { FALSE, format, LETTER, LONG, NULL, OPAQUE, REAL, REFERENCE, TEXT, TRUE, type Value, WHOLE } from '../recording/value';

/**
 * Expressions over the state of a program: names, fields, elements, arithmetic, comparisons, `&& || !` (also `and or not`)
 * and a few functions. Parsed and evaluated here: a page without eval.
 */
export type Expression =
  | { readonly kind: 'constant'; readonly value: Result }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'field'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'element'; readonly of: Expression; readonly index: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly of: Expression | undefined; readonly arguments: readonly Expression[] }
  | { readonly kind: 'unary'; readonly sign: string; readonly of: Expression }
  | { readonly kind: 'binary'; readonly sign: string; readonly left: Expression; readonly right: Expression };

/** A number, a truth value, a text, null, an object; undefined where the expression has no meaning. */
export type Result = number | boolean | string | null | Thing | undefined;

export class SyntaxFault extends Error {}

const TOKEN = /\s*(?:(\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)|([A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(&&|\|\||[=!<>]=|[-+*/%<>!()[\].,?:]))/y;

const LEVELS: readonly (readonly string[])[] = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', '/', '%']];

export function parse(source: string): Expression {
  const tokens: { text: string; kind: 'number' | 'name' | 'string' | 'sign' | 'end' }[] = [];
  TOKEN.lastIndex = 0;
  const whole = source.trimEnd();
  while (TOKEN.lastIndex < whole.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(whole);
    if (!match) throw new SyntaxFault(`“${whole.slice(from).trim().slice(0, 12)}”`);
    const word = match[2] === 'and' ? '&&' : match[2] === 'or' ? '||' : match[2] === 'not' ? '!' : undefined;
    if (match[1] !== undefined) tokens.push({ text: match[1], kind: 'number' });
    else if (word) tokens.push({ text: word, kind: 'sign' });
    else if (match[2] !== undefined) tokens.push({ text: match[2], kind: 'name' });
    else if (match[3] !== undefined) tokens.push({ text: match[3], kind: 'string' });
    else tokens.push({ text: match[4], kind: 'sign' });
  }
  tokens.push({ text: '', kind: 'end' });
  let at = 0;
  const peek = () => tokens[at];
  const is = (text: string) => peek().kind === 'sign' && peek().text === text;
  const take = (text: string) => is(text) && (at++, true);
  const need = (text: string) => {
    if (!take(text)) throw new SyntaxFault(`“${text}”`);
  };
  const list = (close: string): Expression[] => {
    const items: Expression[] = [];
    if (take(close)) return items;
    do items.push(binary(0)); while (take(','));
    need(close);
    return items;
  };
  const primary = (): Expression => {
    const token = tokens[at++];
    if (token.kind === 'number') return { kind: 'constant', value: Number(token.text) };
    if (token.kind === 'string') return { kind: 'constant', value: token.text.slice(1, -1).replace(/\\(.)/g, '$1') };
    if (token.kind === 'name') {
      switch (token.text) {
        case 'true': case 'True': return { kind: 'constant', value: true };
        case 'false': case 'False': return { kind: 'constant', value: false };
        case 'null': case 'None': return { kind: 'constant', value: null };
        case 'NaN': return { kind: 'constant', value: NaN };
        case 'Infinity': return { kind: 'constant', value: Infinity };
      }
      return take('(') ? { kind: 'call', name: token.text, of: undefined, arguments: list(')') } : { kind: 'name', name: token.text };
    }
    if (token.kind === 'sign' && token.text === '(') {
      const inner = binary(0);
      need(')');
      return inner;
    }
    throw new SyntaxFault(token.kind === 'end' ? '…' : `“${token.text}”`);
  };
  const postfix = (): Expression => {
    let of = primary();
    for (;;) {
      if (take('[')) {
        const index = binary(0);
        need(']');
        of = { kind: 'element', of, index };
      } else if (take('.')) {
        const name = tokens[at++];
        if (name.kind !== 'name') throw new SyntaxFault('“.”');
        of = take('(') ? { kind: 'call', name: name.text, of, arguments: list(')') } : { kind: 'field', of, name: name.text };
      } else return of;
    }
  };
  const unary = (): Expression => {
    for (const sign of ['!', '-']) if (take(sign)) return { kind: 'unary', sign, of: unary() };
    return postfix();
  };
  const binary = (level: number): Expression => {
    if (level === LEVELS.length) return unary();
    let left = binary(level + 1);
    for (;;) {
      const sign = LEVELS[level].find((candidate) => is(candidate));
      if (!sign) return left;
      at++;
      left = { kind: 'binary', sign, left, right: binary(level + 1) };
    }
  };
  const result = binary(0);
  if (peek().kind !== 'end') throw new SyntaxFault(`“${peek().text}”`);
  return result;
}

const isThing = (result: Result): result is Thing => typeof result === 'object' && result !== null;

/** What an expression is in a state, seen from an activation. */
export function evaluate(expression: Expression, state: State, frame: Frame | undefined): Result {
  const run = (e: Expression) => evaluate(e, state, frame);
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'name':
      return named(expression.name, state, frame);
    case 'field': {
      const of = run(expression.of);
      if (of === undefined && expression.of.kind === 'name') {
        for (const [name, cell] of state.statics) if (name.endsWith(`${expression.of.name}.${expression.name}`)) return plain(cell.value, state);
      }
      return typeof of === 'string' || isThing(of) ? member(of, expression.name, state) : undefined;
    }
    case 'element': {
      const of = run(expression.of);
      const index = run(expression.index);
      if (typeof of === 'string') return typeof index === 'number' ? of[index] : undefined;
      if (!isThing(of)) return undefined;
      if (of.shape === 'map') {
        for (let i = 0; i < of.items.length; i += 2) if (equal(plain(of.items[i], state), index)) return plain(of.items[i + 1], state);
        return undefined;
      }
      if (typeof index !== 'number') return undefined;
      return plain(of.items[index < 0 ? of.length + index : index], state);
    }
    case 'call': {
      const values = expression.arguments.map(run);
      if (!expression.of) return call(expression.name, values, state);
      const of = run(expression.of);
      if (values.length === 0 && /^(size|length|isEmpty)$/.test(expression.name)) {
        const size = call('len', [of], state);
        return expression.name === 'isEmpty' ? (size === undefined ? undefined : size === 0) : size;
      }
      if (values.length === 1 && /^(get|charAt)$/.test(expression.name)) {
        return evaluate({ kind: 'element', of: expression.of, index: expression.arguments[0] }, state, frame);
      }
      if (values.length === 1 && /^(contains|containsKey)$/.test(expression.name) && isThing(of)) {
        const stride = of.shape === 'map' ? 2 : 1;
        return of.items.some((item, i) => i % stride === 0 && equal(plain(item, state), values[0]));
      }
      return values.length === 0 && isThing(of) ? member(of, expression.name, state) : call(expression.name, [of, ...values], state);
    }
    case 'unary': {
      const of = run(expression.of);
      if (expression.sign === '!') return typeof of === 'boolean' ? !of : undefined;
      return typeof of === 'number' ? -of : undefined;
    }
    default:
      return operate(expression.sign, expression.left, expression.right, run);
  }
}

function operate(sign: string, leftPart: Expression, rightPart: Expression, run: (e: Expression) => Result): Result {
  const left = run(leftPart);
  if (sign === '&&' || sign === '||') {
    if (left === (sign === '||')) return left;
    const right = run(rightPart);
    return typeof left === 'boolean' && typeof right === 'boolean' ? right : undefined;
  }
  const right = run(rightPart);
  if (left === undefined || right === undefined) return undefined;
  if (sign === '==') return equal(left, right);
  if (sign === '!=') return !equal(left, right);
  if (sign === '+' && (typeof left === 'string' || typeof right === 'string') && !isThing(left) && !isThing(right)) return `${left}${right}`;
  if (typeof left === 'string' && typeof right === 'string') {
    switch (sign) {
      case '<': return left < right;
      case '<=': return left <= right;
      case '>': return left > right;
      case '>=': return left >= right;
      default: return undefined;
    }
  }
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (sign) {
    case '+': return left + right;
    case '-': return left - right;
    case '*': return left * right;
    case '/': return left / right;
    case '%': return left % right;
    case '<': return left < right;
    case '<=': return left <= right;
    case '>': return left > right;
    default: return left >= right;
  }
}

const equal = (a: Result, b: Result): boolean => a === b || (isThing(a) && isThing(b) && a.id === b.id);

function named(name: string, state: State, frame: Frame | undefined): Result {
  const cell: Cell | undefined = frame?.cells.get(name) ?? state.named.get(name);
  if (cell) return plain(cell.value, state);
  const self = frame?.cells.get('this')?.value ?? frame?.cells.get('self')?.value;
  const thing = self?.tag === REFERENCE ? state.things.get(self.number) : undefined;
  const at = thing?.fields.indexOf(name) ?? -1;
  if (thing && at >= 0) return plain(thing.items[at], state);
  for (const [key, { value }] of state.statics) if (key.slice(key.lastIndexOf('.') + 1) === name) return plain(value, state);
  return undefined;
}

function member(of: Thing | string, name: string, state: State): Result {
  if (name === 'length' || name === 'size') return of.length;
  if (typeof of === 'string') return undefined;
  const at = of.fields.indexOf(name);
  return at < 0 ? undefined : plain(of.items[at], state);
}

function plain(value: Value | undefined, state: State): Result {
  switch (value?.tag) {
    case NULL: return null;
    case TRUE: return true;
    case FALSE: return false;
    case WHOLE: case REAL: case LONG: return value.number;
    case LETTER: case TEXT: case OPAQUE: return value.text;
    case REFERENCE: return state.things.get(value.number);
    default: return undefined;
  }
}

function call(name: string, values: readonly Result[], state: State): Result {
  const [first] = values;
  const numbers = (): number[] | undefined => {
    const all = isThing(first) && values.length === 1 ? first.items.map((item) => plain(item, state)) : values;
    return all.every((item) => typeof item === 'number') ? (all as number[]) : undefined;
  };
  switch (name) {
    case 'len': case 'size': case 'length':
      return typeof first === 'string' || isThing(first) ? first.length : undefined;
    case 'abs':
      return typeof first === 'number' ? Math.abs(first) : undefined;
    case 'isNaN':
      return typeof first === 'number' ? Number.isNaN(first) : undefined;
    case 'isFinite':
      return typeof first === 'number' ? Number.isFinite(first) : undefined;
    case 'min': case 'max': case 'sum': {
      const all = numbers();
      if (!all || (all.length === 0 && name !== 'sum')) return undefined;
      return name === 'sum' ? all.reduce((sum, x) => sum + x, 0) : all.reduce((a, b) => (name === 'min' ? Math.min(a, b) : Math.max(a, b)));
    }
    case 'sorted': {
      const all = isThing(first) ? numbers() : undefined;
      return all?.every((x, i) => i === 0 || all[i - 1] <= x);
    }
    default:
      return undefined;
  }
}

/** A result for reading. */
export function shownResult(result: Result, summary: (object: number) => string): string {
  if (result === undefined) return '';
  if (isThing(result)) return summary(result.id);
  if (typeof result === 'number') return format({ tag: Number.isInteger(result) ? WHOLE : REAL, number: result, text: '' });
  return typeof result === 'string' ? `"${result}"` : String(result);
}
