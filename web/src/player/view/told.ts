import { didText, nameOf } from '../think/model';
import type { View } from './view';

/** The step in words, for those who hear the page. */
export function told(view: View): string {
  const { model, changes, frame, say } = view;
  const { positions, trace } = model;
  const parts = [say('stepOf', positions.step[view.at], positions.step[positions.count - 1])];
  if (frame) {
    const source = view.highlighted.get(trace.methods[frame.method]?.file ?? '')?.[frame.line - 1];
    parts.push(`${say('line', frame.line)}: ${source?.map((piece) => piece.text).join('').trim() ?? ''}`);
  } else if (view.at === positions.count - 1) parts.push(trace.exit === null ? say('ended') : say('endedWith', trace.exit));
  for (const swap of changes.swaps) parts.push(say('exchanged', nameOf(model, swap.object), swap.one, swap.other));
  if (changes.swaps.length === 0) for (const event of changes.events.slice(0, 5)) parts.push(didText(model, event));
  return parts.join('. ');
}
