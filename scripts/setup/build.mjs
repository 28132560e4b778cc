// Builds when a source is newer than the last build.
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotPossible, runQuietly } from './run.mjs';

const sources = ['packages', 'apps', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'];
const skipped = new Set(['node_modules', 'dist', 'schema', '.groundwork']);

/** Type-checks, emits the libraries and bundles the command line with the given Node. Does nothing when that is current. */
export async function build(root, node) {
  const stamp = join(root, 'apps/cli/dist/.built');
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= newest(sources.map((path) => join(root, path)))) return;
  const started = new Date();
  const steps = [
    { label: 'Building', args: [join(root, 'node_modules/typescript/bin/tsc'), '-b'] },
    { label: 'Bundling the command line', args: [join(root, 'scripts/bundle.mjs')] },
    { label: 'Bundling the editor extension', args: [join(root, 'scripts/bundle-extension.mjs')] },
  ];
  for (const { label, args } of steps) {
    const { code, output } = await runQuietly(label, node, args, { cwd: root });
    if (code === 0) continue;
    process.stderr.write(`\n${output.trim()}\n`);
    throw new NotPossible(`${label} failed; what was wrong is above`, 'correct it, or go back to a clean checkout (git status)', 1);
  }
  writeFileSync(stamp, '');
  // What was changed while this ran counts as newer.
  utimesSync(stamp, started, started);
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
