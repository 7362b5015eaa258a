import type { Positions } from '../recording/positions';

export interface Marks {
  /** Positions at which the chosen variable was written. */
  readonly writes: readonly number[];
  /** Positions at which a watch expression first failed, or an odd number came up. */
  readonly flags: readonly number[];
  readonly outputs: readonly number[];
}

/**
 * The whole recording at a glance: how deep the calls are, a lane for each thread, marks where something happened. Drawn
 * once for each size and set of marks; the player draws only the line of now over it.
 */
export function drawTimeline(canvas: HTMLCanvasElement, positions: Positions, marks: Marks): void {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context || positions.count === 0) return;
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const threads = [...new Set(positions.thread)].slice(0, 8);
  const lane = new Map(threads.map((thread, i) => [thread, i]));
  const band = (height - 10) / threads.length;
  const columns = Math.max(1, Math.floor(width));
  const deepest = positions.depth.reduce((most, depth) => Math.max(most, depth), 1);
  const x = (position: number) => position / Math.max(1, positions.count - 1) * width;

  for (let t = 0; t < threads.length; t++) {
    context.fillStyle = colour('--lane');
    context.fillRect(0, 5 + t * band, width, band - 1);
  }
  const depths = new Float64Array(threads.length);
  for (let c = 0; c < columns; c++) {
    const from = Math.floor(c / columns * positions.count);
    const to = Math.max(from + 1, Math.floor((c + 1) / columns * positions.count));
    depths.fill(0);
    for (let p = from; p < to; p++) {
      const t = lane.get(positions.thread[p]);
      if (t !== undefined && positions.depth[p] > depths[t]) depths[t] = positions.depth[p];
    }
    for (let t = 0; t < threads.length; t++) {
      if (depths[t] === 0) continue;
      const share = Math.max(0.16, depths[t] / deepest);
      const top = 5 + t * band + (1 - share) * (band - 1);
      context.fillStyle = colour(`--thread${t % 6}`);
      context.globalAlpha = 0.5;
      context.fillRect(c * width / columns, top, width / columns + 0.3, share * (band - 1));
      context.globalAlpha = 1;
    }
  }
  const tick = (position: number, name: string, from: number, to: number, thick: number) => {
    context.fillStyle = colour(name);
    context.fillRect(x(position) - thick / 2, from, thick, to - from);
  };
  for (const position of marks.outputs) tick(position, '--soft', height - 4, height, 1.5);
  for (const position of marks.writes) tick(position, '--changed', 0, 5, marks.writes.length > width / 3 ? 0.8 : 2);
  for (const position of marks.flags) tick(position, '--alarm', 0, height, 2);
}
