import { perLine } from './lines.ts';
import type { LogParser, TestStatus } from './status.ts';

export const jest = perLine({
  line: /^(?<status>[✓✕○])\s(?<test>.+?)(?:\s\(\d+\s*m?s\))?$/u,
  statuses: { '✓': 'PASSED', '✕': 'FAILED', '○': 'SKIPPED' },
  name: (test) => test.trim(),
});

/** `jest --json`, which the test command brings to lines. */
export const jestLines = perLine({ line: /^\[(?<status>PASSED|FAILED)\]\s(?<test>.+)$/, statuses: { PASSED: 'PASSED', FAILED: 'FAILED' } });

export const vitest = perLine({
  line: /^(?<status>[✓×↓])\s(?<test>.+?)(?:\s(?:\d+\s*m?s?|\[skipped\]))?$/u,
  statuses: { '✓': 'PASSED', '×': 'FAILED', '↓': 'SKIPPED' },
});

export const tap = perLine({ line: /^(?<status>ok|not ok) \d+ (?<test>.+)$/, statuses: { ok: 'PASSED', 'not ok': 'FAILED' } });

/** Karma's mocha reporter: suites by their indent, until its summary. */
export const karma: LogParser = (log) => {
  const results = new Map<string, TestStatus>();
  const suites: string[] = [];
  let depth = -1;
  let started = false;
  for (const line of log.split('\n')) {
    if (line.startsWith('SUMMARY:')) break;
    if (line.includes('Starting browser')) {
      started = true;
      continue;
    }
    const [, indent, mark, name] = (started ? /^(\s*)?([✔✖])?\s(.*)$/u.exec(line) : null) ?? [];
    if (name === undefined) continue;
    if (mark !== undefined) results.set([...suites, name].join(' > '), mark === '✔' ? 'PASSED' : 'FAILED');
    else if (indent !== undefined && indent !== '' && indent.length > depth) {
      depth = indent.length;
      suites.push(name);
    } else if (indent !== undefined && indent !== '' && indent.length < depth) {
      depth = indent.length;
      suites.pop();
    }
  }
  return results;
};
