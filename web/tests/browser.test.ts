import { readFileSync } from 'node:fs';
import { type Browser, chromium as engine, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromium, pageOf, quicksort, recorded } from './page';
import { bubbleSort, encodeColumns } from './sorting';

const executablePath = chromium();
if (!executablePath) {
  if (process.env.CI) throw new Error('CI tests the page in a browser: install Debian\'s chromium, or set CHROMIUM.');
  console.warn('No Chromium: the tests of the page in a browser are skipped. Install Debian\'s chromium, or set CHROMIUM.');
}

describe.skipIf(!executablePath)('the page in a browser', () => {
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

  async function open(file: string, options: object = {}, hash = ''): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith('file://') && !request.url().startsWith('blob:')) requests.push(request.url());
    });
    await page.goto(`file://${file}${hash}`);
    return page;
  }

  const stepOf = async (page: Page) => Number((await page.textContent('.where b'))!.replace(/\D/g, ''));
  const settled = (page: Page) => page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
  const press = async (page: Page, key: string) => {
    await page.keyboard.press(key);
    await settled(page);
  };

  test('plays by the keyboard alone', async () => {
    const page = await open(pageOf(recorded(quicksort)));
    await page.waitForSelector('.bars, .none');
    expect(await stepOf(page)).toBe(1);
    for (let i = 0; i < 5; i++) await press(page, 'ArrowRight');
    expect(await stepOf(page)).toBe(6);
    expect(page.url()).toMatch(/#step=6$/);
    await press(page, 'ArrowLeft');
    expect(await stepOf(page)).toBe(5);
    expect(await page.textContent('#live')).toMatch(/^step 5 of \d+\. line \d+: /);
    await press(page, 'End');
    const last = await stepOf(page);
    expect(await page.textContent('#live')).toContain('exit code 0');
    expect(await page.textContent('#output')).toContain('[1, 2, 3');
    await press(page, 'Home');
    expect(await stepOf(page)).toBe(1);
    await press(page, 'PageDown');
    expect(await stepOf(page)).toBe(1 + Math.max(1, Math.round(last / 50)));
    await press(page, '?');
    expect(await page.isVisible('[role=dialog]')).toBe(true);
    await press(page, 'Escape');
    expect(await page.isVisible('[role=dialog]')).toBe(false);
    for (let i = 0; i < 12; i++) await page.keyboard.press('+');
    await press(page, ' ');
    await page.waitForFunction((wanted) => document.querySelector('.where b')!.textContent!.replace(/\D/g, '') === wanted, String(last));
    await page.close();
  });

  test('goes to writes, lines, watched expressions and what is searched for', async () => {
    const page = await open(pageOf(recorded(quicksort)), {}, '#step=20');
    await page.waitForSelector('.bars');
    expect(await stepOf(page)).toBe(20);
    await page.click('.variables button:has-text("pivot")');
    await press(page, 'w');
    const write = await stepOf(page);
    expect(write).toBeGreaterThan(20);
    expect(await page.textContent('.did')).toContain('pivot =');
    await press(page, 'W');
    expect(await stepOf(page)).toBeLessThan(write);
    await page.click('.code button.number:has-text("10")');
    await settled(page);
    expect(await page.textContent('.code .now')).toContain('return i');
    await page.fill('#watch', 'j < 6');
    await page.press('#watch', 'Enter');
    await page.click('.firstFalse');
    await settled(page);
    expect(await page.textContent('.watch')).toContain('false');
    await page.fill('#search', 'pivot');
    await page.waitForSelector('.results button');
    await page.press('#search', 'Enter');
    await settled(page);
    expect(await page.textContent('.code .now')).toContain('pivot');
    await page.close();
  });

  test('speaks two languages and has two themes', async () => {
    const page = await open(pageOf(recorded(quicksort), 'zh'), { colorScheme: 'dark' });
    await page.waitForSelector('.variables, .none');
    expect(await page.textContent('.values h2')).toContain('变量');
    expect(await page.getAttribute('html', 'lang')).toBe('zh');
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
    await page.click('header button:has-text("English")');
    await settled(page);
    expect(await page.textContent('.values h2')).toContain('Variables');
    await page.close();
  });

  test('a text of the program is never more than text', async () => {
    const page = await open(pageOf(recorded('evil = "</script><img src=x onerror=alert(1)>"\nprint(evil)\n')), {}, '#step=99');
    await page.waitForSelector('#output pre');
    expect(await page.textContent('#output')).toContain('<img src=x');
    expect(await page.locator('img').count()).toBe(0);
    await page.close();
  });

  test('a file picked by the reader is played, another is refused in a sentence', async () => {
    const page = await open(pageOf('recording:here'.repeat(0) + recorded('x = 1\n')));
    await page.waitForSelector('#file', { state: 'attached' });
    await page.setInputFiles('#file', { name: 'q.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(recorded(quicksort)) });
    await page.waitForFunction(() => document.querySelectorAll('.code .line').length > 15);
    await page.setInputFiles('#file', { name: 'q.zip', mimeType: 'application/zip', buffer: Buffer.from('PK nothing') });
    await page.waitForSelector('[role=alert]');
    expect(await page.textContent('[role=alert]')).toContain('no recording');
    await page.close();
  });

  test('fits a phone', async () => {
    const page = await open(pageOf(recorded(quicksort)), { viewport: { width: 390, height: 800 } }, '#step=30');
    await page.waitForSelector('.bars');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.close();
  });

  test('a hundred thousand steps are small, open at once and scrub smoothly', async () => {
    const trace = bubbleSort(100_000);
    expect(trace.size).toBeGreaterThan(200_000);
    const file = pageOf(encodeColumns(trace));
    const data = /id="recording">([^<]*)</.exec(readFileSync(file, 'utf8'))![1].length;
    expect(data).toBeLessThan(500_000);
    const page = await open(file);
    await page.waitForSelector('.bars');
    const opened = await page.evaluate(() => performance.now());
    const times = await page.evaluate(async () => {
      const scrubber = document.getElementById('scrubber') as HTMLInputElement;
      const most = Number(scrubber.max);
      const spent: number[] = [];
      for (let i = 0; i < 60; i++) {
        scrubber.value = String(Math.floor(((i * 37) % 60) / 60 * most));
        const begin = performance.now();
        scrubber.dispatchEvent(new Event('input'));
        await new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done)));
        spent.push(performance.now() - begin);
      }
      return spent.sort((a, b) => a - b);
    });
    console.log(`data ${data} characters; opened in ${Math.round(opened)} ms; a jump takes ${times[30].toFixed(1)} ms, one in ten ${times[54].toFixed(1)} ms`);
    // On an idle machine a fraction of it; CI's may be busy.
    expect(opened).toBeLessThan(3000);
    expect(times[30]).toBeLessThan(100);
    await page.close();
  });
});
