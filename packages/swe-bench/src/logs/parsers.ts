import { GroundworkError } from '@groundwork/host';
import type { Instance } from '../instance/instance.ts';
import { cargo, doctest, googletest, goTest, jq, micropython, redis } from './compiled.ts';
import { ant, gradle, maven } from './java.ts';
import { jest, jestLines, karma, tap, vitest } from './javascript.ts';
import { matplotlib, pytest, pytestOptions, pytestSpaced, seaborn } from './pytest.ts';
import { django, sympy } from './python.ts';
import { cucumber, minitest, phpunit, rspecLines, rubyUnit } from './scripted.ts';
import type { LogParser } from './status.ts';

/** Repositories that changed their runner: by what an instance's name ends with. */
const byNumber =
  (numbers: Readonly<Record<string, LogParser>>): LogParser =>
  (log, instance) => {
    const number = instance.id.split('-').at(-1) ?? '';
    const parser = numbers[number];
    if (parser === undefined) throw unknown(instance.id);
    return parser(log, instance);
  };

/** By the name the dataset calls them (`log_parser`); those that Verified and Multilingual use. */
const parsers: Readonly<Record<string, LogParser>> = {
  parse_log_pytest: pytest,
  parse_log_pytest_options: pytestOptions,
  parse_log_pytest_v2: pytestSpaced,
  parse_log_flask: pytest,
  parse_log_xarray: pytest,
  parse_log_requests: pytestOptions,
  parse_log_pylint: pytestOptions,
  parse_log_astropy: pytestSpaced,
  parse_log_scikit: pytestSpaced,
  parse_log_sphinx: pytestSpaced,
  parse_log_matplotlib: matplotlib,
  parse_log_seaborn: seaborn,
  parse_log_django: django,
  parse_log_sympy: sympy,
  parse_log_cargo: cargo,
  parse_log_gotest: goTest,
  parse_log_redis: redis,
  parse_log_jq: jq,
  parse_log_doctest: doctest,
  parse_log_micropython_test: micropython,
  parse_log_googletest: googletest,
  parse_log_maven: maven,
  parse_log_ant: ant,
  parse_log_gradle_custom: gradle,
  parse_log_jest: jest,
  parse_log_jest_json: jestLines,
  parse_log_vitest: vitest,
  parse_log_karma: karma,
  parse_log_tap: tap,
  parse_log_immutable_js: byNumber({ '2006': jest, '2005': jestLines }),
  parse_log_phpunit: phpunit,
  parse_log_minitest: minitest,
  parse_log_cucumber: cucumber,
  parse_log_ruby_unit: rubyUnit,
  parse_log_rspec_transformed_json: rspecLines,
  parse_log_jekyll: byNumber({ '9141': minitest, '8047': minitest, '8167': minitest, '8761': cucumber, '8771': cucumber }),
};

export function parserOf({ parser, id }: Pick<Instance, 'parser' | 'id'>): LogParser {
  const found = parsers[parser];
  if (found === undefined) throw unknown(id, parser);
  return found;
}

const unknown = (id: string, parser = 'of its repository'): GroundworkError =>
  new GroundworkError({
    code: 'swe.parser_unknown',
    message: `What the tests of ${id} print is read by the parser ${parser}, which is not known here`,
    fix: 'Leave the instance out, or add its parser to packages/swe-bench/src/logs.',
  });
