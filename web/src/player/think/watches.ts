import { State } from '../recording/state';
import { framesNow, type Model } from './model';
import { evaluate, type Expression, parse, type Result, SyntaxFault } from './expression';

/** An expression that the reader watches: its text, what it means, and where it first was false or true. */
export interface Watch {
  readonly text: string;
  readonly expression: Expression | undefined;
  readonly fault: string;
  /** Positions; -1: never; -2: not yet known. */
  firstFalse: number;
  firstTrue: number;
}

export function watchOf(text: string): Watch {
  try {
    return { text, expression: parse(text), fault: '', firstFalse: -2, firstTrue: -2 };
  } catch (error) {
    if (error instanceof SyntaxFault) return { text, expression: undefined, fault: error.message, firstFalse: -1, firstTrue: -1 };
    throw error;
  }
}

export const valueNow = (model: Model, watch: Watch, frame = framesNow(model.state).at(-1)): Result =>
  watch.expression && evaluate(watch.expression, model.state, frame);

/**
 * Replays the recording once, in pieces of a few milliseconds so that the page stays alive, and notes where the
 * expression first was false and first true.
 */
export async function seek(model: Model, watch: Watch, pause = () => new Promise<void>((done) => setTimeout(done))): Promise<void> {
  const { expression } = watch;
  if (!expression) return;
  const state = new State(model.trace);
  let firstFalse = -1;
  let firstTrue = -1;
  let until = performance.now() + 12;
  for (let position = 0; position < model.positions.count && (firstFalse < 0 || firstTrue < 0); position++) {
    state.goTo(model.positions.events[position]);
    const result = evaluate(expression, state, framesNow(state).at(-1));
    if (result === false && firstFalse < 0) firstFalse = position;
    if (result === true && firstTrue < 0) firstTrue = position;
    if (position % 64 === 0 && performance.now() > until) {
      await pause();
      until = performance.now() + 12;
    }
  }
  watch.firstFalse = firstFalse;
  watch.firstTrue = firstTrue;
}
