import type { LogParser, TestStatus } from './status.ts';

interface LinePattern {
  /** With the named groups `status` and `test`; matched against a line without the blanks around it. */
  readonly line: RegExp;
  /** A status that is not here leaves the line out. */
  readonly statuses: Readonly<Record<string, TestStatus>>;
  readonly name?: (test: string, status: TestStatus) => string;
}

/** For runners that write a test and how it ended on one line. */
export const perLine =
  ({ line: pattern, statuses, name = (test) => test }: LinePattern): LogParser =>
  (log) => {
    const results = new Map<string, TestStatus>();
    for (const line of log.split('\n')) {
      const { status: word, test } = pattern.exec(line.trim())?.groups ?? {};
      const status = word === undefined ? undefined : statuses[word];
      if (status !== undefined && test !== undefined) results.set(name(test, status), status);
    }
    return results;
  };
