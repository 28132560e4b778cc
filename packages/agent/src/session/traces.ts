import { basename } from 'node:path';
import type { Jail } from '../jail/jail.ts';

const patienceMs = 60_000;

/** What package managers write beside a manifest that had none. */
const lockfiles = new Set([
  'Cargo.lock',
  'Gemfile.lock',
  'Pipfile.lock',
  'bun.lock',
  'composer.lock',
  'go.sum',
  'gradle.lockfile',
  'npm-shrinkwrap.json',
  'package-lock.json',
  'packages.lock.json',
  'pdm.lock',
  'pnpm-lock.yaml',
  'poetry.lock',
  'uv.lock',
  'yarn.lock',
]);

/** What stands in the folder and is not committed; `null` where its repository is broken. */
export interface Standing {
  readonly changed: ReadonlySet<string>;
  readonly added: ReadonlySet<string>;
}

export async function standing(jail: Jail, signal: AbortSignal): Promise<Standing | null> {
  const command = ['git', '-c', 'core.quotePath=false', 'status', '--porcelain', '-z', '--untracked-files=all', '--no-renames'];
  const { exit, output } = await jail.run({ command }, { timeoutMs: patienceMs, signal });
  if (exit !== 0) return null;
  const rows = output.split('\0').filter((row) => row.length > 3);
  const of = (wanted: (state: string) => boolean): ReadonlySet<string> =>
    new Set(rows.filter((row) => wanted(row.slice(0, 2))).map((row) => row.slice(3)));
  return { changed: of((state) => state !== '??'), added: of((state) => state === '??') };
}

/**
 * Installing writes lockfiles and touches others. What came so between two looks is taken back: it is nobody's change, and what the
 * agent is asked for would be judged with it. Returns what was taken back.
 */
export async function takeBack(
  jail: Jail,
  [before, after]: readonly [Standing | null, Standing | null],
  signal: AbortSignal,
): Promise<string[]> {
  if (before === null || after === null) return [];
  const changed = [...after.changed].filter((path) => !before.changed.has(path));
  const added = [...after.added].filter((path) => !before.added.has(path) && lockfiles.has(basename(path)));
  const quietly = { timeoutMs: patienceMs, signal };
  if (changed.length > 0) await jail.run({ command: ['git', 'checkout', '--quiet', '--', ...changed] }, quietly);
  if (added.length > 0) await jail.run({ command: ['rm', '-f', '--', ...added] }, quietly);
  return [...changed, ...added];
}
