import { emptyHead, KINDS, OUTPUT, type Trace, TraceBuilder } from './trace';
import { letter, long, nothing, opaque, real, reference, text, truth, unknown, type Value, whole } from './value';

/** A sentence for people: why a file cannot be played. */
export class Unreadable extends Error {}

type Json = Record<string, unknown>;

const LIMIT = 2 ** 52;

/** Reads a recording as JSON lines (docs/watch-json.md). A last line that was cut off is left out, with a note. */
export function parseLines(input: string): Trace {
  const head = emptyHead();
  const builder = new TraceBuilder();
  const methods = new Map<string, number>();
  let ended = false;
  let begun = false;
  let begin = 0;
  for (let number = 1; begin < input.length; number++) {
    const newline = input.indexOf('\n', begin);
    const end = newline < 0 ? input.length : newline;
    const line = input.slice(begin, end).trim();
    begin = end + 1;
    if (line === '') continue;
    let json: Json;
    try {
      json = JSON.parse(markReals(line)) as Json;
    } catch {
      if (newline < 0 && begun) break;
      throw new Unreadable(`Line ${number} is no JSON: a recording has one object a line.`);
    }
    const kind = json.kind;
    if (!begun) {
      if (kind !== 'recording') throw new Unreadable(`Line ${number} is no header: the first line of a recording has "kind": "recording".`);
      if (json.version !== 1) throw new Unreadable(`This recording has version ${String(json.version)}: this page reads version 1.`);
      head.program = string(json.program);
      head.language = string(json.language);
      head.level = string(json.level) || 'all';
      begun = true;
      continue;
    }
    const methodOf = (): number => {
      if (json.method === undefined) return -1;
      const type = string(json.class);
      const name = string(json.method);
      const key = `${type}\n${name}`;
      let known = methods.get(key);
      if (known === undefined) {
        known = head.methods.push({ type, name, file: '', first: 0, last: 0, parameters: [] }) - 1;
        methods.set(key, known);
      }
      return known;
    };
    switch (kind) {
      case 'source':
        head.sources.push({ file: string(json.file), text: string(json.text) });
        break;
      case 'method': {
        const known = methodOf();
        head.methods[known] = {
          type: string(json.class), name: string(json.method), file: string(json.file),
          first: count(json.first), last: count(json.last), parameters: list(json.parameters).map(string),
        };
        break;
      }
      case 'relation':
        head.relations.push({
          method: methodOf(), line: count(json.line), container: string(json.container), index: string(json.index),
          offset: json.offset === undefined || json.offset === null ? null : count(json.offset),
        });
        break;
      case 'view':
        head.views.push({ method: methodOf(), variable: string(json.variable), as: string(json.as) });
        break;
      case 'note':
        head.notes.push(string(json.text));
        break;
      case 'end':
        head.exit = json.exit === undefined ? null : count(json.exit);
        ended = true;
        break;
      default: {
        const known = KINDS.indexOf(kind as (typeof KINDS)[number]);
        if (known < 0) throw new Unreadable(`Line ${number} has the kind "${string(kind)}", which recordings do not know.`);
        const site = builder.siteOf({
          kind: known, method: methodOf(), line: count(json.line),
          variable: string(json.variable) || (known === OUTPUT ? 'out' : ''),
          type: string(json.type), fields: list(json.fields).map(string),
        });
        const items = json.contents === undefined ? undefined : list(json.contents).map(valueOf);
        const object = count(json.object);
        builder.add(site, count(json.step), count(json.thread) || 1, count(json.frame), object,
          json.index === undefined ? undefined : valueOf(json.index),
          json.value === undefined ? undefined : valueOf(json.value),
          items || json.length !== undefined ? { length: count(json.length ?? items?.length), items: items ?? [] } : undefined);
      }
    }
  }
  if (!begun) throw new Unreadable('The file is empty: a recording begins with a header.');
  if (!ended) head.notes.push('The recording ends before the program did.');
  return builder.build(head);
}

/** JSON's `1.0` is the number 1 to JavaScript: numbers with a point or an exponent become objects that say so. */
function markReals(line: string): string {
  if (!/\d[.eE]/.test(line)) return line;
  return line.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g, (token) =>
    token[0] !== '"' && /[.eE]/.test(token) ? `{"double":${token}}` : token);
}

export function valueOf(json: unknown): Value {
  switch (typeof json) {
    case 'number':
      return Number.isInteger(json) ? (Math.abs(json) <= LIMIT ? whole(json) : long(String(BigInt(json)))) : real(json);
    case 'string':
      return text(json);
    case 'boolean':
      return truth(json);
    case 'object': {
      if (json === null) return nothing;
      const object = json as Json;
      if ('ref' in object) return reference(count(object.ref));
      if ('double' in object) return real(Number(object.double));
      if ('long' in object) return long(string(object.long));
      if ('char' in object) return letter(string(object.char));
      if ('text' in object) return text(string(object.text), count(object.length));
      if ('opaque' in object) return opaque(string(object.opaque));
      return unknown;
    }
    default:
      return unknown;
  }
}

const string = (json: unknown): string => (typeof json === 'string' ? json : json === undefined || json === null ? '' : String(json));
const count = (json: unknown): number => (typeof json === 'number' && Number.isFinite(json) ? json : 0);
const list = (json: unknown): unknown[] => (Array.isArray(json) ? json : []);
