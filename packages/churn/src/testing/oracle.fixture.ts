import { spawn } from 'node:child_process';
import { LedgerKeeper } from '../history/ledger-keeper.ts';
import { readHistory } from '../history/history.ts';
import { perLine } from '../lines/file.ts';
import { LineTree } from '../lines/tree.ts';
import type { CommitChange } from '../record/change.ts';
import { readLog } from '../read/read-log.ts';
import { openRepository, type Repository } from '../repository/repository.ts';
import { generateHistory } from './generate.fixture.ts';
import { importHistory, type Fixture } from './import.fixture.ts';

export interface Verdict {
  /** Files and lines that were compared. */
  readonly files: number;
  readonly lines: number;
  readonly renames: boolean;
  /** Lines about which git blame says something else, by the rule that says why. */
  readonly explained: ReadonlyMap<Rule, number>;
  readonly unexplained: readonly string[];
}

/**
 * Why `git blame` may name another commit.
 * - `binary`: blame reads binary files as lines. Taking every file for text, we say the same.
 * - `renamed`: the file has another name than before, and blame looked for its past in another file than git's diff did, or in none; or it
 *   found one where git's diff found none. Starting from that file, we say the same.
 */
export type Rule = 'binary' | 'renamed';

/** Compares every line at every commit of a generated history with what `git blame --first-parent` says. */
export async function oracle(seed: number): Promise<Verdict> {
  const fixture = importHistory(generateHistory(seed));
  try {
    const repository = await openRepository(fixture.folder, { state: null });
    try {
      return await compare(fixture, repository);
    } finally {
      repository.close();
    }
  } finally {
    fixture.remove();
  }
}

async function compare(fixture: Fixture, repository: Repository): Promise<Verdict> {
  const explained = new Map<Rule, number>();
  const unexplained: string[] = [];
  const [ours, asText] = await Promise.all([changesOf(repository, false), changesOf(repository, true)]);
  const [tree, textTree] = [new LineTree(new LedgerKeeper()), new LineTree(new LedgerKeeper())];
  /** Files that were binary at some time, under the names they had. */
  const opaque = new Set<string>();
  let [files, lines, renames] = [0, 0, false];
  for (const [index, change] of ours.entries()) {
    const parent = index === 0 ? null : (ours[index - 1]?.commit.sha ?? null);
    const before = new Map([...textTree.files].map(([path, file]) => [path, birthsOf(file)]));
    tree.apply(index, change);
    const textChange = asText[index];
    if (textChange) textTree.apply(index, textChange);
    for (const file of change.files) {
      if (file.from !== null && file.from !== file.path) {
        renames = true;
        if (opaque.has(file.from)) opaque.add(file.path);
      }
      if (file.opaque) opaque.add(file.path);
      if (!file.stays) continue;
      const shown = Buffer.from(file.path, 'latin1').toString('utf8');
      const blamed = await blame(fixture.folder, change.commit.sha, shown);
      const theirs = blamed.map((sha) => ours.findIndex(({ commit }) => commit.sha === sha));
      const text = textTree.files.get(file.path);
      const lineFile = tree.files.get(file.path);
      const mine = lineFile ? birthsOf(lineFile) : [];
      files++;
      lines += mine.length;
      const differing = (births: readonly number[]): number => theirs.filter((birth, line) => birth !== births[line]).length;
      if (text && differing(birthsOf(text)) > 0) {
        const by = `${change.commit.sha}:${shown}`;
        if (file.from === file.path || !(await startsElsewhere(fixture.folder, parent, change.commit.sha, shown, before, theirs, index)))
          unexplained.push(
            `${by} ${differing(birthsOf(text))} of ${theirs.length} lines; ${JSON.stringify(birthsOf(text))} and ${JSON.stringify(theirs)}`,
          );
        else explained.set('renamed', (explained.get('renamed') ?? 0) + differing(birthsOf(text)));
        // Both go on from what blame says, so that a difference is told once.
        for (const target of [text, lineFile])
          if (target) theirs.slice(0, target.length).forEach((birth, line) => (target.numbers[line * perLine] = birth));
      } else if (mine.length > 0 && differing(mine) > 0) {
        if (opaque.has(file.path)) explained.set('binary', (explained.get('binary') ?? 0) + differing(mine));
        else unexplained.push(`${change.commit.sha}:${shown} differs from what it is as text`);
      }
    }
  }
  // Throws when the totals do not fit the files of the last commit: also where files are moved to and from what is left out.
  for (const scope of [{ everything: true }, { exclude: ['pier/**', '**/log.c'] }])
    await readHistory(fixture.folder, { state: null, ...scope });
  return { files, lines, renames, explained, unexplained };
}

async function changesOf(repository: Repository, text: boolean): Promise<CommitChange[]> {
  const changes: CommitChange[] = [];
  const { signal } = new AbortController();
  const listed = (await repository.run(['rev-list', '--first-parent', '--reverse', repository.head])).toString('latin1').trim().split('\n');
  for await (const change of readLog(repository, listed, { scope: { leavesOut: () => false }, signal, text })) changes.push(change);
  return changes;
}

function birthsOf(file: { readonly length: number; birth(line: number): number }): number[] {
  return Array.from({ length: file.length }, (_, line) => file.birth(line));
}

/** Whether what blame says follows from the lines of one file of the commit before, or from none. */
async function startsElsewhere(
  folder: string,
  parent: string | null,
  commit: string,
  path: string,
  before: ReadonlyMap<string, readonly number[]>,
  theirs: readonly number[],
  index: number,
): Promise<boolean> {
  if (theirs.every((birth) => birth === index)) return true;
  if (parent === null) return false;
  for (const [source, births] of before) {
    const shown = Buffer.from(source, 'latin1').toString('utf8');
    const diff = (await git(folder, ['diff', '--text', '-U0', '--no-color', `${parent}:${shown}`, `${commit}:${path}`])).toString('latin1');
    const result: number[] = [];
    let read = 0;
    for (const [, at = '', gone = '1', , came = '1'] of diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)) {
      const start = Number(gone) === 0 ? Number(at) : Number(at) - 1;
      result.push(...births.slice(read, start), ...Array.from({ length: Number(came) }, () => index));
      read = start + Number(gone);
    }
    result.push(...births.slice(read));
    if (result.length === theirs.length && result.every((birth, line) => birth === theirs[line])) return true;
  }
  return false;
}

/** Who wrote each line, says `git blame --first-parent`. */
async function blame(folder: string, commit: string, path: string): Promise<string[]> {
  const output = await git(folder, ['blame', '--first-parent', '--root', '--incremental', commit, '--', path]);
  const lines: string[] = [];
  // `ID FIRST_LINE_THEN FIRST_LINE LINES` for each group, among lines that say more of the commit.
  for (const row of output.toString('latin1').split('\n')) {
    const match = /^([0-9a-f]{40}) \d+ (\d+) (\d+)$/.exec(row);
    if (!match) continue;
    for (let line = 0; line < Number(match[3]); line++) lines[Number(match[2]) - 1 + line] = match[1] ?? '';
  }
  return lines;
}

function git(folder: string, args: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['-C', folder, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const [output, errors]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (piece: Buffer) => output.push(piece));
    child.stderr.on('data', (piece: Buffer) => errors.push(piece));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(Buffer.concat(output)) : reject(new TypeError(`git ${args.join(' ')}: ${Buffer.concat(errors).toString()}`)),
    );
  });
}
