// Bundles the command line into apps/cli/dist/main.js, the programs it starts, and one chunk per lazily loaded command.
// What apps/cli/package.json lists under `dependencies` stays outside (WebAssembly files and native parts are looked up
// in node_modules at run time); what it lists under `devDependencies` is bundled in.
import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { rolldown } from 'rolldown';

const folder = new URL('../apps/cli/', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('package.json', folder), 'utf8'));
const outside = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });

const bundle = await rolldown({
  // What `up` starts as processes of their own are programs beside the command line.
  input: {
    main: new URL('src/bin.ts', folder).pathname,
    supervisor: new URL('../../packages/targets/local/src/supervisor/main.ts', folder).pathname,
    'jail-supervisor': new URL('../../packages/agent/src/jail/supervisor/main.ts', folder).pathname,
    'mail-catcher': new URL('../../packages/targets/local/src/servers/smtp/main.ts', folder).pathname,
    'static-server': new URL('../../packages/targets/local/src/static/main.ts', folder).pathname,
    'churn-reader': new URL('../../packages/toolkit/src/churn/reader/main.ts', folder).pathname,
    'sqlite-browser': new URL('../../packages/server/src/resources/sqlite/main.ts', folder).pathname,
  },
  platform: 'node',
  external: (id) => outside.some((name) => id === name || id.startsWith(`${name}/`)),
  // Of a package without `exports` its modules: jsonc-parser's `main` loads parts of itself in a way no bundler follows.
  resolve: { conditionNames: ['groundwork-source', 'import', 'node', 'default'], mainFields: ['module', 'main'] },
  transform: { target: 'node22' },
});
const chunks = new URL('dist/chunks/', folder);
rmSync(chunks, { recursive: true, force: true });
await bundle.write({
  dir: new URL('dist/', folder).pathname,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  sourcemap: true,
  // The text of what is loaded stays in memory. Names stay too, so that what a person reports can be read.
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
});
await bundle.close();
