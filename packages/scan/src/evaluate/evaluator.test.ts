import { expect, test } from 'vitest';
import { memoryTree, scan } from '../index.ts';

const manifest = {
  'package.json': '{ "name": "harbour", "scripts": { "start": "node main.js" }, "dependencies": { "express": "4", "pg": "8" } }',
};

test.each([
  [
    'a name',
    'let quay = { host: process.env.QUAY_HOST }; quay = { ...quay, port: 5432 }; new Pool({ host: quay.host, user: quay.nobody });',
  ],
  ['a parameter', 'function open(quay) { quay = { ...quay, port: 5432 }; return new Pool(quay); } open({ host: process.env.QUAY_HOST });'],
])('%s assigned from itself is followed, and ends', async (_what, code) => {
  const text = `const express = require('express'); const { Pool } = require('pg'); ${code} express().listen(3000);`;
  const blueprint = await scan(memoryTree('harbour', { ...manifest, 'main.js': text }));
  const variables = blueprint.services.flatMap((service) => service.env);
  expect(variables).toContainEqual(
    expect.objectContaining({ name: 'QUAY_HOST', binding: { resource: 'db', property: 'host', form: null } }),
  );
});

test('a variable read through our own function is evidenced where its name is written, and need not be set when the function asks', async () => {
  const { services } = await scan(
    memoryTree('harbour', {
      'requirements.txt': 'flask\n',
      'reading.py':
        'import os\ndef told(name):\n    return os.environ[name]\ndef asked(name):\n    if name not in os.environ:\n        return None\n    return os.environ[name]\n',
      'app.py':
        'from flask import Flask\nfrom reading import asked, told\napp = Flask(__name__)\nTIDE = told("TIDE_TABLE")\nFOG = asked("FOG_BELL")\n',
    }),
  );
  const variables = services.flatMap((service) => service.env);
  const where = (name: string): unknown =>
    variables
      .filter((each) => each.name === name)
      .map(({ required, evidence }) => [required, evidence.map(({ file, line }) => `${file}:${line}`)]);
  expect(where('TIDE_TABLE')).toEqual([[true, ['app.py:4']]]);
  expect(where('FOG_BELL')).toEqual([[false, ['app.py:5']]]);
});
