import axe from 'axe-core';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium as engine, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { column, forecasts, number } from '../src/report/scorecard';
import { ordered } from '../src/report/tables';
import { acting } from '../src/report/threshold';
import { chromium, root } from './page';

const executablePath = chromium();
const template = readFileSync(join(root, 'report/src/main/resources/org/surprisal/report/report.html'), 'utf8');

const hostile = '</script><img src=x onerror=alert(1)>🙂 \u202eעברית ' + 'x'.repeat(10_000);

function scorecard(outcome = 'won'): object {
  const estimate = (value: unknown, low: number, high: number, unit = 'number', better = 'higher') =>
    ({ value, interval: [low, high], level: 0.95, kind: 'interval', unit, better, n: 4 });
  return {
    schema: 1, version: '0.1.0', input: { files: ['games.csv'], rows: 5, scored: 4 }, task: 'binary', outcome: [outcome], prediction: ['p'],
    positive: '1', scores: { log_loss: estimate(0.5, 0.4, 0.6, 'nats', 'lower'), auc: estimate(0.7, 0.6, 0.8), base_rate: estimate(0.5, 0.2, 0.8, 'share'), ece: { value: 0.1, interval: null, unit: 'number', better: 'lower' } },
    reference: { log_loss: estimate(0.69, 0.6, 0.7, 'nats', 'lower') }, skill: { log_loss: estimate(0.25, 0.1, 0.4) },
    decomposition: { log_loss: { miscalibration: { value: 0.02 }, discrimination: { value: 0.21 }, uncertainty: { value: 0.69 }, chance: { miscalibration: { mean: 0.01, upper: 0.03, level: 0.95 }, p_value: 0.4 } } },
    curves: {
      reliability: { columns: ['forecast_low', 'forecast_high', 'frequency', 'rows'], points: [[0.1, 0.3, 0.25, 2], [0.6, 0.9, 0.7, 2]] },
      reliability_band: { columns: ['forecast', 'low', 'high'], points: [[0.1, 0, 0.4], [0.9, 0.5, 1]] },
      reliability_binned: { columns: ['forecast', 'frequency', 'low', 'high', 'rows'], points: [[0.2, 0.25, 0.1, 0.5, 2]] },
      gain: { columns: ['threshold', 'share_of_rows', 'share_of_events', 'lift'], points: [[0.9, 0.25, 0.5, 2], [0.6, 0.5, 0.5, 1], [0.1, 1, 1, 1]] },
      roc: { columns: ['threshold', 'false_positive_rate', 'true_positive_rate'], points: [['Infinity', 0, 0], [0.9, 0, 0.5], [0.1, 1, 1]] },
      precision_recall: { columns: ['threshold', 'recall', 'precision'], points: [[0.9, 0.5, 1], [0.1, 1, 0.5]] },
      murphy: { columns: ['threshold', 'score', 'base_rate'], points: [[0, 0, 0], [0.5, 0.2, 0.25], [1, 0, 0]] },
      surprisal_histogram: { columns: ['from', 'to', 'events', 'others'], points: [[0, 0.125, 1, 1], [0.625, 0.75, 1, 0], ['Infinity', 'Infinity', 1, 0]] },
    },
    segments: ['EU', 'US', 'a very long name of a segment that no picture holds'].map((region, i) => ({
      by: { region }, rows: 10 + 40 * i, small: i === 0, scores: { log_loss: estimate(0.4 + i / 10, 0.3, 0.8, 'nats', 'lower') },
      differences: { log_loss: { ...estimate(i / 10 - 0.1, -0.2, 0.3), adjusted_p_value: 0.5 - i / 10, marked: i === 2 } } })),
    comparison: { against: ['q'], rows: 4, differences: { log_loss: { ...estimate(-0.1, -0.2, -0.01, 'nats', 'lower'), p: 0.03 } } },
    worst: [{ file: 1, row: 2, loss: 'Infinity', outcome: 1, prediction: 0, columns: { region: 'EU', note: null } }, { file: 1, row: 1, loss: 0.7, outcome: 0, prediction: 0.5, columns: { region: hostile, note: '' } }],
    worst_share: { rows: 1, share: 0.9 },
    pit: [{ low: 0, high: 0.5, share: 0.7 }, { low: 0.5, high: 1, share: 0.3 }],
    notes: [{ code: 'x', severity: 'warning' }], provenance: { time: '2026-11-22T08:00:00Z', command: 'surprisal score games.csv' },
  };
}

/** A page as the command writes it. */
function pageOf(card: object, note = 'Look here.'): string {
  const safe = (value: object) => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const spoken = (verdict: string) => ({ verdict: [verdict, 'And more.'], names: { log_loss: 'log loss' }, notes: [note] });
  const file = join(mkdtempSync(join(tmpdir(), 'report-')), 'report.html');
  writeFileSync(file, template.replace('{"words":"here"}', () => safe({ language: 'en', tone: 'good', en: spoken('Better.'), zh: spoken('更好。') }))
    .replace('{"scorecard":"here"}', () => safe(card)));
  return file;
}

test('the histogram is what the gain curve counts', () => {
  const gain = { columns: ['threshold', 'share_of_rows'], points: [[0.9, 0.25], [0.6, 0.5], [0.1, 1]] };
  expect(forecasts(gain, 2)).toEqual([0.5, 0.5]);
  expect(forecasts(gain, 4)).toEqual([0.5, 0, 0.25, 0.25]);
  expect(forecasts({ columns: ['threshold', 'share_of_rows'], points: [[1, 0.5], [0, 1]] }, 4)).toEqual([0.5, 0, 0, 0.5]);
});

test('a threshold stands at the last forecast that is not below it', () => {
  const roc = { columns: ['threshold', 'false_positive_rate', 'true_positive_rate'], points: [['Infinity' as const, 0, 0], [0.9, 0, 0.5], [0.1, 1, 1]] };
  expect(acting(roc, 0.25, 0.9).cells).toEqual([0.125, 0, 0.125, 0.75]);
  expect(acting(roc, 0.25, 0.91).precision).toBeNaN();
  expect(acting(roc, 0.25, 0.1).precision).toBe(0.25);
});

test('rows without a number come last, in either direction', () => {
  const columns = [{ title: 'x', cell: () => '', order: (row: number) => row }];
  expect(ordered([2, NaN, 1], columns, { column: 0, up: true })).toEqual([1, 2, NaN]);
  expect(ordered([2, NaN, 1], columns, { column: 0, up: false })).toEqual([2, 1, NaN]);
  expect(ordered([2, 1], columns, undefined)).toEqual([2, 1]);
});

test('figures may be infinite, and a column must exist', () => {
  expect(number('-Infinity')).toBe(-Infinity);
  expect(number(null)).toBeNaN();
  expect(() => column({ columns: ['a'], points: [] }, 'b')).toThrow('no b');
});

describe.skipIf(!executablePath && !process.env.CI)('the report in a browser', () => {
  let browser: Browser;
  const complaints: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    browser = await engine.launch({ executablePath, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser?.close();
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  async function open(file: string, options: object = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!/^(file|blob):/.test(request.url())) requests.push(request.url());
    });
    await page.goto(`file://${file}`);
    await page.waitForSelector('h1');
    return page;
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [390, 1280]) {
      test(`${colorScheme} and ${width} wide, in both languages: nothing against it, nothing sticks out`, async () => {
        const page = await open(pageOf(scorecard()), { viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
        for (const language of ['en', 'zh-CN']) {
          expect(await page.getAttribute('html', 'lang')).toBe(language);
          await page.evaluate(() => document.querySelectorAll('details').forEach((each) => { each.open = true; }));
          await page.evaluate(axe.source);
          const found = await page.evaluate(async () => (await (window as unknown as { axe: typeof axe }).axe.run()).violations
            .map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`));
          expect(found).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
          await page.focus('#language');
          await page.keyboard.press('Enter');
        }
        expect(await page.textContent('h1')).toBe('Better.');
        await page.close();
      });
    }
  }

  test('all parts are there, and those without data are not', async () => {
    const page = await open(pageOf(scorecard()));
    expect(await page.locator('section').count()).toBe(14);
    expect(await page.locator('.cell').count()).toBe(24);
    expect(await page.textContent('.scores tbody tr')).toContain('[0.4, 0.6]');
    expect(await page.locator('#t-comparison').count()).toBe(1);
    expect(await page.textContent('.matrix')).toContain('1');
    await page.close();
    const bare = await open(pageOf({ ...scorecard(), curves: undefined, decomposition: undefined, segments: undefined, comparison: undefined, worst: undefined, pit: undefined, skill: undefined, reference: undefined, scores: { log_loss: { value: 'Infinity', interval: null, unit: 'nats', better: 'lower' } } }));
    expect(await bare.locator('section').count()).toBe(3);
    expect(await bare.textContent('.scores tbody tr')).toContain('∞');
    await bare.close();
  });

  test('the threshold moves by keyboard, and what comes of it', async () => {
    const page = await open(pageOf(scorecard()));
    expect(await page.textContent('label[for=threshold]')).toBe('threshold 0.5');
    expect(await page.textContent('.matrix tbody tr')).toContain('1');
    await page.focus('#threshold');
    await page.keyboard.press('Home');
    expect(await page.textContent('label[for=threshold]')).toBe('threshold 0');
    expect((await page.locator('.explorer dd').allTextContents()).slice(0, 3)).toEqual(['100.0%', '50.0%', '100.0%']);
    await page.keyboard.press('End');
    expect((await page.locator('.explorer dd').allTextContents())[0]).toBe('0.0%');
    await page.close();
  });

  test('tables are ordered by keyboard', async () => {
    const page = await open(pageOf(scorecard()));
    await page.evaluate(() => document.querySelectorAll('details').forEach((each) => { each.open = true; }));
    const table = page.locator('section[aria-labelledby="t-segments-0"] table');
    const first = () => table.locator('tbody tr th').first().textContent();
    expect(await first()).toBe('region EU');
    await table.locator('thead button').nth(1).focus();
    await page.keyboard.press('Enter');
    expect(await first()).toContain('very long');
    await page.keyboard.press('Enter');
    expect(await first()).toBe('region EU');
    expect(await table.locator('thead th').nth(1).getAttribute('aria-sort')).toBe('ascending');
    await page.close();
  });

  test('hostile names are texts', async () => {
    const page = await open(pageOf(scorecard(hostile), hostile), { viewport: { width: 390, height: 800 } });
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.textContent('.facts')).toContain(hostile);
    expect(await page.textContent('.notes')).toBe(hostile);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.close();
  });

  test('saves the numbers, by keyboard', async () => {
    const page = await open(pageOf(scorecard(hostile)));
    await page.focus('#save');
    const waiting = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('scorecard.json');
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toEqual(scorecard(hostile));
    await page.close();
  });

  test('on paper there is nothing to click, and the theme can be switched', async () => {
    const page = await open(pageOf(scorecard()), { colorScheme: 'light' });
    await page.focus('#theme');
    await page.keyboard.press('Enter');
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('#theme')).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    await page.close();
  });
});
