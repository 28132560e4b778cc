import { describe, expect, it } from 'vitest';
import { parserOf } from './parsers.ts';

const read = (parser: string, log: string, id = 'bakery__oven-7'): object => Object.fromEntries(parserOf({ parser, id })(log, { id }));

describe('log parsers', () => {
  it.each([
    [
      'parse_log_pytest',
      'PASSED a.py::x\nFAILED a.py::y - raw - burnt\nSKIPPED [2] a.py:1: slow\nXFAIL a.py::z\n',
      { 'a.py::x': 'PASSED', 'a.py::y': 'FAILED', 'a.py::z': 'XFAIL' },
    ],
    [
      'parse_log_requests',
      'PASSED a.py::x[/tmp/of/bread]\nPASSED a.py::x[//host]\n',
      { 'a.py::x[/bread]': 'PASSED', 'a.py::x[//host]': 'PASSED' },
    ],
    ['parse_log_sphinx', '\u001B[32mPASSED\u001B[0m a.py::x y\na.py::old PASSED\n', { 'a.py::x y': 'PASSED', 'a.py::old': 'PASSED' }],
    [
      'parse_log_sympy',
      'test_knead ok                                  [OK]\ntest_knead ok\ntest_rise F\n___ sympy/dough.py:test_rise ___\n',
      { test_knead: 'PASSED', test_rise: 'FAILED', 'sympy/dough.py:test_rise': 'FAILED' },
    ],
    [
      'parse_log_django',
      'test_a (x.T) ... ok\ntest_b (x.T) ... FAIL\ntest_c (x.T) ... noise\nok\ntest_d (x.T) ... skipped "slow"\n',
      { 'test_a (x.T)': 'PASSED', 'test_b (x.T)': 'FAILED', 'test_c (x.T)': 'PASSED', 'test_d (x.T)': 'SKIPPED' },
    ],
    ['parse_log_seaborn', 'a.py::x PASSED  [50%]\nFAILED a.py::y - raw\n', { 'a.py::x': 'PASSED', 'a.py::y': 'FAILED' }],
    [
      'parse_log_cargo',
      'test oven::bakes ... ok\ntest oven::burns ... FAILED\ntest oven::slow ... ignored\n',
      { 'oven::bakes': 'PASSED', 'oven::burns': 'FAILED' },
    ],
    [
      'parse_log_gotest',
      '--- PASS: TestBake (0.00s)\n    --- FAIL: TestBake/rye (0.01s)\n',
      { TestBake: 'PASSED', 'TestBake/rye': 'FAILED' },
    ],
    [
      'parse_log_redis',
      '[ok]: BAKE a loaf (3 ms)\n[err]: BURN a loaf in tests/unit/oven.tcl\n',
      { 'BAKE a loaf': 'PASSED', 'BURN a loaf': 'FAILED' },
    ],
    ['parse_log_jq', 'PASS: tests/bake\nFAIL: tests/burn\n', { 'tests/bake': 'PASSED', 'tests/burn': 'FAILED' }],
    [
      'parse_log_micropython_test',
      'pass  basics/bake.py\nskip  basics/rise.py\n',
      { 'basics/bake.py': 'PASSED', 'basics/rise.py': 'SKIPPED' },
    ],
    [
      'parse_log_googletest',
      '1: [       OK ] Oven.Bakes (0 ms)\n1: [  FAILED  ] Oven.Burns (1 ms)\n',
      { 'Oven.Bakes': 'PASSED', 'Oven.Burns': 'FAILED' },
    ],
    [
      'parse_log_doctest',
      '<?xml version="1.0"?>\n<doctest binary="t"><TestSuite><TestCase name="oven"><SubCase name="bakes"><Expression success="true"/></SubCase><SubCase name="burns"><Expression success="true"/><Expression success="false"/></SubCase></TestCase></TestSuite></doctest>',
      { 'oven > bakes': 'PASSED', 'oven > burns': 'FAILED' },
    ],
    [
      'parse_log_maven',
      '+ mvn test -Dtest=OvenTest#bakes\n[INFO] BUILD SUCCESS\n+ mvn test -Dtest=OvenTest#burns\n[INFO] BUILD FAILURE\n',
      { 'OvenTest#bakes': 'PASSED', 'OvenTest#burns': 'FAILED' },
    ],
    [
      'parse_log_ant',
      '    [junit] [PASS] bakes(Oven)\n    [junit] [ERR] burns(Oven)\n',
      { 'bakes(Oven)': 'PASSED', 'burns(Oven)': 'FAILED' },
    ],
    [
      'parse_log_gradle_custom',
      'OvenTest > bakes PASSED\nOvenTest > burns\nWARNING: hot\nFAILED\n',
      { 'OvenTest > bakes': 'PASSED', 'OvenTest > burns': 'FAILED' },
    ],
    ['parse_log_jest', '  ✓ bakes (12 ms)\n  ✕ burns\n  ○ rises\n', { bakes: 'PASSED', burns: 'FAILED', rises: 'SKIPPED' }],
    ['parse_log_vitest', ' ✓ oven > bakes 3ms\n × oven > burns\n', { 'oven > bakes': 'PASSED', 'oven > burns': 'FAILED' }],
    ['parse_log_tap', 'ok 1 bakes\nnot ok 2 burns\n', { bakes: 'PASSED', burns: 'FAILED' }],
    [
      'parse_log_karma',
      'noise\n Starting browser Chrome\n  oven\n    ✔ bakes\n    ✖ burns\nSUMMARY:\n    ✔ 1 test\n',
      { 'oven > bakes': 'PASSED', 'oven > burns': 'FAILED' },
    ],
    ['parse_log_phpunit', 'Oven (Bakery\\Oven)\n ✔ Bakes\n ✘ Burns\n', { 'Oven > Bakes': 'PASSED', 'Oven > Burns': 'FAILED' }],
    ['parse_log_ruby_unit', 'test: bakes:\t.: (0.001)\nburns:  F\n', { bakes: 'PASSED', burns: 'FAILED' }],
    ['parse_log_rspec_transformed_json', 'bakes - passed\nburns - failed\n', { bakes: 'PASSED', burns: 'FAILED' }],
  ])('%s', (parser, log, expected) => {
    expect(read(parser, log)).toEqual(expected);
  });

  it('knows which runner a repository had at an instance', () => {
    expect(read('parse_log_immutable_js', '[PASSED] Range > bakes', 'immutable-js__immutable-js-2005')).toEqual({
      'Range > bakes': 'PASSED',
    });
    expect(() => read('parse_log_immutable_js', '', 'immutable-js__immutable-js-1')).toThrow(/immutable-js-1/);
    expect(() => read('parse_log_of_nobody', '')).toThrow(/parse_log_of_nobody/);
  });
});
