import { perLine } from './lines.ts';
import type { LogParser, TestStatus } from './status.ts';

/** Maven does not name what passed: each test is a run of its own, named by the command that `set -x` wrote before it. */
export const maven: LogParser = (log) => {
  const tests: string[] = [];
  const ends: TestStatus[] = [];
  for (const line of log.split('\n')) {
    const test = /-Dtest=(\S+)/.exec(line)?.[1];
    if (test !== undefined) tests.push(test);
    const end = /BUILD (SUCCESS|FAILURE)$/.exec(line.trim())?.[1];
    if (end !== undefined) ends.push(end === 'SUCCESS' ? 'PASSED' : 'FAILED');
  }
  return new Map(tests.flatMap((test, index): readonly [string, TestStatus][] => (ends[index] ? [[test, ends[index]]] : [])));
};

export const ant = perLine({
  line: /^\[junit\]\s+\[(?<status>PASS|FAIL|ERR)\]\s+(?<test>.*)$/,
  statuses: { PASS: 'PASSED', FAIL: 'FAILED', ERR: 'FAILED' },
});

const ended: Readonly<Record<string, TestStatus>> = { PASSED: 'PASSED', FAILED: 'FAILED' };

/** Gradle, told to name every test. What a test prints may come between its name and how it ended. */
export const gradle: LogParser = (log) => {
  const results = new Map<string, TestStatus>();
  let pending: string | null = null;
  for (const raw of log.split('\n')) {
    const line = raw.trim();
    const [, test, status] = /^([^>].+)\s+(PASSED|FAILED)$/.exec(line) ?? [];
    const alone = ended[line];
    if (test !== undefined && status !== undefined) {
      results.set(test, ended[status] ?? 'FAILED');
      pending = null;
    } else if (/^[^>]\S*\s+>\s+\S+$/.test(line)) pending = line;
    else if (pending !== null && alone !== undefined) {
      results.set(pending, alone);
      pending = null;
    }
  }
  return results;
};
