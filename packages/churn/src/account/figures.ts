import { z } from 'zod';
import type { Account } from './schema.ts';

/** The figures that are shown where there is no room for the report. */
export const figuresSchema = z.strictObject({
  head: z.string(),
  commits: z.int(),
  windowDays: z.number(),
  churned: z.number().nullable().describe('Share of what was written that went within the window; `null` where it is too early to know'),
  halfLife: z.number().nullable().describe('Days until half of the lines were gone; `null` while more than half live'),
  alive: z.int(),
  written: z.int(),
  assisted: z.number().nullable().describe('Share of lines of which something says that an assistant wrote them'),
  unknown: z.number().nullable(),
  hottest: z.strictObject({ folder: z.string(), share: z.number(), of: z.int() }).nullable(),
});
export type ChurnFigures = z.infer<typeof figuresSchema>;

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
    hottest: known.length > 1 && hottest && hottest.share > 0 ? hottest : null,
  };
}
