import '../shared/theme.css';
import './report.css';
import { h, render, type Child, type Node_ } from '../shared/dom';
import { preferred, speaker, type Language } from '../shared/language';
import { brief, grouped } from '../shared/numbers';
import { intervalBar, reliability, roc, waterfall } from './charts';
import { number, type Curve, type Estimate, type Scorecard, type Words } from './scorecard';
import { texts } from './texts';

const text = (id: string) => document.getElementById(id)!.textContent!;
const raw = text('scorecard');
const card = JSON.parse(raw) as Scorecard;
const words = JSON.parse(text('words')) as Words;
const root = document.getElementById('page')!;
let language: Language = preferred(words.language);
let dark = matchMedia('(prefers-color-scheme: dark)').matches;

const figure = (estimate: Estimate, value = number(estimate.value)) => (estimate.unit === 'share' ? `${(value * 100).toFixed(1).replace('-', '−')}%` : brief(value));
const range = (estimate: Estimate) => (estimate.interval ? `[${estimate.interval.map((end) => figure(estimate, number(end))).join(', ')}]` : '');

function save(): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([raw], { type: 'application/json' }));
  link.download = 'scorecard.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function draw(): void {
  const say = speaker(texts, language);
  const spoken = words[language];
  const name = (key: string) => spoken.names[key] ?? key.replaceAll('_', ' ');
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.title = `${say('title')} · ${card.input.files.join(', ')}`.slice(0, 200);

  const section = (key: string, title: string, ...inside: Child[]): Node_ =>
    h('section', { key, 'aria-labelledby': `t-${key}` }, h('h2', { id: `t-${key}` }, title), inside);
  const table = (curve: Curve): Node_ => h('details', null, h('summary', null, say('table')),
    h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': say('table') }, h('table', null,
      h('thead', null, h('tr', null, curve.columns.map((each) => h('th', { scope: 'col' }, each.replaceAll('_', ' '))))),
      h('tbody', null, curve.points.map((point) => h('tr', null, point.map((each) => h('td', null, brief(number(each))))))))));

  const scores = Object.entries(card.scores);
  const sure = scores.filter(([, each]) => each.interval);
  const plain = scores.filter(([, each]) => !each.interval);
  const level = brief((sure[0]?.[1].level ?? 0.95) * 100);
  const curves = card.curves ?? {};
  const skill = Object.entries(card.skill ?? {})[0];

  render(root,
    h('header', null,
      h('p', { class: 'brand' }, `Surprisal · ${say('title')}`),
      h('div', { class: 'buttons' },
        h('button', { type: 'button', id: 'language', lang: language === 'zh' ? 'en' : 'zh-CN', on: { click: () => { language = language === 'zh' ? 'en' : 'zh'; draw(); } } }, say('other')),
        h('button', { type: 'button', id: 'theme', on: { click: () => { dark = !dark; draw(); } } }, say(dark ? 'light' : 'dark')),
        h('button', { type: 'button', id: 'save', on: { click: save } }, say('save')))),
    h('main', null,
      h('div', { class: `verdict ${words.tone}` },
        h('p', { class: 'tone' }, `${{ good: '✓', bad: '✕', open: '?' }[words.tone]} ${say(words.tone)}`),
        h('h1', null, spoken.verdict[0]),
        spoken.verdict.slice(1).map((sentence) => h('p', null, sentence)),
        h('p', { class: 'facts' }, h('bdi', null, say('forecast', card.prediction.join(', '), card.outcome.join(', '))),
          card.positive !== undefined && h('bdi', null, say('positive', card.positive)), ' · ', say('rows', grouped(card.input.scored), grouped(card.input.rows)))),
      spoken.notes.length > 0 && section('notes', say('notes'), h('ul', { class: 'notes' },
        spoken.notes.map((note, i) => h('li', { class: card.notes?.[i]?.severity ?? 'info' }, note)))),
      section('scores', say('scores'),
        sure.length > 0 && h('p', { class: 'lead' }, say('scoresLead', level, say('referenceMark'))),
        h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': say('scores') }, h('table', { class: 'scores' },
          h('thead', null, h('tr', null, ['score', 'value', 'interval'].map((key) => h('th', { scope: 'col' }, say(key as 'score'))),
            h('th', { scope: 'col', class: 'picture' }, `${level}%`), h('th', { scope: 'col' }, say('better')))),
          h('tbody', null, (sure.length > 0 ? sure : plain).map(([key, each]) => {
            const against = card.reference?.[key];
            return h('tr', null, h('th', { scope: 'row' }, name(key)),
              h('td', null, h('strong', null, figure(each)), each.unit && each.unit !== 'number' && each.unit !== 'share' ? ` ${each.unit}` : ''),
              h('td', null, range(each)),
              h('td', { class: 'picture' }, each.interval && intervalBar(`${name(key)} ${figure(each)} ${range(each)}`, each, number(against?.value))),
              h('td', { class: 'quiet' }, each.better && each.better in texts ? say(each.better as 'lower') : ''));
          })))),
        skill && h('p', { class: 'lead' }, `${name(skill[0])}: ${say('skill', `${brief(number(skill[1].value) * 100, 3)}%`)}`,
          skill[1].interval && ` [${skill[1].interval.map((end) => `${brief(number(end) * 100, 3)}%`).join(', ')}]`),
        sure.length > 0 && plain.length > 0 && h('details', null, h('summary', null, say('more')),
          h('dl', null, plain.map(([key, each]) => [h('dt', null, name(key)), h('dd', null, figure(each))]))),
        card.scores.log_loss && h('details', { id: 'meaning' }, h('summary', null, say('meaning')),
          h('p', null, say('meaning1')), h('p', null, say('meaning2')), h('p', null, say('meaning3')))),
      curves.reliability && section('reliability', say('reliability'), h('p', { class: 'lead' }, say('reliabilityLead')),
        reliability(curves, say), table(curves.reliability)),
      Object.entries(card.decomposition ?? {}).slice(0, 1).filter(([, parts]) => Number.isFinite(number(parts.miscalibration.value))).map(([key, parts]) =>
        section('parts', say('parts'), h('p', { class: 'lead' }, say('partsLead', name(key))),
          waterfall(say('parts'), parts, [say('uncertainty'), say('discrimination'), say('miscalibration'), name(key)]),
          parts.chance?.miscalibration && parts.chance.p_value !== undefined && h('p', { class: 'lead' }, say('chance',
            brief(parts.chance.miscalibration.upper), brief((1 - parts.chance.miscalibration.level) * 100, 3), brief(parts.chance.p_value, 2))))),
      curves.roc && section('roc', say('roc'), h('p', { class: 'lead' }, say('rocLead')),
        roc(curves.roc, say('roc'), say('falseAlarms'), say('found')), table(curves.roc)),
      section('provenance', say('provenance'), h('dl', null,
        h('dt', null, say('files')), h('dd', null, h('bdi', null, card.input.files.join(', '))),
        h('dt', null, say('made')), h('dd', null, card.provenance.time), h('dt', null, say('version')), h('dd', null, card.version),
        h('dt', null, say('again')), h('dd', null, h('code', null, card.provenance.command))))));
}

draw();
