import axe from 'axe-core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Browser, chromium as engine } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromium, pageOf, root } from './page';

const executablePath = chromium();
const folder = join(root, 'web/tests/recordings');
const recordings = readdirSync(folder).filter((name) => name.endsWith('.jsonl.gz')).sort();

/** The recordings of examples/watch, as pages that anybody can read. */
describe.skipIf(!executablePath && !process.env.CI)('the page of each example', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await engine.launch({ executablePath, args: ['--no-sandbox'] });
  });

  afterAll(() => browser?.close());

  test('there is one for each kind of picture', () => expect(recordings.length).toBeGreaterThanOrEqual(8));

  for (const name of recordings) {
    for (const [language, colorScheme] of [['en', 'light'], ['zh', 'dark']] as const) {
      test(`${name.replace('.jsonl.gz', '')} in ${language} and ${colorScheme} has nothing against it`, async () => {
        const file = pageOf(gunzipSync(readFileSync(join(folder, name))).toString('utf8'), language);
        // The policy of the page lets no script in but its own.
        const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
        const page = await context.newPage();
        await page.goto(`file://${file}#step=40`);
        await page.waitForSelector('.code .now');
        await page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done, 50))));
        await page.evaluate(axe.source);
        const found = await page.evaluate(async () => {
          const results = await (window as unknown as { axe: typeof axe }).axe.run();
          return results.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 120)} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
        });
        expect(found).toEqual([]);
        await context.close();
      });
    }
  }

  test('on paper there is the step, and nothing to click', async () => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
    await page.goto(`file://${pageOf(gunzipSync(readFileSync(join(folder, 'QuickSort.jsonl.gz'))).toString('utf8'))}#step=60`);
    await page.waitForSelector('.bars');
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('.buttons button')).toBe(false);
    expect(await page.isVisible('#search')).toBe(false);
    expect(await page.isVisible('.bars')).toBe(true);
    expect(await page.isVisible('.where b')).toBe(true);
    // Nothing is cut off: the code is as high as its lines.
    expect(await page.evaluate(() => { const code = document.getElementById('code')!; return code.scrollHeight - code.clientHeight; })).toBeLessThanOrEqual(1);
    await page.close();
  });

  test('an array that is used as a heap is drawn as its tree too', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`file://${pageOf(gunzipSync(readFileSync(join(folder, 'Heap.jsonl.gz'))).toString('utf8'))}#step=120`);
    await page.waitForSelector('.arraytree');
    const text = await page.getAttribute('.arraytree', 'aria-label');
    // The elements in use, each with its parent.
    expect(text).toMatch(/^\d+(, \d+ \(\d+\))+$/);
    expect(text!.split(',').length).toBeLessThanOrEqual(7);
    await page.close();
  });

  test('of a quicksort the pivot and both sides of it can be seen', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`file://${pageOf(gunzipSync(readFileSync(join(folder, 'QuickSort.jsonl.gz'))).toString('utf8'))}#step=60`);
    await page.waitForSelector('.bars .level-name');
    expect(await page.textContent('.level-name')).toBe('pivot 11');
    expect(await page.locator('.bar.below').count()).toBe(10);
    expect(await page.locator('.bar.above').count()).toBe(1);
    expect(await page.locator('.bar.equal').count()).toBe(1);
    // In partition too, which only passes i on: everything left of it is smaller.
    await page.goto(page.url().replace(/#.*/, '#step=80'));
    await page.waitForFunction(() => document.querySelector('.where b')!.textContent === '80');
    expect(await page.locator('.bars .pointer').allTextContents()).toEqual(expect.arrayContaining(['i', 'j', 'low', 'high']));
    await page.close();
  });
});
