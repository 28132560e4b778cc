import type { Account } from '@groundwork/churn';
import type { ChurnFigures } from './messages.ts';

/** Lines after which a folder's share says something. */
const telling = 200;

export function figuresOf({ head, commits, windowDays, churn, survival, totals, attribution, folders }: Account): ChurnFigures {
  const lines = (...classes: readonly string[]): number =>
    attribution.shares.filter((share) => classes.includes(share.class)).reduce((sum, share) => sum + share.lines, 0);
  const all = lines('ai', 'mixed', 'human', 'unknown');
  const known = folders.flatMap(({ name, churn: { ofAdded } }) =>
    ofAdded.share !== null && ofAdded.of >= telling ? [{ folder: name, share: ofAdded.share, of: ofAdded.of }] : [],
  );
  const [hottest = null] = known.toSorted((a, b) => b.share - a.share);
  return {
    head,
    commits,
    windowDays,
    churned: churn.ofAdded.share,
    halfLife: survival.all.halfLife,
    alive: totals.alive,
    written: totals.added,
    assisted: all === 0 ? null : lines('ai', 'mixed') / all,
    unknown: all === 0 ? null : lines('unknown') / all,
    hottest: known.length > 1 ? hottest : null,
  };
}
