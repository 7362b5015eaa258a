/** What a variable, an element or a field held. One shape for all, so that the engine keeps it fast. */
export interface Value {
  readonly tag: Tag;
  /** The number; of a text its whole length, of a reference the object's number. */
  readonly number: number;
  /** The text; of a letter the letter, of a whole number beyond 2⁵² its digits. */
  readonly text: string;
}

export const NULL = 0;
export const FALSE = 1;
export const TRUE = 2;
export const WHOLE = 3;
export const REAL = 4;
export const LETTER = 5;
export const TEXT = 6;
export const REFERENCE = 7;
export const OPAQUE = 8;
export const UNKNOWN = 9;
export const LONG = 10;
export type Tag = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

const make = (tag: Tag, number: number, text: string): Value => ({ tag, number, text });

export const nothing = make(NULL, 0, '');
export const unknown = make(UNKNOWN, 0, '');
const no = make(FALSE, 0, '');
const yes = make(TRUE, 1, '');
const small = Array.from({ length: 1280 }, (_, i) => make(WHOLE, i - 256, ''));

export const truth = (value: boolean): Value => (value ? yes : no);
export const whole = (value: number): Value =>
  value >= -256 && value < 1024 ? small[value + 256] : make(WHOLE, value, '');
export const real = (value: number): Value => make(REAL, value, '');
export const letter = (value: string): Value => make(LETTER, value.codePointAt(0) ?? 0, value);
export const text = (value: string, length = value.length): Value => make(TEXT, length, value);
export const reference = (object: number): Value => make(REFERENCE, object, '');
export const opaque = (name: string): Value => make(OPAQUE, 0, name);
export const long = (digits: string): Value => make(LONG, Number(digits), digits);

export const isNumber = (value: Value | undefined): boolean =>
  value !== undefined && (value.tag === WHOLE || value.tag === REAL || value.tag === LONG);

export const same = (a: Value | undefined, b: Value | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.tag === b.tag && Object.is(a.number, b.number) && a.text === b.text);

/** A number as a person reads it: at most `digits` significant digits, the typographic minus left to the caller. */
export function formatReal(number: number, digits = 6): string {
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number > 0 ? '∞' : '-∞';
  if (number === 0) return Object.is(number, -0) ? '-0.0' : '0.0';
  const size = Math.abs(number);
  if (size >= 1e15 || size < 1e-5) return String(Number(number.toPrecision(digits)));
  const short = String(Number(number.toPrecision(Math.max(digits, Math.ceil(Math.log10(size))))));
  return /[.e]/.test(short) ? short : `${short}.0`;
}

/** The value in a few characters; a reference as `type`, when it is given, else its number. */
export function format(value: Value | undefined, type?: (object: number) => string, limit = 60): string {
  if (value === undefined) return '';
  switch (value.tag) {
    case NULL:
      return 'null';
    case FALSE:
      return 'false';
    case TRUE:
      return 'true';
    case WHOLE:
      return String(value.number);
    case REAL:
      return formatReal(value.number);
    case LETTER:
      return `'${visible(value.text)}'`;
    case TEXT:
      return `"${cut(visible(value.text), limit)}${value.number > value.text.length ? '…' : ''}"`;
    case REFERENCE:
      return type ? type(value.number) : `#${value.number}`;
    case OPAQUE:
      return cut(value.text, limit);
    case LONG:
      return value.text;
    default:
      return '?';
  }
}

const cut = (text: string, limit: number) => (text.length > limit ? `${text.slice(0, limit - 1)}…` : text);

const visible = (text: string) =>
  text.replace(/[\u0000-\u001f\u007f]/g, (c) =>
    c === '\n' ? '\\n' : c === '\t' ? '\\t' : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
