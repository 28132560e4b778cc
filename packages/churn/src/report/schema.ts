import { z } from 'zod';
import { walks } from '../history/walk.ts';
import { noteSchema } from '../repository/note.ts';

const lines = z.number().int().nonnegative();
const share = z.number().nullable().describe('Between 0 and 1; null where there is nothing to take a share of');

const operationsSchema = z
  .strictObject({
    added: lines,
    deleted: lines,
    updated: lines,
    moved: lines,
    copied: lines,
    copiedFromRepository: lines,
    findReplaced: lines,
    noop: lines,
  })
  .describe(
    'Changed lines by what was done; a pair of an old and a new line counts once. `noop` counts both sides and is no part of churn',
  );

const churnSchema = z.strictObject({
  ofAdded: z
    .strictObject({
      of: lines.describe('Lines written so long before the last commit that their first days are over'),
      churned: lines.describe('Of these: deleted or updated within the window'),
      share,
      open: lines.describe('Lines written later: too early to say, and in neither number'),
    })
    .describe('How much of what was written did not last. By the commit that first wrote the line'),
  ofChanged: z
    .strictObject({
      of: lines.describe('Changed lines, without no-op'),
      churned: lines.describe('Of these: ended a line younger than the window'),
      share,
    })
    .describe('How much of the work was on lines that had just been written. By the commit that changed the line'),
});

const groupSchema = z.strictObject({
  name: z.string(),
  commits: lines,
  added: lines,
  deleted: lines,
  alive: lines.describe('Lines at the last commit that were first written by this group, or stand in it; without blank ones'),
  duplicated: lines.describe('Lines that came in blocks of 5 or more that stand elsewhere too'),
  operations: operationsSchema,
  churn: churnSchema,
});

const pointSchema = z.strictObject({
  days: z.number().int(),
  alive: z
    .number()
    .describe('Share of lines that live at least so long (Kaplan-Meier; lines that still live, or left without a diff, are censored)'),
  low: z.number(),
  high: z.number().describe('95 %: jackknife over groups of commits, since lines of one commit tend to die together'),
  atRisk: lines.describe('Lines that were seen to reach this age'),
});

const curveSchema = z.strictObject({
  name: z.string(),
  lines,
  died: lines,
  censored: lines,
  halfLife: z.number().nullable().describe('Days after which half of the lines are gone; null when more than half still live'),
  points: z.array(pointSchema),
});

/** What `groundwork churn --json` prints. Times are ISO 8601 in UTC; ages go by committer dates. */
export const churnReportSchema = z.strictObject({
  version: z.literal(1),
  head: z.string(),
  commits: lines,
  first: z.string(),
  last: z.string(),
  history: z
    .enum(walks)
    .describe(
      'first-parent: a merge is one change of the branch it was merged into. all-commits: each commit where it was made, and of a merge what it did itself',
    ),
  windowDays: z.number(),
  totals: z
    .strictObject({ added: lines, deleted: lines, alive: lines, transitions: z.number().int() })
    .describe('alive = added - deleted + transitions, checked against the files of the last commit'),
  operations: operationsSchema,
  churn: churnSchema,
  months: z.array(groupSchema),
  authors: z.array(groupSchema),
  folders: z.array(groupSchema),
  languages: z.array(groupSchema),
  classes: z.array(groupSchema).describe('By what the commits are said to be, AI-assisted or human; empty when nothing is said'),
  reverts: z.array(
    z.strictObject({
      commit: z.string(),
      undoes: z.string().nullable().describe('The commit it undoes, where it is one of the branch'),
      said: z.boolean().describe('Its message says so'),
      files: lines.describe('Files it brings back to exactly what they were before'),
    }),
  ),
  survival: z.strictObject({ all: curveSchema, years: z.array(curveSchema), classes: z.array(curveSchema) }),
  duplicates: z.strictObject({
    lines: lines.describe('Lines at the last commit in blocks of 5 or more that stand there twice or more'),
    share,
    blocks: z
      .array(z.strictObject({ lines, places: z.array(z.strictObject({ path: z.string(), line: z.number().int() })) }))
      .describe('The largest'),
  }),
  leftOut: z.array(z.string()).describe('Globs of files that are not counted'),
  notes: z.array(noteSchema),
});

export type ChurnReport = z.infer<typeof churnReportSchema>;
export type ChurnGroup = z.infer<typeof groupSchema>;
export type SurvivalCurve = z.infer<typeof curveSchema>;
