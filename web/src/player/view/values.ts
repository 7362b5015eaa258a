import { h, type Node_ } from '../../shared/dom';
import type { Cell } from '../recording/state';
import { FALSE, isNumber, LETTER, REFERENCE, TEXT, TRUE, type Value } from '../recording/value';
import type { Model } from '../think/model';
import { sameVariable, type Variable } from '../think/moves';
import { history } from './history';
import { type VariableRow, variables } from './variables';
import { type Actions, methodName, shown, type View } from './view';
import { watchPanel } from './watching';

/** The variables of the method that is shown, static fields, named values; the history of one; what is watched. */
export function variablesPanel(view: View, actions: Actions): Node_ {
  const { model, changes, frame, say } = view;
  const rows: VariableRow[] = [];
  if (frame) {
    for (const [name, cell] of frame.cells) {
      if (model.scene.askedView(frame.method, name) === 'hidden') continue;
      rows.push(row(view, actions, cell, `${frame.id}|${name}`, name, changes.variables.has(`${frame.id}|${name}`), { method: frame.method, name, object: 0, type: '' }));
    }
  }
  const statics = [...model.state.statics].map(([name, cell]) => {
    const at = name.lastIndexOf('.');
    const type = name.slice(0, at);
    return row(view, actions, cell, name, `${type.replace(/^.*[.$]/, '')}.${name.slice(at + 1)}`, changes.variables.has(name), { method: -1, name: name.slice(at + 1), object: 0, type });
  });
  const named = [...model.state.named].map(([name, cell]) =>
    row(view, actions, cell, `.${name}`, name, changes.variables.has(`0|${name}`), { method: -1, name, object: 0, type: '' }));
  return h('section', { class: 'values', 'aria-label': say('variables') },
    h('h2', null, say('variables'), h('small', null, frame ? methodName(model.trace, frame.method) : '')),
    variables(rows, say('noVariables')),
    statics.length > 0 && [h('h3', null, say('statics')), variables(statics, '')],
    named.length > 0 && [h('h3', null, say('named')), variables(named, '')],
    view.chosen && history(view, actions, view.chosen),
    watchPanel(view, actions));
}

function row(view: View, actions: Actions, cell: Cell, key: string, name: string, changed: boolean, variable: Variable): VariableRow {
  const { model } = view;
  const { value } = cell;
  const series: number[] = [];
  let was = '';
  const cells = earlier(model, cell, 24);
  for (const earlier of cells) if (isNumber(earlier)) series.push(earlier.number);
  if (isNumber(value)) series.push(value.number);
  if (cells.length > 0) was = shown(model, cells[cells.length - 1]);
  return {
    key, name, value: shown(model, value), changed, was, series,
    kind: isNumber(value) ? 'number' : value.tag === TEXT || value.tag === LETTER ? 'text' : value.tag === TRUE || value.tag === FALSE ? 'truth' : value.tag === REFERENCE ? 'object' : 'other',
    chosen: sameVariable(view.chosen, variable), label: view.say('pick', name), pick: () => actions.choose(variable),
  };
}

/** The values that the variable held before in the same activation, the oldest first, at most so many. */
function earlier(model: Model, cell: Cell, most: number): Value[] {
  const { trace } = model;
  const site = trace.sites[trace.site[cell.event]];
  const found: Value[] = [];
  for (let e = cell.event - 1, looked = 0; e >= 0 && found.length < most && looked < 4000; e--, looked++) {
    const other = trace.sites[trace.site[e]];
    if (other.kind !== site.kind || other.variable !== site.variable || trace.frame[e] !== trace.frame[cell.event]) continue;
    const value = trace.value[e];
    if (value) found.push(value);
  }
  return found.reverse();
}
