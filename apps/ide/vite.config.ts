import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  base: '/',
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    // Files of extensions are fetched: as data: addresses the page's policy would not let them through.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
  },
  worker: { format: 'es' },
  resolve: {
    conditions: ['groundwork-source', 'module', 'browser', 'production', 'import', 'default'],
    alias: [
      // Ligatures of the terminal's font read font files, which a page cannot; the module has no browser build.
      { find: '@xterm/addon-ligatures', replacement: new URL('src/workbench/no-ligatures.ts', import.meta.url).pathname },
    ],
  },
  plugins: [styleSheetsAsText(), withoutWhatNobodyAsksFor(), fetchedAtOnce(), framePages(), compressed()],
});

/** The workbench asks for its style sheets as text and puts them on the page by itself. */
function styleSheetsAsText(): Plugin {
  const ofWorkbench = /node_modules\/(?:@codingame\/monaco-vscode|vscode)[^?]*\.css$/;
  return {
    name: 'style-sheets-as-text',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!source.endsWith('.css')) return null;
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
      return resolved && ofWorkbench.test(resolved.id) ? { ...resolved, id: `${resolved.id}?inline` } : null;
    },
  };
}

/**
 * Files that the packages of extensions name and that no window loads: source maps, licences, pictures of a marketplace, what is for
 * notebooks, fonts in formats older than the browsers that run this; and an editor of Markdown that is an experiment of a megabyte.
 */
function withoutWhatNobodyAsksFor(): Plugin {
  const unused = [
    String.raw`[^']*\.map`,
    String.raw`(?:README|CHANGELOG)\.md`,
    String.raw`[^']*(?:LICENSE|NOTICE)[^']*`,
    String.raw`images/[^']*|icon\.png|media/demo\.png`,
    String.raw`(?:markdown-editor|notebook)-(?:out|src)/[^']*`,
  ];
  const registered = new RegExp(`^registerFileUrl\\('(?:${unused.join('|')})'.*$`, 'gm');
  const experiment = /,\{viewType:"vscode\.markdown\.editor"[^}]*\}\]\}/;
  return {
    name: 'without-what-nobody-asks-for',
    enforce: 'pre',
    transform: {
      filter: { id: /-default-extension\/index\.js$/ },
      handler: (code) => ({ code: code.replaceAll(registered, '').replace(experiment, ''), map: null }),
    },
  };
}

/**
 * A service worker hands a webview its files. A browser that keeps other sites from storing anything (a private window, or its
 * settings) has none: our own views bring all they need with them, so there the page goes on without. `null` where it cannot be said.
 */
function withoutServiceWorker(page: string): string | null {
  const script = /<script async type="module">([\s\S]*?)<\/script>/.exec(page)?.[1];
  if (script === undefined) return null;
  const changed = script
    .replaceAll(
      /return reject\(new Error\((?:'Service Workers are not enabled|`Could not register service worker)[^\n]*\);/g,
      'return resolve();',
    )
    .replaceAll('assertIsDefined(navigator.serviceWorker.controller).postMessage', 'navigator.serviceWorker.controller?.postMessage');
  const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  if (changed === script || !page.includes(hash(script))) return null;
  return page.replace(script, () => changed).replaceAll(hash(script), hash(changed));
}

/**
 * The pages of frames, by names that stay: webviews are shown at an origin of their own, and the extension host's page is the one of
 * ours that may be framed. It loads no code of anywhere else, whatever VS Code's own allows.
 */
function framePages(): Plugin {
  const pieces = (name: string, path: string): URL =>
    new URL(path, import.meta.resolve(`@codingame/monaco-vscode-${name}-service-override`));
  const webviews = pieces('view-common', 'service-override/vs/workbench/contrib/webview/browser/pre/');
  const extensionHost = pieces('extensions', 'vscode/src/vs/workbench/services/extensions/worker/webWorkerExtensionHostIframe.html');
  return {
    name: 'frame-pages',
    apply: 'build',
    async generateBundle() {
      for (const name of ['fake.html', 'service-worker.js'])
        this.emitFile({ type: 'asset', fileName: `webview/${name}`, source: await readFile(new URL(name, webviews)) });
      const frame = withoutServiceWorker(await readFile(new URL('index.html', webviews), 'utf8'));
      if (frame === null) this.error('the page of webviews is another one than it was');
      this.emitFile({ type: 'asset', fileName: 'webview/index.html', source: frame });
      const page = await readFile(extensionHost, 'utf8');
      const source = page.replaceAll(/ (?:https|wss):(?=[ ;])| (?:http|ws):\/\/(?:localhost|127\.0\.0\.1):\*/g, '');
      if (/https?:|wss?:/.test(source)) this.error('the page of the extension host allows other addresses than it did');
      this.emitFile({ type: 'asset', fileName: 'frames/extension-host.html', source });
    },
  };
}

/** The workbench is what a window waits for: its files are fetched with the page, before any script of ours could ask for them. */
function fetchedAtOnce(): Plugin {
  return {
    name: 'fetched-at-once',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = new Map(Object.values(bundle).flatMap((each) => (each.type === 'chunk' ? [[each.fileName, each] as const] : [])));
        const workbench = [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId?.endsWith('/src/workbench/open.ts'));
        if (workbench === undefined) throw new Error('No file of the bundle begins with src/workbench/open.ts');
        const needed = new Set<string>();
        const need = (name: string): void => {
          if (needed.has(name)) return;
          needed.add(name);
          chunks.get(name)?.imports.forEach(need);
        };
        need(workbench.fileName);
        return [...needed]
          .filter((name) => !html.includes(`"/${name}"`))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}

/** `FILE.br` beside what shrinks: the server gives it to browsers, which take it. */
function compressed(): Plugin {
  const compress = promisify(brotliCompress);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6 };
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const entries = await readdir(dir, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && /\.(?:js|css|html|json|svg|wasm|ttf|txt)$/.test(entry.name));
      await Promise.all(
        files.map(async ({ parentPath, name }) => {
          const path = join(parentPath, name);
          const bytes = await readFile(path);
          if (bytes.length > 1024) await writeFile(`${path}.br`, await compress(bytes, { params }));
        }),
      );
    },
  };
}
