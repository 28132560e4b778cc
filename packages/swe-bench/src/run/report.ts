import { z } from 'zod';
import { instanceReportSchema } from '../grade/outcome.ts';

/** What became of one instance, with what the official report has no place for. */
export const solvedSchema = z.strictObject({
  instance_id: z.string(),
  report: instanceReportSchema.nullable().describe('`null` where it could not be graded'),
  reason: z.string().describe('A word: why it is resolved or not'),
  why: z.string(),
  would_pass: z.boolean().optional().describe('The tests pass with a change that verification refused'),
  usd: z.number().nullable(),
  tokens: z.number().nullable(),
  seconds: z.number(),
});
export type Solved = Readonly<z.infer<typeof solvedSchema>>;

/** The harness's report of a run (`swebench/harness/reporting.py`, schema 2), with each instance's reason and cost beside it. */
export interface RunReport {
  readonly total_instances: number;
  readonly submitted_instances: number;
  readonly completed_instances: number;
  readonly resolved_instances: number;
  readonly unresolved_instances: number;
  readonly empty_patch_instances: number;
  readonly error_instances: number;
  readonly completed_ids: readonly string[];
  readonly incomplete_ids: readonly string[];
  readonly empty_patch_ids: readonly string[];
  readonly submitted_ids: readonly string[];
  readonly resolved_ids: readonly string[];
  readonly unresolved_ids: readonly string[];
  readonly error_ids: readonly string[];
  readonly schema_version: 2;
  readonly groundwork: {
    readonly agent: string | null;
    readonly model: string;
    readonly usd: number | null;
    readonly tokens: number | null;
    readonly seconds: number;
    readonly instances: readonly Solved[];
  };
}

interface ReportOptions {
  readonly all: readonly string[];
  readonly agent: string | null;
  readonly model: string;
}

/** Sums a run up. An instance without a report could not be graded: it counts as an error, never as unresolved. */
export function runReport(solved: readonly Solved[], { all, agent, model }: ReportOptions): RunReport {
  const ids = (of: (each: Solved) => boolean): string[] =>
    solved
      .filter(of)
      .map(({ instance_id }) => instance_id)
      .toSorted();
  const submitted = ids(() => true);
  const empty = ids(({ report }) => report !== null && !report.patch_exists);
  const completed = ids(({ report }) => report?.patch_exists === true);
  const resolved = ids(({ report }) => report?.resolved === true);
  const unresolved = completed.filter((id) => !resolved.includes(id));
  const error = ids(({ report }) => report === null);
  const sum = (of: (each: Solved) => number | null): number | null =>
    solved.reduce<number | null>((total, each) => (of(each) === null ? total : (total ?? 0) + (of(each) ?? 0)), null);
  return {
    total_instances: all.length,
    submitted_instances: submitted.length,
    completed_instances: completed.length,
    resolved_instances: resolved.length,
    unresolved_instances: unresolved.length,
    empty_patch_instances: empty.length,
    error_instances: error.length,
    completed_ids: completed,
    incomplete_ids: all.filter((id) => !submitted.includes(id)).toSorted(),
    empty_patch_ids: empty,
    submitted_ids: submitted,
    resolved_ids: resolved,
    unresolved_ids: unresolved,
    error_ids: error,
    schema_version: 2,
    groundwork: {
      agent,
      model,
      usd: sum(({ usd }) => usd),
      tokens: sum(({ tokens }) => tokens),
      seconds: sum(({ seconds }) => seconds) ?? 0,
      instances: solved,
    },
  };
}
