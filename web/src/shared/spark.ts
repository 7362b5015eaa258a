import { h, type Node_ } from './dom';

/** Points of a polyline through numbers at equal or given places, in a box; what is not finite is left out. */
export function polyline(points: readonly (readonly [number, number])[]): string {
  let path = '';
  let down = false;
  for (const [x, y] of points) {
    if (!Number.isFinite(y)) {
      down = false;
      continue;
    }
    path += `${down ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    down = true;
  }
  return path;
}

/** A line as small as a word. */
export function spark(values: readonly number[], width: number, height: number): Node_ | null {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length < 2) return null;
  const low = Math.min(...finite);
  const span = Math.max(...finite) - low || 1;
  const points = values.map((value, i): [number, number] =>
    [1 + i / Math.max(1, values.length - 1) * (width - 5), height - 2 - (value - low) / span * (height - 4)]);
  const [x, y] = points[points.length - 1];
  return h('svg', { class: 'spark', width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    h('path', { d: polyline(points) }), Number.isFinite(y) && h('circle', { cx: x, cy: y, r: 2 }));
}
