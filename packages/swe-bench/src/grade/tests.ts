import { z } from 'zod';
import type { Instance } from '../instance/instance.ts';
import type { TestResults } from '../logs/status.ts';

const endedSchema = z.strictObject({ success: z.array(z.string()), failure: z.array(z.string()) });

/** How an instance's tests ended, in the words of the official report. */
export const testsStatusSchema = z.strictObject({ FAIL_TO_PASS: endedSchema, PASS_TO_PASS: endedSchema });
export type TestsStatus = z.infer<typeof testsStatusSchema>;

/**
 * The official rule (`get_eval_tests_report` of `swebench/harness/grading.py`): what failed has to pass, what passed has
 * to pass still; a test that is skipped was not fixed, but did not break either. Where only failures are printed
 * (`fail_only`), a test that is not named has passed.
 */
export function testsStatus(instance: Pick<Instance, 'failToPass' | 'passToPass' | 'counts'>, results: TestResults): TestsStatus {
  const passed = (test: string): boolean => {
    const key = keyOf(test, results);
    const status = key === null ? undefined : results.get(key);
    return status === 'PASSED' || status === 'XFAIL';
  };
  const kept = (test: string): boolean => {
    const key = keyOf(test, results);
    return passed(test) || (key !== null && results.get(key) === 'SKIPPED');
  };
  const notFailed = (test: string): boolean => results.get(test) !== 'FAILED';
  const failOnly = instance.counts === 'fail_only';
  return {
    FAIL_TO_PASS: split(instance.failToPass, failOnly ? notFailed : passed),
    PASS_TO_PASS: split(instance.passToPass, failOnly ? notFailed : kept),
  };
}

export function isResolved({ FAIL_TO_PASS, PASS_TO_PASS }: TestsStatus): boolean {
  return FAIL_TO_PASS.failure.length === 0 && PASS_TO_PASS.failure.length === 0;
}

const split = (tests: readonly string[], holds: (test: string) => boolean): z.infer<typeof endedSchema> => ({
  success: tests.filter((test) => holds(test)),
  failure: tests.filter((test) => !holds(test)),
});

const count = (text: string, character: string): number => text.split(character).length - 1;

/** Names in Verified are cut off within a parameter (issue 290 of SWE-bench): they stand for those they begin, if these agree. */
function keyOf(test: string, results: TestResults): string | null {
  if (results.has(test)) return test;
  if (count(test, '[') <= count(test, ']')) return null;
  const begun = [...results].filter(([name]) => name.startsWith(test));
  const outcomes = new Set(begun.map(([, status]) => status === 'PASSED' || status === 'XFAIL'));
  return outcomes.size === 1 ? (begun[0]?.[0] ?? null) : null;
}
