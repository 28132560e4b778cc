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
