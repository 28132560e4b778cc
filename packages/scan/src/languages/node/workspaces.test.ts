import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

const manifest = (dependencies: readonly string[], scripts: Readonly<Record<string, string>> = {}, more: object = {}): string =>
  JSON.stringify({ name: 'library', scripts, dependencies: Object.fromEntries(dependencies.map((name) => [name, '1.0.0'])), ...more });

const listening = "const express = require('express'); const app = express(); app.listen(process.env.PORT || 4100);";

test('members of a workspace are built with what they are made of', async () => {
  const files = {
    'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['apps/*', 'packages/*'] }),
    'pnpm-lock.yaml': '',
    'pnpm-workspace.yaml': 'packages: ["apps/*", "packages/*"]',
    'packages/shelves/package.json': JSON.stringify({
      name: '@library/shelves',
      scripts: { build: 'tsc' },
      dependencies: { '@library/books': '*' },
    }),
    'packages/books/package.json': JSON.stringify({ name: '@library/books', dependencies: { pg: '8' } }),
    'packages/books/index.ts': "import { Pool } from 'pg'; export const pool = new Pool({ connectionString: process.env.BOOKS });",
    'apps/desk/package.json': JSON.stringify({
      name: '@library/desk',
      scripts: { build: 'tsc', start: 'node dist/index.js' },
      dependencies: { express: '5', '@library/shelves': '*' },
    }),
    'apps/desk/src/index.ts': "import express from 'express'; express().listen(4500);",
  };
  const { services: found, resources } = await scan(memoryTree('library', files));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    name: 'desk',
    port: 4500,
    build: ['pnpm --filter @library/desk... run build'],
    start: 'pnpm run start',
  });
  expect(found[0]?.env[0]).toMatchObject({ name: 'BOOKS', binding: { resource: 'db', property: 'url' } });
  expect(resources).toMatchObject([{ type: 'postgres', need: 'required' }]);
});

test('a release brings the database up to date with what the workspace has for it', async () => {
  const schema = 'datasource db {\n  provider = "postgresql"\n  url = env("BOOKS")\n}\n';
  const files = {
    'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['*'] }),
    'yarn.lock': '',
    'shelves/package.json': JSON.stringify({ name: 'shelves', dependencies: { '@prisma/client': '6' } }),
    'shelves/schema.prisma': schema,
    'shelves/migrations/1/migration.sql': '',
    'desk/package.json': manifest(['express', 'shelves'], { start: 'node index.js' }),
    'desk/index.js': listening,
  };
  const { services: found, resources } = await scan(memoryTree('library', files));
  expect(found[0]?.release).toEqual(['yarn prisma migrate deploy --schema ../shelves/schema.prisma']);
  expect(found[0]?.env[0]).toMatchObject({ name: 'BOOKS', required: true, binding: { resource: 'db', property: 'url' } });
  expect(resources).toMatchObject([{ type: 'postgres', need: 'required' }]);
});

test('programs that share the server of a package nobody starts', async () => {
  const program = {
    'package.json': JSON.stringify({ name: 'desk', scripts: { start: 'node ./src/index.js' }, dependencies: { shelves: '*' } }),
    'src/index.js': "const { serve } = require('shelves'); serve(process.env.BOOKS);",
  };
  const at = (folder: string): Record<string, string> =>
    Object.fromEntries(Object.entries(program).map(([path, text]) => [`${folder}/${path}`, text]));
  const { services: found } = await scan(
    memoryTree('library', {
      'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['*'] }),
      'shelves/package.json': JSON.stringify({ name: 'shelves', main: 'dist/index.js', dependencies: { express: '5' } }),
      'shelves/src/index.js': "exports.serve = require('./server').serve;",
      'shelves/src/server.js': "const express = require('express'); exports.serve = (port) => express().listen(port);",
      ...at('desk'),
      ...at('returns'),
    }),
  );
  expect(found.map(({ path, kind }) => `${path} ${kind}`)).toEqual(['desk web', 'returns web']);
});
