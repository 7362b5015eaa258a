import { h, type Node_ } from './dom';
import { brief, ticks } from './numbers';
import { polyline } from './spark';

export interface PlotProps {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  /** Places along the time axis with values, ascending. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** The value of now, by its place among the points. */
  readonly done: number;
  readonly pick?: (point: number) => void;
}

/** A number over time: what has been is strong, what will come is faint. What is not finite is marked on the upper edge. */
export function plot({ width, height, label, points, done, pick }: PlotProps): Node_ {
  const finite = points.filter((point) => Number.isFinite(point.y));
  const low = Math.min(...finite.map((point) => point.y));
  const high = Math.max(...finite.map((point) => point.y));
  const pad = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
  const from = low - pad;
  const span = high - low + 2 * pad;
  const left = 46;
  const right = width - 12;
  const first = points[0]?.x ?? 0;
  const range = (points[points.length - 1]?.x ?? 1) - first || 1;
  const x = (value: number) => left + (value - first) / range * (right - left);
  const y = (value: number) => height - 20 - (value - from) / span * (height - 32);
  const path = (part: typeof points) => polyline(thin(part, right - left).map((point) => [x(point.x), y(point.y)]));
  const now = points[done - 1];
  return h('svg', {
    class: 'plot', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${label}: ${now ? brief(now.y) : ''}`,
    on: pick ? {
      click: (event: MouseEvent) => {
        const box = (event.currentTarget as Element).getBoundingClientRect();
        const wanted = first + ((event.clientX - box.left) / box.width * width - left) / (right - left) * range;
        let best = 0;
        points.forEach((point, i) => { if (Math.abs(point.x - wanted) < Math.abs(points[best].x - wanted)) best = i; });
        pick(best);
      },
    } : undefined,
  },
    ticks(low, high, 4).map((tick) => h('g', { key: tick, class: 'tick' },
      h('line', { x1: left, x2: right, y1: y(tick), y2: y(tick) }), h('text', { x: left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, brief(tick)))),
    ticks(first, first + range, Math.max(2, Math.floor(width / 140))).map((tick) => h('text', { key: `x${tick}`, class: 'time', x: x(tick), y: height - 5 }, brief(tick, 6))),
    h('path', { class: 'future', d: path(points), stamp: [points, width] }),
    h('path', { class: 'past', d: path(points.slice(0, done)) }),
    points.slice(0, done).filter((point) => !Number.isFinite(point.y)).slice(0, 200).map((point, i) => h('path', { key: `o${i}`, class: 'odd', d: `M${x(point.x)} 4 l4 7 h-8 Z` })),
    now && Number.isFinite(now.y) && [
      h('circle', { class: 'here', cx: x(now.x), cy: y(now.y), r: 4 }),
      h('text', { class: 'here', x: Math.min(right - 22, Math.max(left + 24, x(now.x))), y: Math.max(12, y(now.y) - 9) }, brief(now.y)),
    ]);
}

/** No more points than a screen shows: of each column the lowest and the highest, in their order. */
function thin<P extends { readonly x: number; readonly y: number }>(points: readonly P[], columns: number): readonly P[] {
  if (points.length <= columns * 3) return points;
  const kept: P[] = [];
  const size = points.length / columns;
  for (let c = 0; c < columns; c++) {
    const part = points.slice(Math.floor(c * size), Math.floor((c + 1) * size));
    if (part.length === 0) continue;
    let low = part[0];
    let high = part[0];
    for (const point of part) {
      if (point.y < low.y) low = point;
      if (point.y > high.y) high = point;
    }
    if (low === high) kept.push(low);
    else if (low.x < high.x) kept.push(low, high);
    else kept.push(high, low);
  }
  return kept;
}
