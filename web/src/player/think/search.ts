import { LINE, OUTPUT, type Trace, WRITE, FIELD } from '../recording/trace';
import { format } from '../recording/value';

export interface Found {
  readonly kind: 'line' | 'variable' | 'value' | 'output';
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly method: number;
  readonly name: string;
  /** The event to go to; -1 for lines, to which one goes by their next run. */
  readonly event: number;
}

const MOST = 12;

/** Lines of source, variables, written values and printed texts that hold what is looked for, letter case aside. */
export function search(trace: Trace, query: string): Found[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  const ran = new Set(trace.sites.filter((site) => site.kind === LINE && site.method >= 0).map((site) => `${trace.methods[site.method].file}|${site.line}`));
  const lines: Found[] = [];
  for (const { file, text } of trace.sources) {
    text.split('\n').forEach((source, i) => {
      if (lines.length < MOST && ran.has(`${file}|${i + 1}`) && source.toLowerCase().includes(wanted)) {
        lines.push({ kind: 'line', text: source.trim(), file, line: i + 1, method: -1, name: '', event: -1 });
      }
    });
  }
  const variables = new Map<string, Found>();
  const values: Found[] = [];
  const outputs: Found[] = [];
  for (let e = 0; e < trace.size; e++) {
    const site = trace.sites[trace.site[e]];
    const value = trace.value[e];
    if (site.kind === OUTPUT) {
      if (outputs.length < MOST && value?.text.toLowerCase().includes(wanted)) {
        outputs.push({ kind: 'output', text: value.text.trim().slice(0, 60), file: '', line: site.line, method: site.method, name: '', event: e });
      }
    } else if (site.kind === WRITE || site.kind === FIELD) {
      const key = `${site.method}|${site.variable}`;
      if (site.kind === WRITE && variables.size < MOST && !variables.has(key) && site.variable.toLowerCase().includes(wanted)) {
        const method = trace.methods[site.method]?.name.replace(/\(.*$/, '') ?? '';
        variables.set(key, { kind: 'variable', text: `${site.variable}  ${method}`, file: '', line: site.line, method: site.method, name: site.variable, event: e });
      }
      if (values.length < MOST && value) {
        const text = format(value).toLowerCase();
        if (text === wanted || text === `"${wanted}"` || text === `'${wanted}'` || `${site.variable} = ${text}`.toLowerCase() === wanted
          || (wanted.length > 2 && value.text !== '' && value.text.toLowerCase().includes(wanted))) {
          values.push({ kind: 'value', text: `${site.variable} = ${format(value)}`, file: '', line: site.line, method: site.method, name: site.variable, event: e });
        }
      }
    }
  }
  return [...lines, ...variables.values(), ...values, ...outputs];
}
