import { ENTER, EXIT, THROW } from './trace';

/**
 * The activations of one thread, innermost last. A recording that begins in the middle, or lost an exit to a stack
 * overflow, still gives a stack that makes sense: an activation that was not known is put on top, those above one that
 * acts again are gone.
 */
export class Frames {
  readonly open: number[] = [];

  top(): number {
    return this.open.length === 0 ? 0 : this.open[this.open.length - 1];
  }

  /** Takes an event in. */
  see(kind: number, frame: number): void {
    if (frame === 0) return;
    if (kind === ENTER) {
      this.open.push(frame);
      return;
    }
    if (this.top() !== frame) {
      const at = this.open.lastIndexOf(frame);
      if (at >= 0) this.open.length = at + 1;
      else this.open.push(frame);
    }
    if (kind === EXIT || kind === THROW) this.open.pop();
  }
}
