import type { SignedCommit } from '../attribution/merged.ts';
import type { Repository } from '../repository/repository.ts';

export interface CommitTime {
  readonly sha: string;
  /** Seconds since 1970. */
  readonly committed: number;
  /** It merges others: what they bring is there by itself. */
  readonly merge: boolean;
}

/** A commit, its time and those before it. */
export type Linked = Pick<SignedCommit, 'committed' | 'parents'>;

/**
 * For each revision, in order, the commits that lead to it and to none before it: what was first part of it.
 * None for `null`, and for a revision that is not in the repository. Git is asked for those that are not `known` to lead to the head.
 */
export async function firstIncluded(
  repository: Repository,
  revisions: readonly (string | null)[],
  known: ReadonlyMap<string, Linked>,
): Promise<readonly (readonly CommitTime[])[]> {
  const others = await beside(
    repository,
    revisions.filter((revision) => revision !== null && !known.has(revision)),
  );
  const taken = new Set<string>();
  return revisions.map((revision) => {
    const first: CommitTime[] = [];
    const ahead = revision === null ? [] : [revision];
    for (let sha = ahead.pop(); sha !== undefined; sha = ahead.pop()) {
      const commit = known.get(sha) ?? others.get(sha);
      if (!commit || taken.has(sha)) continue;
      taken.add(sha);
      first.push({ sha, committed: commit.committed, merge: commit.parents.length > 1 });
      ahead.push(...commit.parents);
    }
    return first;
  });
}

/** What leads to these revisions and not to the head. */
async function beside(repository: Repository, revisions: readonly (string | null)[]): Promise<ReadonlyMap<string, Linked>> {
  const commits = new Map<string, Linked>();
  if (revisions.length === 0) return commits;
  const args = ['rev-list', '--timestamp', '--parents', '--ignore-missing', '--stdin'];
  const listed = (await repository.run(args, `${[...revisions, `^${repository.head}`].join('\n')}\n`)).toString('latin1').split('\n');
  for (const row of listed) {
    const [committed, sha, ...parents] = row.split(' ');
    if (sha !== undefined) commits.set(sha, { committed: Number(committed), parents });
  }
  return commits;
}
