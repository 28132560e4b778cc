import { testStatuses, type LogParser, type TestStatus } from './status.ts';

const startsWithStatus = (line: string): boolean => testStatuses.some((status) => line.startsWith(status));
const words = (line: string): readonly string[] => line.split(/\s+/).filter((word) => word !== '');
const isStatus = (word: string): word is TestStatus => testStatuses.some((status) => status === word);

/** `SKIPPED [3] path:line: reason` counts tests and names none. */
const isSummary = (status: string, test: string): boolean => status === 'SKIPPED' && /^\[\d+\]$/.test(test);

function read(log: string, name: (test: string) => string, prepare: (line: string) => string = (line) => line): Map<string, TestStatus> {
  const results = new Map<string, TestStatus>();
  for (const raw of log.split('\n')) {
    const line = prepare(raw);
    if (!startsWithStatus(line)) continue;
    const [status, test] = words(line.startsWith('FAILED') ? line.replaceAll(' - ', ' ') : line);
    if (status === undefined || test === undefined || isSummary(status, test) || !isStatus(status)) continue;
    results.set(name(test), status);
  }
  return results;
}

/** The summary of `pytest -rA`. */
export const pytest: LogParser = (log) => read(log, (test) => test);

/** The same, where an option that is a path stands for its last part: `test_read[/tmp/a/b]` is `test_read[/b]`. */
export const pytestOptions: LogParser = (log) =>
  read(log, (test) => {
    const [, main, option] = /^(.*?)\[(.*)\]/.exec(test) ?? [];
    if (main === undefined || option === undefined) return test;
    const isPath = option.startsWith('/') && !option.startsWith('//') && !option.includes('*');
    return `${main}[${isPath ? `/${option.split('/').at(-1) ?? ''}` : option}]`;
  });

export const matplotlib: LogParser = (log) =>
  read(
    log,
    (test) => test,
    (line) => line.replaceAll('MouseButton.LEFT', '1').replaceAll('MouseButton.RIGHT', '3'),
  );

/** Names hold blanks, lines may be coloured, and old versions write the status last. */
export const pytestSpaced: LogParser = (log) => {
  const results = new Map<string, TestStatus>();
  for (const raw of log.split('\n')) {
    // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
    const line = raw.replace(/\[(\d+)m/g, '').replace(/[\u0001-\u001f]/g, '');
    if (startsWithStatus(line)) {
      const [status, ...test] = words(line.startsWith('FAILED') ? (line.split(' - ')[0] ?? line) : line);
      if (status === undefined || test[0] === undefined || isSummary(status, test[0]) || !isStatus(status)) continue;
      results.set(test.join(' '), status);
    } else if (testStatuses.some((status) => line.endsWith(status))) {
      const all = words(line);
      const status = all.at(-1);
      if (all.length >= 2 && status !== undefined && isStatus(status)) results.set(all.slice(0, -1).join(' '), status);
    }
  }
  return results;
};

export const seaborn: LogParser = (log) => {
  const results = new Map<string, TestStatus>();
  for (const line of log.split('\n')) {
    const [first, second] = words(line);
    if (first === undefined || second === undefined) continue;
    if (line.startsWith('FAILED')) results.set(second, 'FAILED');
    else if (line.includes(' PASSED ')) {
      if (second === 'PASSED') results.set(first, 'PASSED');
    } else if (line.startsWith('PASSED')) results.set(second, 'PASSED');
  }
  return results;
};
