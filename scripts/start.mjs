// npm start [-- DIR]: installs, builds and opens the IDE on DIR; on the default example, which comes up, when no folder is given.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from './setup/build.mjs';
import { install } from './setup/install.mjs';
import { NotPossible, runHere, runMain } from './setup/run.mjs';

const root = resolve(import.meta.dirname, '..');
const defaultExample = join(root, 'examples', 'tea-shop');

await runMain(async () => {
  const inputs = process.argv.slice(2);
  const given = inputs.find((input) => !input.startsWith('-'));
  // npm runs scripts in the checkout; a relative folder is meant from where the person is.
  const folder = given === undefined ? defaultExample : resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (!existsSync(folder)) throw new NotPossible(`There is no folder ${folder}`, 'npm start -- DIR, with a folder that exists', 2);
  const node = await install(root);
  await build(root, node);
  const flags = inputs.filter((input) => input !== given);
  return runHere(node, [join(root, 'apps/cli/bin/groundwork.js'), 'open', folder, ...flags]);
});
