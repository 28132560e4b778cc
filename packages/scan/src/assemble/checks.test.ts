import { describe, expect, it } from 'vitest';
import { Scanner } from '../scan.ts';
import { memoryTree } from '../tree/memory.ts';
import { repositoryChecks } from './checks.ts';

async function checksOf(files: Readonly<Record<string, string>>) {
  const tree = memoryTree('bakery', files);
  const { repository } = await new Scanner(tree).read();
  return repositoryChecks(repository, tree);
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);
const python = { 'bread.py': 'import flask\n' };

describe('repositoryChecks', () => {
  it.each<[what: string, files: Record<string, string>, expected: readonly string[]]>([
    [
      'a script of package.json, and tsc',
      { 'package.json': json({ scripts: { test: 'vitest run' }, devDependencies: { vitest: '4' } }), 'tsconfig.json': '{}' },
      ['. npm test', '. npx tsc --noEmit'],
    ],
    [
      'what a script would wait with',
      {
        'package.json': json({ scripts: { test: 'vitest watch' }, devDependencies: { vitest: '4' } }),
        'pnpm-lock.yaml': 'lockfileVersion: 9\n',
      },
      ['. pnpm exec vitest run'],
    ],
    ['no placeholder', { 'package.json': json({ scripts: { test: 'echo "Error: no test specified" && exit 1' } }) }, []],
    [
      'a check of types by its script',
      {
        'package.json': json({ scripts: { typecheck: 'vue-tsc --noEmit' }, dependencies: { vue: '3' } }),
        'tsconfig.json': '{}',
        'yarn.lock': '',
      },
      ['. yarn typecheck'],
    ],
    [
      'pytest by configuration, mypy',
      { ...python, 'pyproject.toml': '[project]\nname="bakery"\n[tool.pytest.ini_options]\n[tool.mypy]\n', 'uv.lock': 'version = 1\n' },
      ['. uv run pytest', '. uv run mypy .'],
    ],
    [
      'pytest by a file below',
      { ...python, 'requirements.txt': 'flask\n', 'tests/conftest.py': '', 'pyrightconfig.json': '{}' },
      ['. python -m pytest', '. python -m pyright'],
    ],
    ['tox', { ...python, 'setup.cfg': '[metadata]\nname=bakery\n', 'tox.ini': '[tox]\n' }, ['. python -m tox']],
    [
      'the tests of Django',
      { 'requirements.txt': 'django\n', 'manage.py': 'import django\n', 'orders/tests.py': 'import django\n' },
      ['. python manage.py test'],
    ],
    ['unittest', { ...python, 'requirements.txt': 'flask\n', 'tests/test_bread.py': 'import unittest\n' }, ['. python -m unittest']],
    [
      'go',
      { 'go.mod': 'module bakery\n\ngo 1.24\n', 'main.go': 'package main\nfunc main() {}\n', 'main_test.go': 'package main\n' },
      ['. go test ./...', '. go vet ./...'],
    ],
    ['cargo', { 'Cargo.toml': '[package]\nname = "bakery"\nversion = "0.1.0"\n', 'src/main.rs': 'fn main() {}\n' }, ['. cargo test']],
    [
      'maven with its wrapper',
      {
        'pom.xml': '<project><groupId>b</groupId><artifactId>bakery</artifactId><version>1</version></project>',
        mvnw: '',
        'src/main/java/B.java': 'class B {}',
      },
      ['. ./mvnw -q test'],
    ],
    ['gradle', { 'build.gradle': "plugins { id 'java' }\n", 'src/main/java/B.java': 'class B {}' }, ['. gradle test']],
    [
      'rspec',
      { Gemfile: 'gem "rspec"\n', 'Gemfile.lock': 'GEM\n  specs:\n    rspec (3.13.0)\n', 'bread.rb': 'puts 1\n' },
      ['. bundle exec rspec'],
    ],
    [
      'phpunit and phpstan',
      { 'composer.json': json({ 'require-dev': { 'phpunit/phpunit': '^11', 'phpstan/phpstan': '2' } }), 'index.php': '<?php\n' },
      ['. vendor/bin/phpunit', '. vendor/bin/phpstan analyse'],
    ],
    ['a target where nothing else says so', { Makefile: 'build:\n\tgcc b.c\n\ntest: build\n\t./t\n' }, ['. make test']],
    [
      'each part of a repository',
      {
        'web/package.json': json({ scripts: { test: 'jest' }, devDependencies: { jest: '30' } }),
        'api/requirements.txt': 'pytest\n',
        'api/bread.py': 'import flask\n',
      },
      ['api python -m pytest', 'web npm test'],
    ],
  ])('finds %s', async (_what, files, expected) => {
    expect((await checksOf(files)).map((check) => `${check.in} ${check.run}`)).toEqual(expected);
  });

  it('says where it read it, and how one file is run', async () => {
    const [tests] = await checksOf({ 'web/package.json': json({ scripts: { test: 'vitest run' }, devDependencies: { vitest: '4' } }) });
    expect(tests?.evidence).toMatchObject({ file: 'web/package.json', line: 3 });
    expect(tests?.one('web/src/bread.test.ts')).toBe('npx vitest run src/bread.test.ts');
    expect([tests?.runs('web/src/bread.test.ts'), tests?.runs('web/src/bread.ts'), tests?.runs('api/bread.test.ts')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each(['web/$(reboot).test.ts', 'api/bread.test.ts', 'web/-rf.test.ts'])('makes no command of %s', async (path) => {
    const [tests] = await checksOf({ 'web/package.json': json({ devDependencies: { vitest: '4' } }) });
    expect(tests?.one(path)).toBeNull();
  });
});
