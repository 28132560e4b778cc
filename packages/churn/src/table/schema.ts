import { z } from 'zod';

const lines = z.int().nonnegative();
const share = z.number().nullable();

/** One year as GitClear prints it: what was done to changed lines, as shares that sum to 1, and how much of what was written went again. */
export const tableRowSchema = z.strictObject({
  year: z.int(),
  changed: lines.describe('Changed lines without no-op; an old and a new line count once'),
  added: share,
  deleted: share,
  updated: share,
  moved: share,
  copied: share.describe('Copy/pasted: within the commit, as GitClear counts'),
  copiedFromRepository: share.describe('In blocks that stood elsewhere before; GitClear has no such column'),
  findReplaced: share,
  churn: z.strictObject({ of: lines, churned: lines, share }).describe('Of what was written in the year and is old enough to tell'),
  standardised: share.describe(
    '`churn` as it would be if every year had the same mix of young and old projects; `null` for one repository',
  ),
  ai: share.describe('Of changed lines: by commits of which something says that an assistant wrote them, wholly or partly. A lower bound'),
  unknown: share.describe('Of changed lines: by commits of which nothing says who or what wrote them'),
  open: lines.describe('Lines too young to tell whether they go within the window'),
});

/** Churn of one year among projects of one age. */
export const cohortSchema = z.strictObject({
  age: z.string().describe('Years since the first commit'),
  year: z.int(),
  of: lines,
  churned: lines,
  share,
  repositories: z.int(),
});

export const correlationSchema = z.strictObject({
  of: z.enum(['churn', 'standardised']),
  points: z.int().describe('Years with both figures'),
  r: z.number().nullable().describe('Pearson; `null` where there are fewer than 3 points, or one of the two never changes'),
  low: z.number().nullable(),
  high: z.number().nullable().describe('95 % by Fisher, from 4 points'),
  why: z.string().describe('What may be said of it'),
});

/** The table of GitClear's *Coding on Copilot* (2024), with what it leaves out: how sure it is, and how old the projects are. */
export const gitClearSchema = z.strictObject({
  repositories: z.array(z.string()),
  windowDays: z.number(),
  years: z.array(tableRowSchema),
  cohorts: z.array(cohortSchema),
  correlations: z.array(correlationSchema).describe('Between the share of AI-assisted lines and churn, over years'),
});

export type TableRow = z.infer<typeof tableRowSchema>;
export type Cohort = z.infer<typeof cohortSchema>;
export type Correlation = z.infer<typeof correlationSchema>;
export type GitClear = z.infer<typeof gitClearSchema>;
