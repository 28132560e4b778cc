import { isExecutable, programsOnPath } from '@groundwork/target-local';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pythonEnvironments } from '../python-environments.ts';
import { startable, type LanguageServer } from '../server.ts';

/** basedpyright does not format. Its settings are data, so it runs nothing of a repository; one that lies in it is run after trust. */
export const ruff: LanguageServer = {
  id: 'ruff',
  title: 'Python formatting (Ruff)',
  languages: ['python'],
  find: ({ dir, trusted }) => {
    const own = trusted ? pythonEnvironments(dir).map(({ python }) => join(dirname(python), 'ruff')) : [];
    const program = [...own.filter(isExecutable), ...programsOnPath('ruff')][0];
    if (program === undefined) return { reason: 'Ruff is not on this machine', fix: 'pipx install ruff' };
    // What it would find by its own rules is for those who chose it.
    const settings = { lint: { enable: isChosen(dir) }, organizeImports: isChosen(dir) };
    return startable([program, 'server'], { options: { settings }, settings: { ruff: settings } });
  },
};

function isChosen(dir: string): boolean {
  if (['ruff.toml', '.ruff.toml'].some((file) => existsSync(join(dir, file)))) return true;
  try {
    return /^\[tool\.ruff\b/m.test(readFileSync(join(dir, 'pyproject.toml'), 'utf8'));
  } catch {
    return false;
  }
}
