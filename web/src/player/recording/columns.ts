import { Frames } from './frames';
import { CONTENTS, ELEMENT, emptyHead, ENTER, EXIT, FIELD, KINDS, LINE, type Method, OBJECT, type Relation,
  type Site, type Source, type Trace, TraceBuilder, type View, WRITE } from './trace';
import { FALSE, LETTER, LONG, letter, long, NULL, nothing, OPAQUE, opaque, REAL, REFERENCE, real, reference, TEXT, TRUE, text,
  truth, unknown, type Value, WHOLE, whole } from './value';

/** How the columns of a page's recording begin: docs/watch-page.md. */
export const MAGIC = 'SWP1';

const ABSENT = 15;
const NEW_THREAD = 0;
const NEW_FRAME = 1;
const NEW_STEP = 2;
const SITES = 3;

interface Packed {
  program: string;
  language: string;
  level: string;
  exit: number | null;
  stepping: 'line' | 'event';
  notes: string[];
  sources: [string, string][];
  methods: [string, string, string, number, number, string[]][];
  relations: [number, number, string, string, number | null][];
  views: [number, string, string][];
  sites: [(typeof KINDS)[number], number, number, string, string, string[]][];
  texts: (string | [string, number])[];
  reals: number;
  columns: number[];
}

class Column {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  get more(): boolean {
    return this.at < this.bytes.length;
  }

  byte(): number {
    return this.bytes[this.at++];
  }

  /** Seven bits a byte, the lowest first. */
  natural(): number {
    let byte = this.bytes[this.at++];
    if (byte < 128) return byte;
    let value = byte & 127;
    let weight = 128;
    do {
      byte = this.bytes[this.at++];
      value += (byte & 127) * weight;
      weight *= 128;
    } while (byte >= 128);
    return value;
  }

  /** Zigzag: 0, -1, 1, -2, 2, … */
  whole(): number {
    const value = this.natural();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

export function decodeColumns(bytes: Uint8Array): Trace {
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headLength))) as Packed;
  let at = 8 + headLength;
  const columns = head.columns.map((length) => new Column(bytes.subarray(at, (at += length))));
  const [places, extra, objects, indexes, tags, wholes, references, texts, sizes] = columns;
  const reals = readReals(bytes.subarray(at), head.reals);
  let nextReal = 0;

  const builder = new TraceBuilder();
  const sites = head.sites.map(([kind, method, line, variable, type, fields]): Site => ({ kind: KINDS.indexOf(kind), method, line, variable, type, fields }));
  const siteNumbers = sites.map((site) => builder.siteOf(site));
  const lastObject = new Float64Array(sites.length);
  const lastIndex = new Float64Array(sites.length);
  const lastWhole = new Float64Array(sites.length);
  const lastReference = new Float64Array(sites.length);
  const stacks = new Map<number, Frames>();
  const textOf = (): [string, number] => {
    const entry = head.texts[texts.natural()];
    return typeof entry === 'string' ? [entry, entry.length] : entry;
  };

  const value = (tag: number, last: Float64Array, place: number, column: Column): Value => {
    switch (tag) {
      case NULL:
        return nothing;
      case FALSE:
      case TRUE:
        return truth(tag === TRUE);
      case WHOLE:
        return whole((last[place] += column.whole()));
      case REAL:
        return real(reals[nextReal++]);
      case LETTER:
        return letter(String.fromCharCode(texts.natural()));
      case TEXT:
        return text(...textOf());
      case REFERENCE:
        return reference((lastReference[place] += references.whole()));
      case OPAQUE:
        return opaque(textOf()[0]);
      case LONG:
        return long(textOf()[0]);
      default:
        return unknown;
    }
  };

  const scratch = new Float64Array(1);
  let thread = 1;
  let step = 0;
  let stepSet = false;
  let frame = 0;
  let frameSet = false;
  let lastNew = 0;
  let lastEntered = 0;
  let frames = new Frames();
  stacks.set(thread, frames);
  while (places.more) {
    const place = places.natural();
    if (place === NEW_THREAD) {
      thread = extra.natural();
      frames = stacks.get(thread) ?? new Frames();
      stacks.set(thread, frames);
      continue;
    }
    if (place === NEW_FRAME) {
      frame = extra.whole();
      frameSet = true;
      continue;
    }
    if (place === NEW_STEP) {
      step += extra.whole();
      stepSet = true;
      continue;
    }
    const number = place - SITES;
    const { kind } = sites[number];
    if (!stepSet && (kind === LINE || head.stepping === 'event')) step++;
    stepSet = false;
    const expected = kind === ENTER ? lastEntered + 1 : frames.top();
    frame = frameSet ? expected + frame : expected;
    frameSet = false;
    if (kind === ENTER) lastEntered = frame;
    frames.see(kind, frame);

    let object = 0;
    if (kind === OBJECT) object = lastNew += 1 + objects.whole();
    else if (kind === FIELD || (kind >= ELEMENT && kind <= CONTENTS)) object = lastObject[number] += objects.whole();
    let index: Value | undefined;
    let held: Value | undefined;
    if (kind !== LINE && kind !== ENTER) {
      const tag = tags.byte();
      if (tag >> 4 !== ABSENT) index = value(tag >> 4, lastIndex, number, indexes);
      if ((tag & 15) !== ABSENT) {
        const follows = kind === WRITE || kind === FIELD || kind === EXIT;
        if (!follows) scratch[0] = 0;
        held = (tag & 15) === WHOLE && !follows ? value(WHOLE, scratch, 0, wholes) : value(tag & 15, lastWhole, number, wholes);
      }
    }
    let contents;
    if (kind === OBJECT || kind === CONTENTS) {
      const length = sizes.whole();
      const items: Value[] = [];
      scratch[0] = 0;
      for (let left = sizes.natural(); left > 0; left--) {
        const tag = tags.byte();
        items.push(tag === WHOLE ? value(tag, scratch, 0, wholes) : value(tag, lastWhole, number, wholes));
      }
      contents = { length, items };
    }
    builder.add(siteNumbers[number], step, thread, frame, object, index, held, contents);
  }

  return builder.build({
    ...emptyHead(),
    program: head.program, language: head.language, level: head.level, exit: head.exit, notes: head.notes,
    sources: head.sources.map(([file, text]): Source => ({ file, text })),
    methods: head.methods.map(([type, name, file, first, last, parameters]): Method => ({ type, name, file, first, last, parameters })),
    relations: head.relations.map(([method, line, container, index, offset]): Relation => ({ method, line, container, index, offset })),
    views: head.views.map(([method, variable, as]): View => ({ method, variable, as })),
  });
}

/** Eight planes of bytes, the lowest bytes of all numbers first. */
function readReals(planes: Uint8Array, count: number): Float64Array {
  const bytes = new Uint8Array(count * 8);
  for (let plane = 0; plane < 8; plane++) {
    const begin = plane * count;
    for (let i = 0; i < count; i++) bytes[i * 8 + plane] = planes[begin + i];
  }
  return new Float64Array(bytes.buffer);
}
