import { h, type Node_ } from '../../shared/dom';
import type { Frame } from '../recording/state';
import type { Say } from '../texts';
import { type Changes, elementKey, type Model } from '../think/model';
import type { Card } from '../think/scene';
import { arrayTree } from './arraytree';
import { bars } from './bars';
import { cells, mapRows } from './cells';
import { matrix } from './matrix';
import { keyName, network } from './network';
import { netView } from './net';
import { type Net, netOf } from '../think/net';
import { plot } from '../../shared/plot';

export interface StageProps {
  readonly model: Model;
  readonly changes: Changes;
  readonly frames: readonly Frame[];
  readonly width: number;
  readonly pickEvent: (event: number) => void;
  readonly say: Say;
}

/** The data that the program works on now, each piece drawn the way that suits it. */
export function stage(props: StageProps): Node_ {
  const { model, frames, say } = props;
  const all = model.scene.cards(model.state, frames);
  // Objects that do not refer to each other come last: what they hold is drawn above.
  const net = all.some((card) => card.kind === 'heap')
    ? netOf(model.state, frames, model.links, (f, name) => model.scene.askedView(f.method, name) === 'hidden', props.width) : undefined;
  const loose = net !== undefined && net.edges.length === 0;
  const cards = [...all.filter((card) => !loose || card.kind !== 'heap'), ...all.filter((card) => loose && card.kind === 'heap')].slice(0, 24);
  const plots = model.plots.filter((series) => series.events[0] < model.state.events);
  return h('div', { class: 'cards' },
    plots.map((series) => {
      let done = 0;
      while (done < series.events.length && series.events[done] < model.state.events) done++;
      return h('figure', { key: `plot${series.key}`, class: 'card plot-card' },
        h('figcaption', null, h('span', { class: 'name' }, series.name), h('small', null, say('plot'))),
        plot({
          width: Math.min(props.width, plots.length > 1 ? Math.max(300, props.width / 2 - 16) : 620), height: 170, label: series.name, points: series.points, done,
          pick: (point) => props.pickEvent(series.events[point]),
        }));
    }),
    cards.length === 0 && plots.length === 0 && h('p', { key: 'none', class: 'none' }, say('noData')),
    cards.map((card) => h('figure', { key: card.key, class: `card ${card.kind}-card` },
      h('figcaption', null,
        card.kind === 'heap' ? h('span', { class: 'quiet' }, say('heap')) : card.names.slice(0, 4).map((name) => h('span', { class: `name${name.level > 0 ? ' far' : ''}` }, name.text)),
        h('small', null, card.kind === 'heaped' ? say('asTree') : typeText(card), card.thing.length > card.thing.items.length && card.thing.shape !== 'map' && card.thing.shape !== 'object'
          ? ` · ${say('kept', card.thing.items.length, card.thing.length)}` : '')),
      drawn(props, card, net))));
}

const typeText = ({ thing, kind }: Card) =>
  kind === 'heap' || kind === 'heaped' ? '' : `${thing.type.replace(/[\w.]*[.$]/g, '')}${thing.shape === 'array' ? '' : ''} · ${thing.length}`;

function drawn({ model, changes, frames, width }: StageProps, card: Card, net: Net | undefined): Node_ | null {
  const { scene, state } = model;
  const { thing } = card;
  const frame = frames[frames.length - 1];
  switch (card.kind) {
    case 'bars':
      return bars({
        thing, width, pointers: scene.pointersInto(state, frames, thing), levels: scene.levelsOf(state, frames, thing),
        range: scene.rangeIn(state, frames, thing), touched: scene.touchedBy(state, frames, thing), changed: changedIndexes(changes, thing.id),
        swaps: changes.swaps.filter((swap) => swap.object === thing.id),
      });
    case 'heaped':
      return arrayTree({
        thing, width, used: scene.usedOf(state, frames, thing), pointers: scene.pointersInto(state, frames, thing), touched: scene.touchedBy(state, frames, thing),
        changed: changedIndexes(changes, thing.id), swaps: changes.swaps.filter((swap) => swap.object === thing.id),
      });
    case 'matrix': {
      const { rows, columns } = scene.crossOf(state, frames, thing);
      return matrix({ state, thing, width, rows, columns, changed: changes.elements });
    }
    case 'network': {
      const held = new Map<string, string>();
      for (const [name, { value }] of frame?.cells ?? []) if (!held.has(keyName(value))) held.set(keyName(value), name);
      return network(state, thing, held, (name) => scene.colourOf(name));
    }
    case 'map':
      return mapRows(state, thing, new Set([...changes.elements].filter((key) => key.startsWith(`${thing.id}|`)).map((key) => key.slice(String(thing.id).length + 1))), elementKey);
    case 'heap':
      return net ? netView(net, (node, field) => changes.elements.has(`${node.id}|${field}`), (name) => scene.colourOf(name)) : null;
    default:
      return cells(state, thing, scene.pointersInto(state, frames, thing), scene.touchedBy(state, frames, thing), changedIndexes(changes, thing.id, thing.items.length));
  }
}

/** The indexes among the changed elements of one object. */
function changedIndexes(changes: Changes, object: number, length = 0): Set<number> {
  const indexes = new Set<number>();
  for (const key of changes.elements) {
    const at = key.indexOf('|');
    if (Number(key.slice(0, at)) !== object) continue;
    const index = key.slice(at + 1);
    if (index === 'last') indexes.add(length - 1);
    else if (/^\d+$/.test(index)) indexes.add(Number(index));
  }
  return indexes;
}
