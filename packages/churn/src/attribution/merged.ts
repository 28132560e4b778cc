import type { CommitInfo } from '../record/change.ts';
import { LogBytes } from '../read/log-bytes.ts';
import type { Repository } from '../repository/repository.ts';
import type { Finding } from './classes.ts';
import { clueOf } from './clues.ts';
import { readSigned, writeSigned } from './signed.ts';

/** A commit as far as it says who wrote it. */
export interface SignedCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  /** Seconds since 1970. */
  readonly committed: number;
  readonly clue: Finding | null;
}

/** New commits that are worth writing all of them again. */
const worthKeeping = 200;

/** Every commit that led to the head by its id, with what it says of itself; where some are kept, perhaps others besides. */
export async function signedCommits(repository: Repository): Promise<ReadonlyMap<string, SignedCommit>> {
  const { state, head } = repository;
  const kept = state === null ? null : readSigned(state);
  // It fails when the commit up to which they are kept is gone.
  const later = kept?.head === head ? [] : kept && (await read(repository, [head, `^${kept.head}`]).catch(() => null));
  const commits = kept && later ? [...kept.commits, ...later] : await read(repository, [head]);
  if (state !== null && (!later || later.length >= worthKeeping)) writeSigned(state, { head, commits });
  const bySha = new Map<string, SignedCommit>();
  for (const commit of commits) bySha.set(commit.sha, commit);
  return bySha;
}

async function read(repository: Repository, range: readonly string[]): Promise<readonly SignedCommit[]> {
  const format = '--format=%H%n%P%n%ct%n%an%n%ae%n%cn%n%ce%n%B';
  const commits: SignedCommit[] = [];
  const args = ['log', '-z', '--no-show-signature', '--encoding=UTF-8', format, ...range, '--'];
  await eachRecord(repository, args, (bytes, start, stop) => {
    if (start === stop) return;
    let at = start;
    // Each a text of its own: a part of a longer one would hold on to all of it.
    const field = (): string => {
      const end = bytes.indexOf(newline, at);
      const text = bytes.toString('utf8', at, end);
      at = end + 1;
      return text;
    };
    const [sha, parents, committed] = [field(), parentsOf(field()), Number(field())];
    const [author, email, committer, committerEmail] = [field(), field(), field(), field()];
    const clue = clueOf({ author, email, committer, committerEmail, message: bytes.toString('utf8', at, stop) });
    commits.push({ sha, parents, committed, clue });
  });
  return commits;
}

const newline = 10;

function parentsOf(ids: string): readonly string[] {
  if (ids === '') return [];
  return ids.includes(' ') ? ids.split(' ').map((id) => Buffer.from(id, 'latin1').toString('latin1')) : [ids];
}

/** What git says, piece by piece between zero bytes. */
async function eachRecord(
  repository: Repository,
  args: readonly string[],
  visit: (bytes: Buffer, start: number, end: number) => void,
): Promise<void> {
  const child = repository.start(args);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-65_536)));
  child.stdin.on('error', () => {});
  child.stdin.end();
  const ended = new Promise<number>((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 128));
  });
  const input = new LogBytes();
  for await (const piece of child.stdout) {
    input.add(piece, input.at);
    for (let end = input.find(0); end >= 0; end = input.find(0)) {
      visit(input.bytes, input.at, end);
      input.at = end + 1;
    }
  }
  const code = await ended;
  if (code !== 0) throw repository.failure(args, { code, errors });
  if (input.at < input.end) visit(input.bytes, input.at, input.end);
}

/**
 * The commits each commit of a history brought along: those that only its second and later parents lead to. They wrote the lines that
 * the history counts as the merge's. By index of `listed`; none for a commit that merges nothing, or whose merged commits are listed too.
 */
export function mergedBy(listed: readonly CommitInfo[], signed: ReadonlyMap<string, SignedCommit>): readonly (readonly SignedCommit[])[] {
  const taken = new Set(listed.map(({ sha }) => sha));
  return listed.map(({ parents }) => {
    const brought: SignedCommit[] = [];
    const ahead = parents.slice(1);
    for (let sha = ahead.pop(); sha !== undefined; sha = ahead.pop()) {
      const commit = signed.get(sha);
      if (!commit || taken.has(sha)) continue;
      taken.add(sha);
      // What a merge writes itself is the resolution of a conflict, and seldom more.
      if (commit.parents.length < 2) brought.push(commit);
      ahead.push(...commit.parents);
    }
    return brought;
  });
}
