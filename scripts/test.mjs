// npm test [-- FILTER...]: installs, builds and runs the tests.
import { join, resolve } from 'node:path';
import { build } from './setup/build.mjs';
import { install } from './setup/install.mjs';
import { runHere, runMain } from './setup/run.mjs';

const root = resolve(import.meta.dirname, '..');

await runMain(async () => {
  const node = await install(root);
  await build(root, node);
  return runHere(node, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)], { cwd: root });
});
