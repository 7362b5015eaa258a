import '../shared/theme.css';
import './report.css';
import { h, render, type Child } from '../shared/dom';
import { preferred, speaker, type Language } from '../shared/language';
import { brief, grouped } from '../shared/numbers';
import { usual } from './intervals';
import { number, type Scorecard, type Words } from './scorecard';
import { calibration, classes, comparison, coverage, decomposition, figure, nameOf, ofLevel, outcomes, ranking, scoreTable, section, segments, worst, type Context, type Say } from './sections';
import type { Order } from './tables';
import { texts } from './texts';

const text = (id: string) => document.getElementById(id)!.textContent!;
const raw = text('scorecard');
const card = JSON.parse(raw) as Scorecard;
const words = JSON.parse(text('words')) as Words;
const root = document.getElementById('page')!;
let language: Language = preferred(words.language);
let dark = matchMedia('(prefers-color-scheme: dark)').matches;
let threshold = 0.5;
let order: Readonly<Record<string, Order>> = {};

function save(): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([raw], { type: 'application/json' }));
  link.download = 'scorecard.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function verdict(say: Say): Child {
  const spoken = words[language];
  return h('div', { class: `verdict ${words.tone}` },
    h('p', { class: 'tone' }, words.tone === 'open' && Object.keys(card.skill ?? {}).length === 0 ? say('alone') : `${{ good: '✓', bad: '✕', open: '?' }[words.tone]} ${say(words.tone)}`),
    h('h1', null, spoken.verdict[0]),
    spoken.verdict.slice(1).map((sentence) => h('p', null, sentence)),
    h('p', { class: 'facts' }, h('bdi', null, say('forecast', card.prediction.join(', '), card.outcome.join(', '))),
      card.positive !== undefined && h('bdi', null, say('positive', card.positive)), ' · ', say('rows', grouped(card.input.scored), grouped(card.input.rows))));
}

function scores(say: Say): Child {
  const spoken = words[language];
  const all = Object.entries(card.scores).filter(([key]) => !ofLevel(key));
  const sure = all.filter(([, each]) => each.interval);
  const plain = all.filter(([, each]) => !each.interval);
  const level = brief((sure[0]?.[1].level ?? 0.95) * 100);
  const skill = Object.entries(card.skill ?? {})[0];
  return section('scores', say('scores'),
    sure.length > 0 && h('p', { class: 'lead' }, say('scoresLead', level, say('referenceMark'))),
    scoreTable(say('scores'), sure.length > 0 ? sure : plain, level, (key) => nameOf(spoken, key),
      (key) => (card.reference?.[key] ? number(card.reference[key].value) : usual(key, number(card.scores.base_rate?.value))), say),
    skill && h('p', { class: 'lead' }, `${nameOf(spoken, skill[0])}: ${say('skill', `${brief(number(skill[1].value) * 100, 3)}%`)}`,
      skill[1].interval && ` [${skill[1].interval.map((end) => `${brief(number(end) * 100, 3)}%`).join(', ')}]`),
    sure.length > 0 && plain.length > 0 && h('details', null, h('summary', null, say('more')),
      h('dl', null, plain.map(([key, each]) => [h('dt', null, nameOf(spoken, key)), h('dd', null, figure(each))]))),
    card.scores.log_loss && h('details', { id: 'meaning' }, h('summary', null, say('meaning')),
      h('p', null, say('meaning1')), h('p', null, say('meaning2')), h('p', null, say('meaning3'))));
}

function draw(): void {
  const say: Say = speaker(texts, language);
  const spoken = words[language];
  const context: Context = {
    card, spoken, say, threshold, order,
    move: (to) => { threshold = to; draw(); },
    choose: (table, chosen) => { order = { ...order, [table]: chosen }; draw(); },
  };
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.title = `${say('title')} · ${card.input.files.join(', ')}`.slice(0, 200);
  render(root,
    h('header', null,
      h('p', { class: 'brand' }, `Surprisal · ${say('title')}`),
      h('div', { class: 'buttons' },
        h('button', { type: 'button', id: 'language', lang: language === 'zh' ? 'en' : 'zh-CN', on: { click: () => { language = language === 'zh' ? 'en' : 'zh'; draw(); } } }, say('other')),
        h('button', { type: 'button', id: 'theme', on: { click: () => { dark = !dark; draw(); } } }, say(dark ? 'light' : 'dark')),
        h('button', { type: 'button', id: 'save', on: { click: save } }, say('save')))),
    h('main', null,
      verdict(say),
      spoken.notes.length > 0 && section('notes', say('notes'), h('ul', { class: 'notes' },
        spoken.notes.map((note, i) => h('li', { class: card.notes?.[i]?.severity ?? 'info' }, note)))),
      scores(say), coverage(context), comparison(context), calibration(context), decomposition(context), classes(context), segments(context),
      outcomes(context), worst(context), ranking(context),
      section('provenance', say('provenance'), h('dl', null,
        h('dt', null, say('files')), h('dd', null, h('bdi', null, card.input.files.join(', '))),
        h('dt', null, say('made')), h('dd', null, card.provenance.time), h('dt', null, say('version')), h('dd', null, card.version),
        h('dt', null, say('again')), h('dd', null, h('code', null, card.provenance.command))))));
}

draw();
