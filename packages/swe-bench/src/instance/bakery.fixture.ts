import type { Instance } from './instance.ts';

/** An instance of a repository written for the tests, as a dataset would hold it. */
export const bakery: Instance = {
  id: 'bakery__oven-7',
  repository: 'bakery/oven',
  base: 'b'.repeat(40),
  version: '1.2',
  statement: 'Bread comes out raw',
  gold: '',
  testPatch: '',
  failToPass: ['tests/test_oven.py::test_baked'],
  passToPass: ['tests/test_oven.py::test_warm', 'tests/test_oven.py::test_slow'],
  parser: 'parse_log_pytest',
  counts: 'pass_and_fail',
  script: '',
};
