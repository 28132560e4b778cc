import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Branches } from '../branches/branches.ts';
import { readHistory } from '../history/history.ts';
import { unquoted } from '../read/quoted.ts';
import { listCommits, readCommits } from '../read/read-commits.ts';
import type { CommitChange } from '../record/change.ts';
import type { MergeChange } from '../record/merge.ts';
import type { FileLines } from '../lines/file.ts';
import { openRepository } from '../repository/repository.ts';
import { generateBranches } from './generate-branches.fixture.ts';
import { importHistory, type Fixture } from './import.fixture.ts';

export interface BranchVerdict {
  readonly merges: number;
  readonly files: number;
  readonly lines: number;
  readonly renames: boolean;
  /** Lines of which `git blame` says something else, by what explains it. */
  readonly explained: ReadonlyMap<'renamed', number>;
  readonly unexplained: readonly string[];
}

/**
 * Compares every line of every file at every commit of a generated history with what `git blame`, in full, says. Where they differ there is one
 * reason, `renamed`: git's diff took the file, or one it came from, for another one renamed, or blame did; the one pairs all files of a
 * commit, the other looks for the past of one file by itself.
 */
export async function oracleOfBranches(seed: number): Promise<BranchVerdict> {
  const fixture = importHistory(generateBranches(seed));
  const scratch = mkdtempSync(join(tmpdir(), 'groundwork-attributes-'));
  try {
    // Then git compares binary files line by line, as blame does.
    writeFileSync(join(scratch, 'attributes'), '* diff\n');
    return await compare(fixture, [`core.attributesFile=${join(scratch, 'attributes')}`]);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    fixture.remove();
  }
}

async function compare(fixture: Fixture, settings: readonly string[]): Promise<BranchVerdict> {
  const repository = await openRepository(fixture.folder, { state: null });
  const explained = new Map<'renamed', number>();
  const unexplained: string[] = [];
  let [files, lines, merges] = [0, 0, 0];
  /** Paths that git took for new names of others, and these. */
  const renamed = new Set<string>();
  try {
    const listed = await listCommits(repository);
    // Children that never come: every tree stays.
    const branches = new Branches([...listed, ...listed.map(({ sha }) => ({ sha: '', parents: [sha] }))]);
    const { signal } = new AbortController();
    for await (const change of readCommits(repository, listed, {
      scope: { globs: [], leavesOut: () => false },
      signal,
      shards: 1,
      settings,
      text: true,
    })) {
      branches.apply(change);
      if (change.commit.parents.length > 1) merges++;
      for (const [path, from] of namesIn(change)) if (from !== path) renamed.add(from).add(path);
    }
    for (const [index, { sha }] of branches.commits.entries()) {
      for (const [path, file] of branches.filesOf(index)) {
        const key = `${sha}:${path}`;
        const ours = birthsOf(file).map((birth) => branches.commits[birth]?.sha ?? '');
        const { births: theirs, elsewhere } = blame(fixture, sha, path);
        files++;
        lines += ours.length;
        const differing = theirs.filter((birth, line) => birth !== ours[line]).length + Math.abs(theirs.length - ours.length);
        if (differing === 0) continue;
        if (elsewhere || renamed.has(path)) explained.set('renamed', (explained.get('renamed') ?? 0) + differing);
        else unexplained.push(`${key}: ${differing} of ${theirs.length} lines`);
      }
    }
  } finally {
    repository.close();
  }
  // Throws when the totals do not fit the files of the last commit.
  for (const scope of [{ everything: true }, { exclude: ['pier/**'] }]) {
    const { totals } = await readHistory(fixture.folder, { state: null, walk: 'all-commits', ...scope });
    if (totals.alive !== totals.added - totals.deleted + totals.transitions) unexplained.push('the totals do not add up');
  }
  return { merges, files, lines, renames: renamed.size > 0, explained, unexplained };
}

function birthsOf(file: FileLines): number[] {
  return Array.from({ length: file.length }, (_, line) => file.birth(line));
}

function namesIn(change: CommitChange | MergeChange): (readonly [path: string, from: string])[] {
  return 'unlikeFirst' in change
    ? change.files.flatMap(({ path, parents }) => parents.map((parent) => [path, parent?.path ?? path] as const))
    : change.files.map(({ path, from }) => [path, from ?? path] as const);
}

/** Who wrote each line, says `git blame`; `elsewhere`: it found some in a file of another name. */
function blame({ folder }: Fixture, commit: string, path: string): { readonly births: string[]; readonly elsewhere: boolean } {
  const shown = Buffer.from(path, 'latin1').toString('utf8');
  const ran = spawnSync('git', ['-C', folder, '-c', 'core.quotePath=false', 'blame', '--root', '--incremental', commit, '--', shown], {
    maxBuffer: 2 ** 28,
  });
  if (ran.status !== 0) throw new TypeError(ran.stderr.toString());
  const births: string[] = [];
  const files = new Set<string>();
  for (const row of ran.stdout.toString('latin1').split('\n')) {
    const match = /^([0-9a-f]{40}) \d+ (\d+) (\d+)$/.exec(row);
    if (row.startsWith('filename ')) files.add(unquoted(row.slice('filename '.length)));
    for (let line = 0; line < Number(match?.[3] ?? 0); line++) births[Number(match?.[2]) - 1 + line] = match?.[1] ?? '';
  }
  return { births, elsewhere: [...files].some((name) => name !== path) };
}
