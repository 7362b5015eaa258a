import type { Piece } from '../../shared/syntax';
import type { Language } from '../../shared/language';
import type { Frame } from '../recording/state';
import type { Trace } from '../recording/trace';
import { format, type Value } from '../recording/value';
import type { Say } from '../texts';
import type { Changes, Model } from '../think/model';
import type { Variable } from '../think/moves';
import type { Found } from '../think/search';
import type { Watch } from '../think/watches';
import { summary } from './cells';

/** All that one drawing of the page depends on. */
export interface View {
  readonly model: Model;
  readonly changes: Changes;
  readonly at: number;
  /** The activations of the thread that runs, and the one whose variables show. */
  readonly frames: readonly Frame[];
  readonly frame: Frame | undefined;
  /** How many callers away that one is. */
  readonly frameShown: number;
  readonly file: string;
  readonly chosen: Variable | undefined;
  /** The events that wrote the chosen variable. */
  readonly writes: readonly number[];
  readonly query: string;
  readonly found: readonly Found[];
  readonly watches: readonly Watch[];
  readonly highlighted: ReadonlyMap<string, Piece[][]>;
  readonly language: Language;
  readonly theme: 'light' | 'dark';
  readonly say: Say;
}

/** All that the parts of the page can ask for. */
export interface Actions {
  move(position: number): void;
  choose(variable: Variable): void;
  look(query: string): void;
  goToFound(found: Found): void;
  goToLine(line: number, back: boolean): void;
  goToOdd(event: number): void;
  toWrite(direction: 1 | -1): void;
  watch(text: string): void;
  unwatch(watch: Watch): void;
  showFrame(callers: number): void;
  toggleLanguage(): void;
  toggleTheme(): void;
  toggleHelp(): void;
  open(file: File): void;
}

export const bareName = (trace: Trace, method: number): string => (trace.methods[method]?.name ?? '').replace(/\(.*$/, '');

export function methodName(trace: Trace, method: number): string {
  const known = trace.methods[method];
  return known ? `${known.type.replace(/^.*[.$]/, '')}.${bareName(trace, method)}` : '';
}

export const shown = (model: Model, value: Value | undefined): string => format(value, (object) => summary(model.state, object), 40);
