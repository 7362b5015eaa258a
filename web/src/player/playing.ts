/** Steps a second, from slow to fast. */
export const SPEEDS = [1, 2, 4, 8, 16, 32, 64, 125, 250, 500, 1000, 4000];

/** The clock of a film: at each frame it tells how many steps are due, until it is told to stop. */
export class Playing {
  private frame = 0;
  private due = 0;
  private chosen = 3;

  /** @param advance goes on by so many steps; false at the end */
  constructor(private readonly advance: (steps: number) => boolean) {}

  get on(): boolean {
    return this.frame !== 0;
  }

  get speed(): number {
    return this.chosen;
  }

  set speed(speed: number) {
    this.chosen = Math.max(0, Math.min(SPEEDS.length - 1, speed));
  }

  start(): void {
    this.due = performance.now();
    const next = (now: number) => {
      const steps = Math.floor((now - this.due) / 1000 * SPEEDS[this.chosen]);
      this.due += steps * 1000 / SPEEDS[this.chosen];
      if (!this.advance(steps)) this.stop();
      if (this.on) this.frame = requestAnimationFrame(next);
    };
    this.frame = requestAnimationFrame(next);
  }

  stop(): void {
    if (this.on) cancelAnimationFrame(this.frame);
    this.frame = 0;
  }
}
