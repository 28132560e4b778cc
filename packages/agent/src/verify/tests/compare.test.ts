import { describe, expect, it } from 'vitest';
import type { TestResults } from '../run/reports/results.ts';
import type { Tested } from '../run/tested.ts';
import { judgeCommand } from './compare.ts';

const command = { run: 'pytest', in: '.' };

function tested(exit: number, results: Parameters<typeof Object.entries<'passed' | 'failed' | 'skipped'>>[0] | null): Tested {
  const named: TestResults | null = results && new Map(Object.entries(results));
  return {
    ran: { command: 'pytest', in: '.', exit, seconds: 1, output: '', outputHash: '', text: '' },
    results: named,
    expected: results !== null,
  };
}

describe('tests that passed before', () => {
  it.each([
    ['pass still', tested(1, { adds: 'passed', pays: 'failed' }), tested(1, { adds: 'passed', pays: 'failed' }), null, 'passed', null],
    ['fail now', tested(0, { adds: 'passed' }), tested(1, { adds: 'failed' }), null, 'failed', 'tests_broken'],
    ['are gone', tested(0, { adds: 'passed', pays: 'passed' }), tested(0, { pays: 'passed' }), null, 'failed', 'tests_broken'],
    ['are left out', tested(0, { adds: 'passed' }), tested(0, { adds: 'skipped' }), null, 'failed', 'tests_broken'],
    ['were never counted', tested(0, { adds: 'passed' }), tested(0, null), null, 'failed', 'tests_tampered'],
    ['cannot be told apart, and fail', tested(0, null), tested(1, null), null, 'failed', 'tests_broken'],
    ['cannot be told apart, and failed before', tested(1, null), tested(1, null), null, 'reported', null],
    [
      'differ from run to run',
      tested(0, { adds: 'passed', pays: 'passed' }),
      tested(1, { adds: 'failed', pays: 'passed' }),
      tested(1, { adds: 'failed', pays: 'passed' }),
      'passed',
      null,
    ],
    ['pass, but their runner fails', tested(0, { adds: 'passed' }), tested(1, { adds: 'passed' }), null, 'failed', 'tests_broken'],
  ] as const)('%s', (_name, before, after, again, state, reason) => {
    const judged = judgeCommand(0, command, { before, after, again });
    expect([judged.check.state, judged.reason]).toEqual([state, reason]);
  });
});
