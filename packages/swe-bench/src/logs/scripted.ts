import { perLine } from './lines.ts';
import type { LogParser, TestStatus } from './status.ts';

export const minitest = perLine({
  line: /^(?<test>.+)\. .*=.*(?<status>\.|F|E).*$/,
  statuses: { '.': 'PASSED', F: 'FAILED', E: 'FAILED' },
});

export const cucumber = perLine({ line: /^(?<test>.*) \.+(?<status>\.|F)/, statuses: { '.': 'PASSED', F: 'FAILED' } });

export const rubyUnit = perLine({
  line: /^(?:test: )?(?<test>.+):\s+(?<status>\.|E\b|F\b|O\b)/,
  statuses: { '.': 'PASSED', E: 'FAILED', F: 'FAILED', O: 'SKIPPED' },
});

/** `rspec --format json`, which the test command brings to lines. */
export const rspecLines = perLine({ line: /^(?<test>.+) - (?<status>passed|failed)/, statuses: { passed: 'PASSED', failed: 'FAILED' } });

const marks: Readonly<Record<string, TestStatus>> = { '✔': 'PASSED', '✘': 'FAILED', '↩': 'SKIPPED' };

/** `phpunit --testdox`: tests below the name of their class. */
export const phpunit: LogParser = (log) => {
  const results = new Map<string, TestStatus>();
  let suite = 'None';
  for (const line of log.split('\n')) {
    const named = /^(\w.+) \(.+\)$/.exec(line)?.[1];
    if (named !== undefined) {
      suite = named;
      continue;
    }
    const [, mark, test] = /^\s*([✔✘↩])\s*(.*)$/u.exec(line) ?? [];
    const status = mark === undefined ? undefined : marks[mark];
    if (status !== undefined && test !== undefined) results.set(`${suite} > ${test}`, status);
  }
  return results;
};
