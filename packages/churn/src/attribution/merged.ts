import type { CommitInfo } from '../record/change.ts';
import type { Repository } from '../repository/repository.ts';
import type { Signed } from './clues.ts';

/** A commit as far as it says who wrote it. */
export interface SignedCommit extends Signed {
  readonly sha: string;
  readonly parents: readonly string[];
}

/** Every commit that led to the head, from the first, with its signatures and message. */
export async function signedCommits(repository: Repository): Promise<readonly SignedCommit[]> {
  const format = '--format=%H%n%P%n%an%n%ae%n%cn%n%ce%n%B';
  const args = ['log', '-z', '--topo-order', '--reverse', '--no-show-signature', '--encoding=UTF-8', format, repository.head];
  const output = await repository.run(args);
  const commits: SignedCommit[] = [];
  for (let at = 0; at < output.length;) {
    const found = output.indexOf(0, at);
    const end = found < 0 ? output.length : found;
    const [sha = '', parents = '', author = '', email = '', committer = '', committerEmail = '', ...message] = output
      .toString('utf8', at, end)
      .split('\n');
    if (sha !== '')
      commits.push({
        sha,
        parents: parents.split(' ').filter(Boolean),
        author,
        email,
        committer,
        committerEmail,
        message: message.join('\n'),
      });
    at = end + 1;
  }
  return commits;
}

/**
 * The commits each commit of a history brought along: those that only its second and later parents lead to. They wrote the lines that
 * the history counts as the merge's. By index of `listed`; none for a commit that merges nothing, or whose merged commits are listed too.
 */
export function mergedBy(listed: readonly CommitInfo[], all: readonly SignedCommit[]): readonly (readonly SignedCommit[])[] {
  const bySha = new Map(all.map((commit) => [commit.sha, commit]));
  const taken = new Set(listed.map(({ sha }) => sha));
  return listed.map(({ parents }) => {
    const brought: SignedCommit[] = [];
    const ahead = parents.slice(1);
    for (let sha = ahead.pop(); sha !== undefined; sha = ahead.pop()) {
      const commit = bySha.get(sha);
      if (!commit || taken.has(sha)) continue;
      taken.add(sha);
      // What a merge writes itself is the resolution of a conflict, and seldom more.
      if (commit.parents.length < 2) brought.push(commit);
      ahead.push(...commit.parents);
    }
    return brought;
  });
}
