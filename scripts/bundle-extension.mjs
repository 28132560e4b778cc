// Bundles the editor extension into apps/extension/dist: a folder that is an extension as it stands. `browser.js` is for
// the built-in shell and editors in a browser, `node.cjs` for desktop editors, `webview/` for the pages it shows.
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';

const folder = new URL('../apps/extension/', import.meta.url);
const dist = new URL('dist/', folder);
const { version } = JSON.parse(await readFile(new URL('package.json', folder), 'utf8'));
const manifest = JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8'));

/** Pages the extension shows: `src/PAGE/page` becomes a script and a style sheet. */
const pages = ['map', 'run', 'rows', 'clouds', 'tickets', 'churn'];

await mkdir(dist, { recursive: true });
for (const name of await readdir(dist)) if (name !== 'types') await rm(new URL(name, dist), { recursive: true });

await Promise.all([
  bundle({ input: 'src/browser.ts', file: 'browser.js', platform: 'browser', external: ['vscode'] }),
  bundle({ input: 'src/node.ts', file: 'node.cjs', platform: 'node', external: ['vscode'] }),
  ...pages.map((page) => bundle({ input: `src/${page}/page/main.tsx`, file: `webview/${page}.js`, platform: 'browser', format: 'iife' })),
]);
for (const page of pages) {
  // A page is put together out of its script and its style: nothing in them may look like the end of their element.
  const script = new URL(`webview/${page}.js`, dist);
  const text = await readFile(script, 'utf8');
  await writeFile(script, text.replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3C`));
}
await writeFile(new URL('package.json', dist), `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
for (const page of pages) {
  const styles = ['src/webview/base.css', `src/${page}/page/style.css`];
  const texts = await Promise.all(styles.map((path) => readFile(new URL(path, folder), 'utf8')));
  await writeFile(new URL(`webview/${page}.css`, dist), texts.join('\n'));
}
for (const name of ['media', 'README.md']) await cp(new URL(name, folder), new URL(name, dist), { recursive: true });
await cp(new URL('../../LICENSE', folder), new URL('LICENSE', dist));
await writeFile(new URL('files.json', dist), `${JSON.stringify(await filesOfPages())}\n`);

/** What the built-in shell may ask for: a page cannot list a folder. */
async function filesOfPages() {
  const names = await readdir(dist, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(relative(dist.pathname, entry.parentPath), entry.name));
  return files.filter((file) => !/^types\/|^node\.cjs|\.map$|^(?:LICENSE|README\.md|files\.json)$/.test(file)).sort();
}

async function bundle({ input, file, platform, external = [], format = 'cjs' }) {
  const bundled = await rolldown({
    input: new URL(input, folder).pathname,
    platform,
    external,
    resolve: { conditionNames: ['groundwork-source', 'import', platform, 'default'], mainFields: ['module', 'main'] },
    transform: { target: platform === 'node' ? 'node22' : 'es2023' },
  });
  await bundled.write({ file: new URL(file, dist).pathname, format, minify: true, codeSplitting: false });
  await bundled.close();
}
