import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Puts script and style into the page, and their hashes into its Content-Security-Policy: nothing else may run, and nothing
 * at all may be loaded or sent.
 */
function onePage(): Plugin {
  return {
    name: 'one-page',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = Object.values(bundle).find((file) => file.fileName.endsWith('.html'));
      if (page?.type !== 'asset') throw new Error('Vite made no page.');
      const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
      const scripts: string[] = [];
      const styles: string[] = [];
      for (const file of Object.values(bundle)) {
        if (file === page) continue;
        if (file.type === 'chunk') scripts.push(file.code.trim().replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--'));
        else if (file.fileName.endsWith('.css')) styles.push(String(file.source).replace(/\/\*\$vite\$[^*]*\*\//g, '').trim());
        else throw new Error(`The page would need ${file.fileName}: it must hold everything itself.`);
        delete bundle[file.fileName];
      }
      if (scripts.length !== 1 || styles.length > 1) throw new Error('A page has one script and one style.');
      const policy = `default-src 'none'; script-src ${hash(scripts[0])}; style-src ${styles.map(hash).join(' ') || "'none'"}; `
        + "base-uri 'none'; form-action 'none'";
      page.source = String(page.source)
        .replace(/\s*<script type="module"[^>]*src=[^>]*><\/script>/, '')
        .replace(/\s*<link rel="stylesheet"[^>]*>/, '')
        .replace(/\s*<link rel="modulepreload"[^>]*>/g, '')
        .replace('POLICY', () => policy)
        .replace('</head>', () => `  ${styles.map((style) => `<style>${style}</style>`).join('')}\n</head>`)
        .replace('</body>', () => `  <script type="module">${scripts[0]}</script>\n</body>`);
    },
  };
}

/** Where each page goes: to the resources of the module that fills it. */
const pages: Record<string, string> = {
  player: '../watch/src/main/resources/org/surprisal/watch/page',
  report: '../report/src/main/resources/org/surprisal/report',
};

export default defineConfig(({ mode }) => ({
  root: here,
  base: './',
  publicDir: false,
  plugins: [onePage()],
  build: {
    outDir: resolve(here, pages[mode] ?? pages.player),
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: false,
    target: 'es2023',
    rolldownOptions: { input: resolve(here, mode === 'report' ? 'report.html' : 'player.html') },
  },
  test: { include: ['tests/**/*.test.ts'], testTimeout: 60_000 },
}) as UserConfig);
