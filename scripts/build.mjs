// npm run build: installs and builds, each only when needed.
import { resolve } from 'node:path';
import { build } from './setup/build.mjs';
import { install } from './setup/install.mjs';
import { runMain } from './setup/run.mjs';

const root = resolve(import.meta.dirname, '..');

await runMain(async () => {
  await build(root, await install(root));
  return 0;
});
