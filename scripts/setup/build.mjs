// Builds what is older than its sources.
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NotPossible, runQuietly } from './run.mjs';

const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'];
const skipped = new Set(['node_modules', 'dist', '.types', 'schema', '.groundwork']);

/** In this order. `stamp` says when it was built last. */
const targets = [
  {
    stamp: 'apps/cli/dist/.built',
    sources: ['packages', 'apps', 'scripts', ...settings],
    steps: [
      { label: 'Building', run: ['node_modules/typescript/bin/tsc', '-b'] },
      { label: 'Bundling the command line', run: ['scripts/bundle.mjs'] },
      { label: 'Bundling the editor extension', run: ['scripts/bundle-extension.mjs'] },
    ],
  },
  {
    // The largest bundle, and it changes least.
    stamp: 'apps/ide/.types/.built',
    sources: ['apps/ide', 'packages/blueprint', 'packages/host', 'packages/protocol', 'scripts/bundle-ide.mjs', ...settings],
    steps: [{ label: 'Bundling the browser shell', run: ['scripts/bundle-ide.mjs'] }],
  },
];

/** Type-checks, emits the libraries and bundles the applications with the given Node. Does nothing when that is current. */
export async function build(root, node) {
  for (const { stamp, sources, steps } of targets) {
    const built = join(root, stamp);
    if (existsSync(built) && statSync(built).mtimeMs >= newest(sources.map((path) => join(root, path)))) continue;
    const started = new Date();
    for (const { label, run } of steps) {
      const [script, ...args] = run;
      const { code, output } = await runQuietly(label, node, [join(root, script), ...args], { cwd: root });
      if (code === 0) continue;
      process.stderr.write(`\n${output.trim()}\n`);
      throw new NotPossible(`${label} failed; what was wrong is above`, 'correct it, or go back to a clean checkout (git status)', 1);
    }
    mkdirSync(dirname(built), { recursive: true });
    writeFileSync(built, '');
    // What was changed while this ran counts as newer.
    utimesSync(built, started, started);
  }
}

/** The newest modification time, in milliseconds. A removed file shows as its folder's. */
function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const info = statSync(path);
    latest = Math.max(latest, info.mtimeMs);
    if (info.isDirectory()) {
      const inside = readdirSync(path).filter((name) => !skipped.has(name));
      latest = Math.max(latest, newest(inside.map((name) => join(path, name))));
    }
  }
  return latest;
}
