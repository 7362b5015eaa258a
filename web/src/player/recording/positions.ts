import { Frames } from './frames';
import { LINE, type Trace } from './trace';

/**
 * The places where the player can stand. At a line: everything before it has happened, it is about to run. In a recording
 * without lines: after each step. The last place is the end.
 */
export interface Positions {
  readonly count: number;
  /** How many events have happened. */
  readonly events: Uint32Array;
  readonly step: Float64Array;
  readonly thread: Uint32Array;
  /** The site of the line, to which method and line belong; of the last event where there are no lines. */
  readonly site: Uint32Array;
  /** How many methods are open in its thread. */
  readonly depth: Uint16Array;
}

export function positionsOf(trace: Trace): Positions {
  const isLine = (event: number) => trace.sites[trace.site[event]].kind === LINE;
  let lines = 0;
  for (let e = 0; e < trace.size; e++) if (isLine(e)) lines++;
  const most = (lines || trace.size) + 1;
  const events = new Uint32Array(most);
  const step = new Float64Array(most);
  const thread = new Uint32Array(most);
  const site = new Uint32Array(most);
  const depth = new Uint16Array(most);
  const stacks = new Map<number, Frames>();
  let count = 0;
  const stand = (event: number) => {
    events[count] = event + 1;
    step[count] = trace.step[event];
    thread[count] = trace.thread[event];
    site[count] = trace.site[event];
    depth[count] = Math.min(65535, stacks.get(trace.thread[event])?.open.length ?? 0);
    count++;
  };
  for (let e = 0; e < trace.size; e++) {
    const { kind } = trace.sites[trace.site[e]];
    let stack = stacks.get(trace.thread[e]);
    if (!stack) stacks.set(trace.thread[e], (stack = new Frames()));
    stack.see(kind, trace.frame[e]);
    const last = lines === 0 && (e + 1 === trace.size || trace.step[e + 1] !== trace.step[e]);
    if (kind === LINE || last) stand(e);
  }
  if (trace.size > 0 && (count === 0 || events[count - 1] !== trace.size)) {
    stand(trace.size - 1);
    step[count - 1] = count > 1 ? step[count - 2] + 1 : trace.step[trace.size - 1];
  }
  return {
    count, events: events.subarray(0, count), step: step.subarray(0, count), thread: thread.subarray(0, count),
    site: site.subarray(0, count), depth: depth.subarray(0, count),
  };
}

/** The last position at which no more than `events` events have happened. */
export function positionAt(positions: Positions, events: number): number {
  let low = 0;
  let high = positions.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (positions.events[middle] <= events) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first position at which the event has happened. */
export function positionAfter(positions: Positions, event: number): number {
  const at = positionAt(positions, event + 1);
  return positions.events[at] > event ? at : Math.min(at + 1, positions.count - 1);
}

/** The position of a step, or the nearest before it. */
export function positionOfStep(positions: Positions, step: number): number {
  let low = 0;
  let high = positions.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (positions.step[middle] <= step) low = middle;
    else high = middle - 1;
  }
  return low;
}
