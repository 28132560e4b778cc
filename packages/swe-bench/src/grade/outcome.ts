import type { Instance } from '../instance/instance.ts';
import { parserOf } from '../logs/parsers.ts';
import { z } from 'zod';
import { isResolved, testsStatus, testsStatusSchema } from './tests.ts';

/** What a run of an instance's tests left behind. */
export interface TestRun {
  readonly applied: boolean;
  /** `null` where it was ended: out of time, cancelled. */
  readonly exit: number | null;
  /** What the tests printed, commands included. */
  readonly log: string;
}

/** Fields and their names are those of the harness's `report.json`. */
export const instanceReportSchema = z.strictObject({
  patch_is_None: z.boolean(),
  patch_exists: z.boolean(),
  patch_successfully_applied: z.boolean(),
  resolved: z.boolean(),
  tests_status: testsStatusSchema.optional(),
});
export type InstanceReport = Readonly<z.infer<typeof instanceReportSchema>>;

/** Why an instance is not resolved, in a word. */
export type GradeReason =
  | 'resolved'
  | 'no_patch'
  | 'patch_not_applied'
  | 'out_of_time'
  | 'tests_did_not_run'
  | 'tests_not_built'
  | 'tests_failed'
  | 'log_not_trusted';

export interface Outcome {
  readonly report: InstanceReport;
  readonly reason: GradeReason;
}

export function noPatch(): Outcome {
  return {
    report: { patch_is_None: true, patch_exists: false, patch_successfully_applied: false, resolved: false },
    reason: 'no_patch',
  };
}

/** Judges a run as `get_eval_report` of the harness does. */
export function outcomeOf(instance: Instance, run: TestRun): Outcome {
  const unresolved = (reason: GradeReason): Outcome => ({
    report: { patch_is_None: false, patch_exists: true, patch_successfully_applied: reason === 'out_of_time', resolved: false },
    reason,
  });
  if (!run.applied) return unresolved('patch_not_applied');
  if (run.exit === null) return unresolved('out_of_time');
  const results = parserOf(instance)(run.log, instance);
  if (results.size === 0) return unresolved(run.exit !== 0 && notBuilt.test(run.log) ? 'tests_not_built' : 'tests_did_not_run');
  const failed = [...results.values()].some((status) => status === 'FAILED' || status === 'ERROR');
  // A patch can print lines that look like results; it cannot make the runner end well.
  if (run.exit !== 0 && !failed && !isEndedOnPurpose(instance, run.exit)) return unresolved('log_not_trusted');
  const status = testsStatus(instance, results);
  const resolved = isResolved(status);
  return {
    report: { patch_is_None: false, patch_exists: true, patch_successfully_applied: true, resolved, tests_status: status },
    reason: resolved ? 'resolved' : 'tests_failed',
  };
}

/** What Go, Cargo and Maven say where tests ask for what a change has not: it is at fault, and not how they were run. */
const notBuilt = /^FAIL\t\S+ \[build failed\]$|^error: could not compile |^\[ERROR\] COMPILATION ERROR/m;

/** Runners that get stuck are ended by the test script itself. */
const isEndedOnPurpose = ({ script }: Instance, exit: number): boolean => exit === 124 && /^timeout \d/m.test(script);
