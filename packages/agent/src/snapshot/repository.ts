import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './git.ts';

export const branch = 'work';

export async function objectFormat(gitDir: string, signal: AbortSignal): Promise<string> {
  return (await git(['rev-parse', '--show-object-format'], { gitDir, signal })).trim();
}

/** A new repository without a template: no sample hooks, nothing of this machine's. */
export async function initialise(
  gitDir: string,
  { bare, format, signal }: { bare: boolean; format: string; signal: AbortSignal },
): Promise<void> {
  mkdirSync(gitDir, { recursive: true });
  const words = ['init', '--quiet', '--template=', `--object-format=${format}`, `--initial-branch=${branch}`, ...(bare ? ['--bare'] : [])];
  await git(words, { gitDir, signal });
  await git(['config', 'core.bare', String(bare)], { gitDir, signal });
  mkdirSync(join(gitDir, 'info'), { recursive: true });
  // What `up` and we keep there is no change of anybody's.
  writeFileSync(join(gitDir, 'info', 'exclude'), '/.groundwork/\n');
}
