import { expect, test } from 'vitest';
import { findingsIn, fixedBy, placesOf } from '../testing.fixture.ts';

const flask = (code: string): Record<string, string> => ({
  'requirements.txt': 'flask==3.1.0\n',
  '.python-version': '3.12\n',
  'shop.py': `from flask import Flask, request\napp = Flask(__name__)\n${code}\n`,
});

test.each([
  ['a SQLite file', flask('import sqlite3\norders = sqlite3.connect("orders.db")'), 'shop.py:4:26 "orders.db"'],
  ['uploads', flask('app.config["UPLOAD_FOLDER"] = "./uploads"'), 'shop.py:3:31 "./uploads"'],
  ['a model', flask('import joblib\ndef learn(model):\n    joblib.dump(model, "models/loaf.joblib")'), 'shop.py:5:24 "models/loaf.joblib"'],
  [
    'uploads of Express',
    {
      'package.json':
        '{ "name": "bakery", "engines": { "node": "24" }, "scripts": { "start": "node shop.js" }, "dependencies": { "express": "4.0.0", "multer": "2.0.0" } }',
      'shop.js':
        "import express from 'express';\nimport multer from 'multer';\nconst upload = multer({ dest: 'uploads/' });\nexpress().listen(process.env.PORT);\n",
    },
    "shop.js:3:31 'uploads/'",
  ],
])('state on disk: %s', async (_what, files, place) => {
  expect((await placesOf('local-state', files)).slice(0, 1)).toEqual([place]);
});

test.each([
  ['in memory', flask('import sqlite3\norders = sqlite3.connect(":memory:")')],
  ['temporary', flask('import joblib\ndef learn(model):\n    joblib.dump(model, "/tmp/loaf.joblib")')],
  ['told by a variable', flask('import os, sqlite3\norders = sqlite3.connect(os.environ["ORDERS_FILE"])')],
  [
    'on a volume',
    {
      ...flask('app.config["UPLOAD_FOLDER"] = "uploads"'),
      'compose.yaml':
        'services:\n  shop:\n    build: .\n    command: python shop.py\n    volumes:\n      - uploads:/uploads\nvolumes:\n  uploads:\n',
    },
  ],
])('no state on disk: %s', async (_what, files) => {
  expect(await placesOf('local-state', files)).toEqual([]);
});

test('a runtime that nothing pins, and the file that pins it', async () => {
  const files = { 'requirements.txt': 'flask==3.1.0\n', 'shop.py': 'from flask import Flask\napp = Flask(__name__)\n' };
  expect(await placesOf('unpinned-runtime', files)).toEqual(['requirements.txt:1:1 flask==3.1.0']);
  const fixed = await fixedBy('unpinned-runtime', files);
  expect(fixed['.python-version']).toBe('3.12\n');
  expect(await placesOf('unpinned-runtime', fixed)).toEqual([]);
});

test('what conda installs is pinned where conda reads it', async () => {
  const files = {
    'train.py': 'from sklearn.linear_model import ElasticNet\nElasticNet().fit([[1]], [1])\n',
    'conda.yaml': 'name: bakery\ndependencies:\n  - scikit-learn>1.4\n  - pip\n  - pip:\n      - mlflow\n',
  };
  expect(await placesOf('unpinned-runtime', files)).toEqual(['conda.yaml:1:1 name: bakery']);
  const fixed = await fixedBy('unpinned-runtime', files);
  expect(fixed['conda.yaml']).toContain('dependencies:\n  - python=3.12\n  - scikit-learn>1.4\n');
  expect(await placesOf('unpinned-runtime', fixed)).toEqual([]);
  const loose = (await findingsIn(files)).find(({ rule }) => rule === 'unpinned-dependencies');
  expect(loose?.message).toMatch(/^2 of 2 dependencies/);
  expect(loose?.more).toMatch(/conda-lock/);
});

test('dependencies without versions and without a lockfile', async () => {
  const shop = { 'shop.py': 'from flask import Flask\napp = Flask(__name__)\n' };
  expect(await placesOf('unpinned-dependencies', { ...shop, 'requirements.txt': 'flask\nrequests>=2\n' })).toEqual([
    'requirements.txt:1:1 flask',
  ]);
  expect(await placesOf('unpinned-dependencies', { ...shop, 'requirements.txt': 'flask==3.1.0\nrequests==2.32.0\n' })).toEqual([]);
  expect(
    await placesOf('unpinned-dependencies', {
      ...shop,
      'pyproject.toml': '[project]\nname = "bakery"\ndependencies = ["flask"]\n',
      'uv.lock': 'version = 1\n',
    }),
  ).toEqual([]);
});

test('a list of hosts or origins that names only this machine', async () => {
  const django = (hosts: string): Record<string, string> => ({
    'requirements.txt': 'django\n',
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "bakery.settings")\n',
    'bakery/settings.py': `import os\nALLOWED_HOSTS = ${hosts}\n`,
  });
  expect(await placesOf('local-only-visitors', django('["localhost", "127.0.0.1"]'))).toEqual([
    'bakery/settings.py:2:17 ["localhost", "127.0.0.1"]',
  ]);
  expect(await placesOf('local-only-visitors', django('["localhost", "bakery.example.org"]'))).toEqual([]);
  expect(await placesOf('local-only-visitors', django('os.environ.get("HOSTS", "localhost").split(",")'))).toEqual([]);
  const origins = flask('from flask_cors import CORS\nCORS(app, origins=["http://localhost:3000"])');
  expect(await placesOf('local-only-visitors', origins)).toEqual(['shop.py:4:19 ["http://localhost:3000"]']);
});
