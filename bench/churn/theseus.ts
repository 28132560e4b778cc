import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const version = '0.3.4';

/** git-of-theseus of PyPI, in a virtual environment of its own that stays. */
export function theseus(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'groundwork-tools', `git-of-theseus-${version}`);
  if (!existsSync(join(folder, 'complete'))) {
    mkdirSync(folder, { recursive: true });
    execFileSync('python3', ['-m', 'venv', folder]);
    // Setuptools: it asks for `pkg_resources`, which Python does not bring any more.
    execFileSync(join(folder, 'bin/pip'), [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `git-of-theseus==${version}`,
      'setuptools<81',
    ]);
    writeFileSync(join(folder, 'complete'), '');
  }
  return join(folder, 'bin/git-of-theseus-analyze');
}
