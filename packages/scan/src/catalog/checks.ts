import type { Language } from '@groundwork/blueprint';

/**
 * A program that checks code: by its tests, or by its types. `command` and `one` are run in the component's folder. In them `{run}` is how a
 * program of the component's dependencies is started (`poetry run `), `{python}` its Python, `{mvn}` and `{gradle}` the wrapper where there is
 * one, and `{file}`, `{folder}`, `{class}` one test file.
 */
export interface CheckRule {
  readonly kind: 'tests' | 'types';
  readonly language: Language;
  readonly name: string;
  /** Any of these tells that it is used. */
  readonly when: {
    readonly dependency?: readonly string[];
    /** Files directly in the component's folder. */
    readonly file?: RegExp;
    /** A file of the component's folder that says something. */
    readonly says?: readonly (readonly [file: string, text: RegExp])[];
    /** A file anywhere in the component. */
    readonly below?: RegExp;
  };
  /** What has to be there besides. */
  readonly with?: { readonly file?: RegExp; readonly below?: RegExp };
  readonly command: string;
  /** Runs one test file, `null` where it cannot. */
  readonly one: string | null;
  /** Test files it runs. */
  readonly files: RegExp;
}

const pythonTests = /(^|\/)(test_[^/]*|[^/]*_test|tests)\.py$/;
const nodeTests = /\.(test|spec)\.[cm]?[jt]sx?$|(^|\/)(__tests__|tests?)\/[^/]*\.[cm]?[jt]sx?$/;
const none = /^\b$/;

/** Placeholders that fail, and what waits for changes instead of ending. */
const endless =
  /no test specified|--watch(All)?\b(?!=false)|\b(vitest|jest)\s+(watch|dev)\b|\bng\s+test\b(?!.*--watch=false)|^\s*(echo|exit|true)\b/;

/** The first of each kind and language that fits is taken: what the authors wrote down, then what is surest. */
export const checkRules: readonly CheckRule[] = [
  {
    kind: 'tests',
    language: 'node',
    name: 'vitest',
    when: { dependency: ['vitest'] },
    command: '{run}vitest run',
    one: '{run}vitest run {file}',
    files: nodeTests,
  },
  {
    kind: 'tests',
    language: 'node',
    name: 'jest',
    when: { dependency: ['jest'] },
    command: '{run}jest',
    one: '{run}jest {file}',
    files: nodeTests,
  },
  {
    kind: 'tests',
    language: 'node',
    name: 'mocha',
    when: { dependency: ['mocha'] },
    command: '{run}mocha',
    one: '{run}mocha {file}',
    files: nodeTests,
  },
  {
    kind: 'tests',
    language: 'node',
    name: 'node --test',
    when: { says: [['package.json', /node\s+(?:\S+\s+)*--test\b/]] },
    command: 'node --test',
    one: 'node --test {file}',
    files: nodeTests,
  },
  // Django's own runner sets its database up; pytest is taken where it is asked for by name.
  {
    kind: 'tests',
    language: 'python',
    name: 'pytest',
    when: {
      dependency: ['pytest', 'pytest-django', 'pytest-asyncio', 'pytest-cov'],
      file: /^(pytest\.ini|conftest\.py)$/,
      says: [
        ['pyproject.toml', /^\[tool\.pytest/m],
        ['setup.cfg', /^\[tool:pytest\]/m],
        ['tox.ini', /^\[pytest\]/m],
      ],
      below: /(^|\/)conftest\.py$/,
    },
    command: '{run}pytest',
    one: '{run}pytest {file}',
    files: pythonTests,
  },
  { kind: 'tests', language: 'python', name: 'tox', when: { file: /^tox\.ini$/ }, command: '{run}tox', one: null, files: pythonTests },
  { kind: 'tests', language: 'python', name: 'nox', when: { file: /^noxfile\.py$/ }, command: '{run}nox', one: null, files: pythonTests },
  {
    kind: 'tests',
    language: 'python',
    name: 'manage.py test',
    when: { file: /^manage\.py$/ },
    with: { below: pythonTests },
    command: '{python}manage.py test',
    one: null,
    files: pythonTests,
  },
  {
    kind: 'tests',
    language: 'python',
    name: 'unittest',
    when: { below: /(^|\/)test_[^/]*\.py$/ },
    command: '{python}-m unittest',
    one: '{python}-m unittest {file}',
    files: pythonTests,
  },
  {
    kind: 'tests',
    language: 'go',
    name: 'go test',
    when: { below: /_test\.go$/ },
    command: 'go test ./...',
    one: 'go test ./{folder}',
    files: /_test\.go$/,
  },
  {
    kind: 'tests',
    language: 'rust',
    name: 'cargo test',
    when: { file: /^Cargo\.toml$/ },
    command: 'cargo test',
    one: null,
    files: /(^|\/)tests\/[^/]*\.rs$/,
  },
  {
    kind: 'tests',
    language: 'ruby',
    name: 'rspec',
    when: { dependency: ['rspec', 'rspec-rails', 'rspec-core'], file: /^\.rspec$/ },
    command: '{run}rspec',
    one: '{run}rspec {file}',
    files: /_spec\.rb$/,
  },
  {
    kind: 'tests',
    language: 'ruby',
    name: 'rails test',
    when: { says: [['Gemfile', /^\s*gem\s+["']rails["']/m]] },
    with: { below: /(^|\/)test\/.*_test\.rb$/ },
    command: 'bin/rails test',
    one: 'bin/rails test {file}',
    files: /_test\.rb$/,
  },
  {
    kind: 'tests',
    language: 'ruby',
    name: 'rake test',
    when: { says: [['Rakefile', /TestTask|task\s+:test/]] },
    command: '{run}rake test',
    one: '{run}ruby -Itest {file}',
    files: /_test\.rb$|(^|\/)test_[^/]*\.rb$/,
  },
  {
    kind: 'tests',
    language: 'php',
    name: 'artisan test',
    when: { file: /^artisan$/ },
    with: { file: /^phpunit(\.dist)?\.xml(\.dist)?$/ },
    command: 'php artisan test',
    one: 'php artisan test {file}',
    files: /Test\.php$/,
  },
  {
    kind: 'tests',
    language: 'php',
    name: 'pest',
    when: { dependency: ['pestphp/pest'] },
    command: '{run}pest',
    one: '{run}pest {file}',
    files: /Test\.php$/,
  },
  {
    kind: 'tests',
    language: 'php',
    name: 'phpunit',
    when: { dependency: ['phpunit/phpunit'], file: /^phpunit(\.dist)?\.xml(\.dist)?$/ },
    command: '{run}phpunit',
    one: '{run}phpunit {file}',
    files: /Test\.php$/,
  },
  {
    kind: 'tests',
    language: 'java',
    name: 'maven',
    when: { file: /^pom\.xml$/ },
    command: '{mvn} -q test',
    one: '{mvn} -q test -Dtest={class}',
    files: /Tests?\.(java|kt)$/,
  },
  {
    kind: 'tests',
    language: 'java',
    name: 'gradle',
    when: { file: /^(build|settings)\.gradle(\.kts)?$/ },
    command: '{gradle} test',
    one: '{gradle} test --tests {class}',
    files: /Tests?\.(java|kt)$/,
  },
  {
    kind: 'tests',
    language: 'dotnet',
    name: 'dotnet test',
    when: { below: /Tests?\.csproj$/ },
    command: 'dotnet test',
    one: null,
    files: /Tests?\.cs$/,
  },
  {
    kind: 'types',
    language: 'node',
    name: 'tsc',
    when: { file: /^tsconfig\.json$/ },
    command: '{run}tsc --noEmit',
    one: null,
    files: none,
  },
  {
    kind: 'types',
    language: 'python',
    name: 'mypy',
    when: {
      dependency: ['mypy'],
      file: /^\.?mypy\.ini$/,
      says: [
        ['pyproject.toml', /^\[tool\.mypy\]/m],
        ['setup.cfg', /^\[mypy\]/m],
      ],
    },
    command: '{run}mypy .',
    one: null,
    files: none,
  },
  {
    kind: 'types',
    language: 'python',
    name: 'pyright',
    when: {
      dependency: ['pyright', 'basedpyright'],
      file: /^pyrightconfig\.json$/,
      says: [['pyproject.toml', /^\[tool\.(based)?pyright\]/m]],
    },
    command: '{run}pyright',
    one: null,
    files: none,
  },
  {
    kind: 'types',
    language: 'php',
    name: 'phpstan',
    when: { dependency: ['phpstan/phpstan', 'larastan/larastan'], file: /^phpstan\.(neon|dist\.neon|neon\.dist)$/ },
    command: '{run}phpstan analyse',
    one: null,
    files: none,
  },
  { kind: 'types', language: 'go', name: 'go vet', when: { file: /^go\.mod$/ }, command: 'go vet ./...', one: null, files: none },
];

/** Scripts that people call their checks, in a package.json or a composer.json; they win over the program they run. */
export const checkScripts: readonly { readonly kind: CheckRule['kind']; readonly name: RegExp; readonly unlike: RegExp }[] = [
  { kind: 'tests', name: /^(test:ci|test|tests|test:unit|unit)$/, unlike: endless },
  { kind: 'types', name: /^(type-?check|check[-:]types|types|tsc|typescript)$/i, unlike: /--watch\b|\s-w\b/ },
];

/** Targets of files that run anything, looked at where nothing else says how a repository is tested. */
export const checkTargets: readonly {
  readonly kind: CheckRule['kind'];
  readonly file: RegExp;
  readonly target: RegExp;
  readonly command: string;
}[] = [
  { kind: 'tests', file: /^(GNUmakefile|[Mm]akefile)$/, target: /^(test|tests|check)\s*:(?!=)/m, command: 'make $1' },
  { kind: 'tests', file: /^[Jj]ustfile$/, target: /^(test|tests)\s*:(?!=)/m, command: 'just $1' },
  { kind: 'tests', file: /^Taskfile\.ya?ml$/, target: /^ {2}(test|tests):/m, command: 'task $1' },
];
