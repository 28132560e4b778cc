import type { Repository } from '../repository/repository.ts';

export interface CommitTime {
  readonly sha: string;
  /** Seconds since 1970. */
  readonly committed: number;
  /** It merges others: what they bring is there by itself. */
  readonly merge: boolean;
}

/**
 * For each revision, in order, the commits that lead to it and to none before it: what was first part of it.
 * None for `null`, and for a revision that is not in the repository.
 */
export async function firstIncluded(
  repository: Repository,
  revisions: readonly (string | null)[],
): Promise<readonly (readonly CommitTime[])[]> {
  const known = revisions.filter((revision) => revision !== null);
  if (known.length === 0) return revisions.map(() => []);
  const args = ['rev-list', '--timestamp', '--parents', '--ignore-missing', '--stdin'];
  const listed = (await repository.run(args, `${known.join('\n')}\n`)).toString('latin1').split('\n');
  const commits = new Map<string, { readonly committed: number; readonly parents: readonly string[] }>();
  for (const row of listed) {
    const [committed, sha, ...parents] = row.split(' ');
    if (sha !== undefined) commits.set(sha, { committed: Number(committed), parents });
  }
  const taken = new Set<string>();
  return revisions.map((revision) => {
    const first: CommitTime[] = [];
    const ahead = revision === null ? [] : [revision];
    for (let sha = ahead.pop(); sha !== undefined; sha = ahead.pop()) {
      const commit = commits.get(sha);
      if (!commit || taken.has(sha)) continue;
      taken.add(sha);
      first.push({ sha, committed: commit.committed, merge: commit.parents.length > 1 });
      ahead.push(...commit.parents);
    }
    return first;
  });
}
