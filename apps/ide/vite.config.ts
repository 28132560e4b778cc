import { readFile } from 'node:fs/promises';
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
  plugins: [styleSheetsAsText(), withoutWhatNobodyAsksFor(), webviewPages()],
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

/** Files that the packages of extensions name and that no window loads: source maps, licences, pictures of a marketplace. */
function withoutWhatNobodyAsksFor(): Plugin {
  const registered = /^registerFileUrl\('(?:[^']*\.map|README\.md|[^']*(?:LICENSE|\/NOTICE)[^']*|images\/[^']*|icon\.png)'.*$/gm;
  return {
    name: 'without-what-nobody-asks-for',
    enforce: 'pre',
    transform: {
      filter: { id: /-default-extension\/index\.js$/ },
      handler: (code) => ({ code: code.replaceAll(registered, ''), map: null }),
    },
  };
}

/** The pages that webviews are shown in are served at an origin of their own, by names that stay. */
function webviewPages(): Plugin {
  const folder = new URL(
    'service-override/vs/workbench/contrib/webview/browser/pre/',
    import.meta.resolve('@codingame/monaco-vscode-view-common-service-override'),
  );
  return {
    name: 'webview-pages',
    apply: 'build',
    async generateBundle() {
      for (const name of ['index.html', 'fake.html', 'service-worker.js'])
        this.emitFile({ type: 'asset', fileName: `webview/${name}`, source: await readFile(new URL(name, folder)) });
    },
  };
}
