import { exitCodes, GroundworkError } from '@groundwork/host';
import { z } from 'zod';
import { classes, type Finding } from '../attribution/classes.ts';
import type { History } from '../history/history.ts';
import { operations } from '../operations/definitions.ts';
import { shownPath } from '../paths/language.ts';
import { daysBetween, shareOf } from '../report/groups.ts';
import { askGit } from '../repository/git.ts';

const lines = z.int().nonnegative();

/** How much of a change rewrites what was only just written. */
export const gateSchema = z.strictObject({
  since: z.string().describe('The commit the change is compared with'),
  commits: lines,
  windowDays: z.number(),
  changed: lines.describe('Changed lines, without those in which only whitespace changed'),
  churned: lines.describe('Of these: ended a line younger than the window'),
  share: z.number().nullable(),
  usual: z.number().nullable().describe('The same share over the 12 months before'),
  max: z.number().nullable().describe('What is allowed'),
  passed: z.boolean(),
  duplicated: lines.describe('Lines that came in blocks of 5 or more that stand elsewhere too'),
  classes: z.array(z.strictObject({ class: z.enum(classes), commits: lines })),
  files: z
    .array(
      z.strictObject({
        path: z.string(),
        churned: lines,
        youngest: z.int().describe('Days: age of the youngest line that ended'),
        written: z.array(z.string()).describe('Commits that wrote these lines'),
      }),
    )
    .describe('Where lines ended that had just been written, the most first'),
});
export type Gate = z.infer<typeof gateSchema>;

export interface GateOptions {
  /** Indexes of the commits of the change. */
  readonly commits: readonly number[];
  readonly since: string;
  readonly findings: readonly Finding[];
  readonly windowDays: number;
  /** Between 0 and 1. */
  readonly max: number | null;
}

/** The commits of a history that `since` does not lead to, and what `since` is. Throws `churn.no_base`. */
export async function commitsSince(
  folder: string,
  history: History,
  since: string,
): Promise<{ readonly since: string; readonly commits: readonly number[] }> {
  const found = await askGit(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${since}^{commit}`]);
  const base = found.output.toString('utf8').trim();
  if (found.code !== 0 || base === '')
    throw new GroundworkError({
      code: 'churn.no_base',
      message: `There is no commit ${since} to compare with`,
      where: folder,
      fix: `git fetch origin ${since.replace(/^origin\//, '')}, or name another with --since`,
      exit: exitCodes.usage,
    });
  const listed = (
    await askGit(folder, ['rev-list', ...(history.walk === 'first-parent' ? ['--first-parent'] : []), history.head, `^${base}`])
  ).output
    .toString('latin1')
    .split('\n');
  const own = new Set(listed);
  return { since: base, commits: history.commits.flatMap(({ sha }, index) => (own.has(sha) ? [index] : [])) };
}

const mostFiles = 20;
const yearDays = 365;

/** Pure. */
export function gateOf(history: History, { commits, since, findings, windowDays, max }: GateOptions): Gate {
  const own = new Set(commits);
  const first = Math.min(...commits, history.commits.length);
  const before = new Set(
    history.commits.flatMap((_, index) => (index < first && daysBetween(history, index, first) <= yearDays ? [index] : [])),
  );
  const [now, usual] = [counted(history, own, windowDays), counted(history, before, windowDays)];
  const share = shareOf(now.churned, now.changed);
  return {
    since,
    commits: commits.length,
    windowDays,
    changed: now.changed,
    churned: now.churned,
    share,
    usual: shareOf(usual.churned, usual.changed),
    max,
    passed: max === null || share === null || share <= max,
    duplicated: now.duplicated,
    classes: classes
      .map((name) => ({ class: name, commits: commits.filter((index) => findings[index]?.class === name).length }))
      .filter((of) => of.commits > 0),
    files: filesOf(history, own, windowDays),
  };
}

function counted(history: History, own: ReadonlySet<number>, windowDays: number): { changed: number; churned: number; duplicated: number } {
  const sum = { changed: 0, churned: 0, duplicated: 0 };
  const { changes } = history.ledger;
  for (let row = 0; row < changes.rows; row++) {
    if (!own.has(changes.column.commit[row] ?? -1)) continue;
    const operation = changes.column.operation[row];
    sum.duplicated += changes.column.duplicated[row] ?? 0;
    if (operation === operations.noop || operation === operations.transition) continue;
    sum.changed += (changes.column.came[row] ?? 0) + (operation === operations.added ? (changes.column.gone[row] ?? 0) : 0);
  }
  for (const { days, lines: ended } of endedBy(history, own)) if (days < windowDays) sum.churned += ended;
  return sum;
}

interface Ended {
  readonly origin: number;
  readonly path: number;
  readonly days: number;
  readonly lines: number;
}

/** Lines that some commits ended. */
function* endedBy(history: History, own: ReadonlySet<number>): Generator<Ended> {
  const { origin, commit, path, operation, lines: count } = history.ledger.deaths.column;
  for (let row = 0; row < history.ledger.deaths.rows; row++) {
    const by = commit[row] ?? -1;
    if (!own.has(by) || operation[row] === operations.transition) continue;
    const from = origin[row] ?? 0;
    yield { origin: from, path: path[row] ?? 0, days: daysBetween(history, from, by), lines: count[row] ?? 0 };
  }
}

function filesOf(history: History, own: ReadonlySet<number>, windowDays: number): Gate['files'] {
  const files = new Map<number, { churned: number; youngest: number; written: Set<number> }>();
  for (const { origin, path, days, lines: ended } of endedBy(history, own)) {
    if (days >= windowDays) continue;
    const file = files.get(path) ?? { churned: 0, youngest: days, written: new Set() };
    file.churned += ended;
    file.youngest = Math.min(file.youngest, days);
    file.written.add(origin);
    files.set(path, file);
  }
  return [...files]
    .map(([path, { churned, youngest, written }]) => ({
      path: shownPath(history.ledger.paths[path] ?? ''),
      churned,
      youngest,
      written: [...written]
        .toSorted((a, b) => b - a)
        .slice(0, 5)
        .map((index) => history.commits[index]?.sha ?? ''),
    }))
    .toSorted((a, b) => b.churned - a.churned || (a.path < b.path ? -1 : 1))
    .slice(0, mostFiles);
}
