import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const bundle = join(root, 'watch/src/main/resources/org/surprisal/watch/page/player.html');

/** Where the browser is: $CHROMIUM, or what the PATH has. */
export function chromium(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named) return existsSync(named) ? named : undefined;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
    if (found) return found;
  }
  return undefined;
}

/** A page that plays a recording, as a file; the recording in columns or as JSON lines. */
export function pageOf(recording: Uint8Array | string, language = 'en'): string {
  const data = gzipSync(recording, { level: 9 }).toString('base64');
  const html = readFileSync(bundle, 'utf8').replace('recording:here', () => data).replace('{"options":"here"}', JSON.stringify({ language }));
  const file = join(mkdtempSync(join(tmpdir(), 'player-')), 'page.html');
  writeFileSync(file, html);
  return file;
}

/** What the recorder of examples/ makes of a Python program. */
export function recorded(program: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  writeFileSync(join(folder, 'program.py'), program);
  const run = spawnSync('python3', [join(root, 'examples/watch/record.py'), 'program.py'], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error) throw run.error;
  return run.stdout;
}

export const quicksort = `
def partition(a, lo, hi):
    pivot = a[hi]
    i = lo
    for j in range(lo, hi):
        if a[j] < pivot:
            a[i], a[j] = a[j], a[i]
            i += 1
    a[i], a[hi] = a[hi], a[i]
    return i


def quicksort(a, lo, hi):
    if lo < hi:
        p = partition(a, lo, hi)
        quicksort(a, lo, p - 1)
        quicksort(a, p + 1, hi)


numbers = [9, 4, 7, 1, 8, 2, 6, 3, 5]
quicksort(numbers, 0, 8)
print(numbers)
`;
