import { expect, test } from 'vitest';
import { scan } from '../../../scan.ts';
import { memoryTree } from '../../../tree/memory.ts';

const app = { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n' };

test.each<[string, Readonly<Record<string, string>>, string | null, string | null, string[]]>([
  ['requirements', { 'requirements.txt': 'flask==3.0\n' }, null, 'pip', ['pip install -r requirements.txt']],
  [
    'compiled requirements',
    { 'requirements.in': 'flask\n', 'requirements.txt': 'flask==3.0\n' },
    null,
    'pip',
    ['pip install -r requirements.txt'],
  ],
  [
    'requirements by purpose',
    { 'requirements/base.txt': 'flask\n', 'requirements/prod.txt': '-r base.txt\ngunicorn\n', 'requirements/dev.txt': 'pytest\n' },
    null,
    'pip',
    ['pip install -r requirements/prod.txt'],
  ],
  [
    'Poetry',
    { 'pyproject.toml': '[tool.poetry]\nname = "ferry"\n[tool.poetry.dependencies]\npython = "^3.11"\nflask = "*"\n', 'poetry.lock': '' },
    '3.11',
    'poetry',
    ['poetry install --no-interaction --only main'],
  ],
  [
    'uv',
    { 'pyproject.toml': '[project]\nname = "ferry"\nrequires-python = ">=3.12,<4"\ndependencies = ["flask"]\n', 'uv.lock': '' },
    '3.12',
    'uv',
    ['uv sync --frozen'],
  ],
  [
    'PDM',
    { 'pyproject.toml': '[project]\nname = "ferry"\ndependencies = ["flask"]\n[tool.pdm]\n', 'pdm.lock': '' },
    null,
    'pdm',
    ['pdm install --prod'],
  ],
  [
    'Pipenv',
    { Pipfile: '[packages]\nflask = "*"\n[requires]\npython_version = "3.10"\n', 'Pipfile.lock': '{}' },
    '3.10',
    'pipenv',
    ['pipenv install --deploy'],
  ],
  [
    'Conda',
    { 'environment.yml': 'name: ferry\ndependencies:\n  - python=3.9\n  - pip:\n      - flask\n' },
    '3.9',
    'conda',
    ['conda env update --file environment.yml'],
  ],
  [
    'setup.py',
    { 'setup.py': 'from setuptools import setup\nsetup(name="ferry", install_requires=["flask"])\n' },
    null,
    'pip',
    ['pip install .'],
  ],
  ['a version file', { 'requirements.txt': 'flask\n', '.python-version': '3.12.4\n' }, '3.12', 'pip', ['pip install -r requirements.txt']],
  [
    "Heroku's version file",
    { 'requirements.txt': 'flask\n', 'runtime.txt': 'python-3.11.9\n' },
    '3.11',
    'pip',
    ['pip install -r requirements.txt'],
  ],
])('%s', async (_what, files, version, manager, install) => {
  const { services } = await scan(memoryTree('ferry', { ...app, ...files }));
  expect(services.map((service) => [service.runtime.version, service.runtime.packageManager, service.install])).toEqual([
    [version, manager, install],
  ]);
});

test('broken manifests are noted, and what can be read is read', async () => {
  const { services, notes } = await scan(
    memoryTree('ferry', { ...app, 'pyproject.toml': '[project\nname = ', 'requirements.txt': 'flask\n' }),
  );
  expect(services.map(({ framework }) => framework)).toEqual(['Flask']);
  expect(notes.map(({ file }) => file)).toEqual(['pyproject.toml']);
});
