import type { NativeEnvironment } from '../environment.ts';
import { cEnvironments, goEnvironments, rustEnvironments } from './compiled.ts';
import { javaEnvironments, nodeEnvironments } from './managed.ts';
import { pythonEnvironments } from './python.ts';

/** Every environment; of those for one repository the first that has an instance's version, so narrower ones come first. */
export const environments: readonly NativeEnvironment[] = [
  ...pythonEnvironments,
  ...goEnvironments,
  ...rustEnvironments,
  ...cEnvironments,
  ...nodeEnvironments,
  ...javaEnvironments,
];

const compiles = 'builds extensions in C against libraries of the years it is from, for which the harness has its images';
const gems = 'needs the Ruby and the gems its images hold';
const composer = 'needs the PHP and the packages its images hold';

const httpbin = 'asks httpbin.org, and tests have no network here';

/** Why there is no row, by repository or instance. */
export const knownReasons: Readonly<Record<string, string>> = {
  'pydata__xarray-7393': 'needs cftime, which its row does not install',
  'pytest-dev__pytest-5262': 'one of its tests depends on a temporary folder of its image',
  'psf__requests-1724': httpbin,
  'psf__requests-1766': httpbin,
  'psf__requests-1921': httpbin,
  'psf__requests-2317': httpbin,
  'psf__requests-2931': httpbin,
  'psf__requests-5414': httpbin,
  'sphinx-doc/sphinx': 'runs its tests by tox, which does not find what was installed here',
  'astropy/astropy': compiles,
  'scikit-learn/scikit-learn': compiles,
  'matplotlib/matplotlib': compiles,
  'rubocop/rubocop': gems,
  'fluent/fluentd': gems,
  'fastlane/fastlane': gems,
  'jekyll/jekyll': gems,
  'jordansissel/fpm': gems,
  'faker-ruby/faker': gems,
  'laravel/framework': composer,
  'briannesbitt/carbon': composer,
  'php-cs-fixer/php-cs-fixer': composer,
  'phpoffice/phpspreadsheet': composer,
  'micropython/micropython': 'takes its libraries from submodules of several other repositories',
  'projectlombok/lombok': 'downloads its libraries while it is built, from places that change',
  'apache/lucene': 'brings its own Gradle, which is downloaded when it is built',
  'reactivex/rxjava': 'brings its own Gradle, which is downloaded when it is built',
};
