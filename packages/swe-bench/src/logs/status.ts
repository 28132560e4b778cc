import type { Instance } from '../instance/instance.ts';

export type TestStatus = 'PASSED' | 'FAILED' | 'SKIPPED' | 'ERROR' | 'XFAIL';
export const testStatuses: readonly TestStatus[] = ['FAILED', 'PASSED', 'SKIPPED', 'ERROR', 'XFAIL'];

/** How each test ended, by the name the dataset knows it by. */
export type TestResults = ReadonlyMap<string, TestStatus>;

/** Reads what a test runner printed. Written after `swebench/harness/log_parsers` of SWE-bench, which decides what a test's name is. */
export type LogParser = (log: string, instance: Pick<Instance, 'id'>) => TestResults;
