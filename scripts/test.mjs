// npm test [-- FILTER...]: installs, builds and runs the tests.
import { join, resolve } from 'node:path';
import { build } from './setup/build.mjs';
import { install } from './setup/install.mjs';
import { runHere, runMain } from './setup/run.mjs';

const root = resolve(import.meta.dirname, '..');

await runMain(async () => {
  const node = await install(root);
  await build(root, node);
  // Where nothing may be skipped, what checks our output is installed first; elsewhere a person says `npm run tools`.
  if (process.env['GROUNDWORK_REQUIRE_ALL'] === '1')
    await runHere(node, ['--conditions=groundwork-source', join(root, 'scripts/tools.ts')], { cwd: root });
  // The examples that install Python packages take a minute: `npm run test:unit` leaves them out.
  const env = { ...process.env, GROUNDWORK_RUN_EXAMPLES: '1' };
  return runHere(node, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)], { cwd: root, env });
});
