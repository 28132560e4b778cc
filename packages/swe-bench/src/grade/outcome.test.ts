import { describe, expect, it } from 'vitest';
import { bakery } from '../instance/bakery.fixture.ts';
import { outcomeOf } from './outcome.ts';

const run = (log: string, exit: number | null = 0) => outcomeOf(bakery, { applied: true, exit, log });
const passed = (...tests: string[]): string => tests.map((test) => `PASSED tests/test_oven.py::${test}\n`).join('');

describe('outcomeOf', () => {
  it('resolves when everything passes that has to', () => {
    expect(run(passed('test_baked', 'test_warm', 'test_slow'))).toMatchObject({
      reason: 'resolved',
      report: { resolved: true, tests_status: { FAIL_TO_PASS: { success: ['tests/test_oven.py::test_baked'], failure: [] } } },
    });
  });

  it.each([
    ['a test that was to be fixed fails', `${passed('test_warm', 'test_slow')}FAILED tests/test_oven.py::test_baked - raw\n`, 1],
    ['a test that was to be fixed is skipped', `${passed('test_warm', 'test_slow')}SKIPPED tests/test_oven.py::test_baked\n`, 0],
    ['a test that passed is not named', passed('test_baked', 'test_warm'), 0],
    ['a test that passed errs', `${passed('test_baked', 'test_warm')}ERROR tests/test_oven.py::test_slow\n`, 1],
  ])('does not resolve when %s', (_when, log, exit) => {
    expect(run(log, exit)).toMatchObject({ reason: 'tests_failed', report: { resolved: false } });
  });

  it('takes a test that is skipped for one that did not break', () => {
    expect(run(`${passed('test_baked', 'test_warm')}SKIPPED tests/test_oven.py::test_slow\n`).report.resolved).toBe(true);
  });

  it('does not believe a log in which nothing failed when the runner says otherwise', () => {
    expect(run(passed('test_baked', 'test_warm', 'test_slow'), 1)).toMatchObject({
      reason: 'log_not_trusted',
      report: { resolved: false },
    });
  });

  it('believes a runner that the script itself ends after a while', () => {
    const log = passed('test_baked', 'test_warm', 'test_slow');
    const stuck = { ...bakery, script: 'cd /testbed\ntimeout 10s pytest\n' };
    expect(outcomeOf(stuck, { applied: true, exit: 124, log }).reason).toBe('resolved');
    expect(outcomeOf(bakery, { applied: true, exit: 124, log }).reason).toBe('log_not_trusted');
  });

  it('tells a patch that does not apply, a run that did not end and one that printed nothing apart', () => {
    expect(outcomeOf(bakery, { applied: false, exit: 0, log: '' }).reason).toBe('patch_not_applied');
    expect(run('', null).reason).toBe('out_of_time');
    expect(run('Segmentation fault').reason).toBe('tests_did_not_run');
    const missing = './oven_test.go:14:22: o.Warm undefined\nFAIL\tbakery.example/oven [build failed]\nFAIL\n';
    expect(run(missing, 1).reason).toBe('tests_not_built');
  });

  it('lets a name that was cut off stand for those it begins, when they agree', () => {
    const cut = { ...bakery, failToPass: ['test_temperature[log(photon'], passToPass: [] };
    const graded = (log: string): boolean => outcomeOf(cut, { applied: true, exit: 1, log }).report.resolved;
    expect(graded('PASSED test_temperature[log(photon)]\nPASSED test_temperature[log(photon-2)]\nFAILED other\n')).toBe(true);
    expect(graded('PASSED test_temperature[log(photon)]\nFAILED test_temperature[log(photon-2)]\n')).toBe(false);
  });
});
