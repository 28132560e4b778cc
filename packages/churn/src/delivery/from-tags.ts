import type { Deployment } from './deployment.ts';
import type { CommitTime } from './included.ts';
import type { Tag } from './tags.ts';

/** A commit that says it mends something, and the commits whose lines or changes it takes back. */
export interface Mend {
  readonly sha: string;
  readonly of: ReadonlySet<string>;
}

export const mendedWithinDays = 7;

/** What is taken for a deployment and for a failure where there are only tags; told wherever such a figure is. */
export const tagRules = [
  'A tag with a version is a deployment; versions for a few people (rc, beta, ...) are not.',
  `A release failed when a later one came within ${mendedWithinDays} days that undoes one of its commits, or has a fix, by its message, to lines it brought.`,
  'That later release is rework, and the time to it the recovery.',
] as const;

const day = 86_400;

/** Releases as deployments. Whether one failed is an estimate: git does not know what happened after a tag. */
export function deploymentsOfTags(
  tags: readonly Tag[],
  included: readonly (readonly CommitTime[])[],
  mends: readonly Mend[],
): readonly Deployment[] {
  const mending = new Map(mends.map(({ sha, of }) => [sha, of]));
  const mended = new Map<number, { readonly index: number; readonly why: string }>();
  for (const [index, tag] of tags.entries()) {
    for (let later = index + 1; later < tags.length && !mended.has(index); later++) {
      const next = tags[later];
      if (!next || next.at - tag.at > mendedWithinDays * day) break;
      const why = mendedBy(tag, next, included[index] ?? [], included[later] ?? [], mending);
      if (why !== null) mended.set(index, { index: later, why });
    }
  }
  const rework = new Map([...mended.entries()].map(([failed, { index }]) => [index, failed]));
  return tags.map(({ name, at, revision }, index): Deployment => {
    const [mend, before] = [mended.get(index), rework.get(index)];
    const reasons = [mend?.why, before === undefined ? undefined : `mends ${tags[before]?.name}`].filter((why) => why !== undefined);
    return {
      id: name,
      at,
      revision,
      outcome: mend ? 'degraded' : 'unknown',
      rework: before !== undefined,
      why: reasons.length === 0 ? null : reasons.join('; '),
    };
  });
}

function mendedBy(
  { version: before, name }: Tag,
  { version: after, name: next }: Tag,
  first: readonly CommitTime[],
  then: readonly CommitTime[],
  mending: ReadonlyMap<string, ReadonlySet<string>>,
): string | null {
  if (before?.prefix !== after?.prefix) return null;
  const own = new Set(first.map(({ sha }) => sha));
  for (const { sha } of then) {
    const of = [...(mending.get(sha) ?? [])].find((origin) => own.has(origin));
    if (of !== undefined) return `${sha.slice(0, 10)} in ${next} mends ${of.slice(0, 10)} of ${name}`;
  }
  return null;
}
