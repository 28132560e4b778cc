import type { SignedCommit } from '../attribution/merged.ts';
import { Batch } from '../read/batch.ts';
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
    revisions.filter((revision) => revision !== null),
    known,
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

/** Anything else is no commit, whoever says it was deployed. */
const isId = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** What leads to these revisions and is not known: read commit by commit, for there is little of it. */
async function beside(
  repository: Repository,
  revisions: readonly string[],
  known: ReadonlyMap<string, Linked>,
): Promise<ReadonlyMap<string, Linked>> {
  const commits = new Map<string, Linked>();
  if (revisions.every((revision) => known.has(revision))) return commits;
  const objects = new Batch(repository, '--batch');
  const seen = new Set<string>();
  try {
    for (let ahead = revisions; ahead.length > 0;) {
      const asked = [...new Set(ahead)].filter((sha) => isId.test(sha) && !known.has(sha) && !seen.has(sha));
      const found = await Promise.all(asked.map(async (sha) => [sha, await objects.ask(sha)] as const));
      ahead = found.flatMap(([sha, object]) => {
        seen.add(sha);
        if (object?.type !== 'commit') return [];
        const commit = linksOf(object.content);
        commits.set(sha, commit);
        return commit.parents;
      });
    }
  } finally {
    objects.close();
  }
  return commits;
}

/** Of a commit as git keeps it: `parent ID` for each, then `committer NAME <EMAIL> SECONDS ZONE`, before an empty line. */
function linksOf(content: Buffer): Linked {
  const head = content.toString('latin1', 0, Math.max(content.indexOf('\n\n'), 0));
  const committed = /^committer .*> (\d+) [-+]\d+$/m.exec(head)?.[1];
  return { committed: Number(committed ?? 0), parents: [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, sha = '']) => sha) };
}
