import { applyEdits, planFixes, type Finding } from '@groundwork/check';
import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

export interface FixResult {
  readonly fixed: readonly Finding[];
  /** With a fix that was not made, and why. */
  readonly left: readonly { readonly finding: Finding; readonly why: 'changed' | 'overlaps' }[];
  /** Files that were changed or made. */
  readonly files: readonly string[];
}

/**
 * Makes the fixes of findings in a folder. A file with changes that are not committed is left alone, so that what was changed can be seen
 * and taken back; outside a git repository every file is changed.
 */
export function fixFolder(dir: string, findings: readonly Finding[]): FixResult {
  const root = realpathSync(resolve(dir));
  const fixable = findings.filter(({ fix }) => fix !== null);
  const dirty = changedFiles(root, [...new Set(fixable.flatMap(({ fix }) => fix?.edits.map(({ file }) => file) ?? []))]);
  const isClean = ({ fix }: Finding): boolean => fix?.edits.every(({ file }) => !dirty.has(file)) ?? false;
  const plan = planFixes(fixable.filter(isClean));
  const files: string[] = [];
  for (const [file, edits] of plan.edits) {
    const path = join(root, file);
    if (!isInside(root, path)) continue;
    const before = textOf(path);
    write(path, applyEdits(before ?? '', edits));
    files.push(file);
  }
  return {
    fixed: plan.fixed,
    left: [
      ...fixable.filter((finding) => !isClean(finding)).map((finding) => ({ finding, why: 'changed' as const })),
      ...plan.left.map((finding) => ({ finding, why: 'overlaps' as const })),
    ],
    files,
  };
}

/** Which of these files git says have changes; none outside a repository. Nothing that the repository configures runs. */
function changedFiles(root: string, files: readonly string[]): ReadonlySet<string> {
  if (files.length === 0) return new Set();
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
  const ask = ['status', '--porcelain', '-z', '--ignored=no', '--untracked-files=no', '--no-renames', '--', ...files];
  const prefix = spawnSync('git', ['-C', root, ...safe, 'rev-parse', '--show-prefix'], { encoding: 'utf8' });
  const run = spawnSync('git', ['-C', root, ...safe, '--literal-pathspecs', ...ask], { encoding: 'utf8' });
  if (run.status !== 0 || prefix.status !== 0) return new Set();
  const above = prefix.stdout.trim();
  return new Set(
    run.stdout
      .split('\0')
      .filter((row) => row.length > 3)
      .map((row) => row.slice(3))
      .map((path) => (path.startsWith(above) ? path.slice(above.length) : path)),
  );
}

/** No link leads out of the folder. */
function isInside(root: string, path: string): boolean {
  try {
    const folder = realpathSync(dirname(path));
    return (folder === root || folder.startsWith(root + sep)) && !lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
  } catch {
    return false;
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** At once or not at all. */
function write(path: string, text: string): void {
  const mode = lstatSync(path, { throwIfNoEntry: false })?.mode;
  const beside = `${path}.groundwork-${process.pid}`;
  writeFileSync(beside, text, mode === undefined ? {} : { mode });
  renameSync(beside, path);
}
