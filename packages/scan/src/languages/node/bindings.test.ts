import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

/** Resources of a bakery with this oven, those it can do without in brackets. */
async function needed(oven: string, dependencies: readonly string[]): Promise<string[]> {
  const listed = Object.fromEntries(['express', ...dependencies].map((name) => [name, '1.0.0']));
  const blueprint = await scan(
    memoryTree('bakery', {
      'package.json': JSON.stringify({ name: 'bakery', main: 'index.js', dependencies: listed }),
      'index.js': "const app = require('express')(); require('./oven'); app.listen(3000);",
      'oven.ts': oven,
    }),
  );
  return blueprint.resources.map(({ type, need }) => (need === 'required' ? type : `(${type})`));
}

/** What a bakery with these files is told through variables: `VARIABLE resource.property`, or `VARIABLE` alone. */
async function told(oven: string, dependencies: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const listed = Object.fromEntries(['express', ...dependencies].map((name) => [name, '1.0.0']));
  const blueprint = await scan(
    memoryTree('bakery', {
      'package.json': JSON.stringify({ name: 'bakery', main: 'index.js', dependencies: listed }),
      'index.js': "const app = require('express')(); require('./oven'); app.listen(3000);",
      'oven.ts': oven,
      ...files,
    }),
  );
  return blueprint.services.flatMap((service) =>
    service.env.map(({ name, binding }) => {
      if (!binding || !('resource' in binding)) return name;
      return `${name} ${blueprint.resources.find((each) => each.name === binding.resource)?.type ?? ''}.${binding.property}`;
    }),
  );
}

const pool = "import { Pool } from 'pg'; new Pool({ connectionString: url });";

test.each<[idea: string, source: string, expected: readonly string[]]>([
  ['under another name', 'const env = process.env; const url = env.BREAD; ', ['BREAD postgres.url']],
  [
    'handed to a function',
    'function load(env: Env) { return { url: env.BREAD }; } const url = load(process.env).url;',
    ['BREAD postgres.url'],
  ],
  [
    'behind a proxy',
    'function lazily(env) { return new Proxy(env, { get(all, key) { return all[key]; } }); } const env = lazily(process.env); const url = env.BREAD;',
    ['BREAD postgres.url'],
  ],
  ['laid over defaults', "const env = { BREAD: 'postgres://db/bread', ...process.env }; const url = env.BREAD;", ['BREAD postgres.url']],
  [
    'under defaults',
    "const { defaults } = require('lodash'); const env = defaults(process.env, { RYE: 1 }); const url = env.BREAD;",
    ['BREAD postgres.url'],
  ],
  ['taken apart', 'const { BREAD: url, CRUMBS = 3 } = process.env;', ['BREAD postgres.url', 'CRUMBS']],
  [
    'as fields of a class',
    `class Env { private text(value?: string) { return value ? value : undefined; } url = this.text(env.BREAD); FLOUR = env.FLOUR ?? 'rye'; }
     const env = process.env; const url = new Env().url;`,
    ['BREAD postgres.url', 'FLOUR'],
  ],
])('the environment %s', async (_idea, source, expected) => {
  expect(await told(source + pool, ['pg'])).toEqual(expected);
});

test('a class of the project that extends a client is that client', async () => {
  const oven = `
    import Redis from 'ioredis';
    export class Proofer extends Redis {
      constructor(url: string) { super(url || '', { maxRetriesPerRequest: null }); }
    }
    new Proofer(process.env.DOUGH);`;
  expect(await told(oven, ['ioredis'])).toEqual(['DOUGH redis.url']);
});

test('a URL that the code takes apart is still told whole', async () => {
  const oven = `
    import { createPool } from 'mysql2';
    const { hostname, port, pathname, username: user, password } = new URL(process.env.LEDGER);
    createPool({ host: hostname, port, user, password, database: pathname.slice(1) });
    import { createClient } from '@clickhouse/client';
    const crumbs = new URL(process.env.CRUMBS);
    createClient({ url: \`\${crumbs.protocol}//\${crumbs.host}\`, database: crumbs.pathname.replace('/', '') });`;
  expect(await told(oven, ['mysql2', '@clickhouse/client'])).toEqual(['CRUMBS clickhouse.url', 'LEDGER mysql.url']);
});

test("a query builder's URL names no cache", async () => {
  const oven =
    "import { Sequelize } from 'sequelize'; new Sequelize(process.env.LEDGER); import Redis from 'ioredis'; new Redis(process.env.DOUGH);";
  expect(await told(oven, ['ioredis', 'sequelize', 'pg'])).toEqual(['DOUGH redis.url', 'LEDGER postgres.url']);
});

test.each<[idea: string, source: string]>([
  ['in a branch of an expression', 'const cache = process.env.CACHE ? new Redis(process.env.CACHE) : null;'],
  ['after an and', 'const cache = process.env.CACHE && new Redis(process.env.CACHE);'],
  ['under an if', 'let cache; if (process.env.CACHE) cache = new Redis(process.env.CACHE);'],
  ['after an early return', 'function connect() { if (!process.env.CACHE) return null; return new Redis(process.env.CACHE); }'],
  ['with a switch beside it', 'export const enabled = Boolean(process.env.CACHE); export const open = () => new Redis(process.env.CACHE);'],
  [
    'with a negated switch',
    'export const enabled = !!process.env.CACHE; const cache = enabled ? new Redis(process.env.CACHE) : undefined;',
  ],
  [
    'with two switches',
    'export const enabled = Boolean(process.env.CACHE && process.env.KEY); const open = () => new Redis(process.env.CACHE);',
  ],
])('a client made only where its variable is set is optional: %s', async (_idea, source) => {
  expect(await needed(`import Redis from 'ioredis'; ${source}`, ['ioredis'])).toEqual(['(redis)']);
});

test.each<[idea: string, source: string]>([
  ['at once', 'new Redis(process.env.CACHE);'],
  ['with a default', "new Redis(process.env.CACHE || 'redis://localhost:6379');"],
  ['once', "let cache; export const open = () => (cache ??= new Redis(process.env.CACHE || 'redis://cache'));"],
  ['after a check', "if (!process.env.CACHE) throw new Error('CACHE is not set'); new Redis(process.env.CACHE);"],
])('a client made in any case is required: %s', async (_idea, source) => {
  expect(await needed(`import Redis from 'ioredis'; ${source}`, ['ioredis'])).toEqual(['redis']);
});

test.each<[idea: string, source: string, required: boolean]>([
  ['checked first', "if (!process.env.BREAD) throw new Error('BREAD is not set');", true],
  [
    'checked under a name',
    "const loaf = process.env.BREAD; if (!loaf || loaf === '') { console.error('no bread'); process.exit(1); }",
    true,
  ],
  ['checked as the program starts', 'function validateOven() { if (!process.env.BREAD) throw new Error(); }', true],
  ['checked when it is needed', 'export function toast() { if (!process.env.BREAD) throw new Error(); }', false],
])('whether a variable is required: %s', async (_idea, source, required) => {
  const blueprint = await scan(
    memoryTree('bakery', {
      'package.json': '{ "name": "bakery", "dependencies": { "express": "5" } }',
      'index.ts': `import express from 'express'; ${source} express().listen(3000); console.log(process.env.CRUMBS);`,
    }),
  );
  expect(blueprint.services[0]?.env.map((each) => [each.name, each.required])).toEqual([
    ['BREAD', required],
    ['CRUMBS', false],
  ]);
});

test('a dialect that a variable chooses leaves the other drivers supported', async () => {
  const oven = `
    import knex from 'knex';
    knex({ client: process.env.LEDGER_KIND || 'better-sqlite3', connection: { filename: 'ledger.db', host: process.env.LEDGER } });`;
  expect(await needed(oven, ['knex', 'better-sqlite3', 'pg'])).toEqual(['(postgres)', 'sqlite']);
  expect(await told(oven, ['knex', 'better-sqlite3', 'pg'])).toEqual(['LEDGER postgres.host', 'LEDGER_KIND']);
});

test('a file hands a library on under its own name', async () => {
  const models =
    "const mongoose = require('mongoose'); const db = {}; db.mongoose = mongoose; db.url = process.env.SHELF; module.exports = db;";
  expect(
    await told("const db = require('./models'); db.mongoose.connect(db.url, { appName: process.env.BREAD });", ['mongoose'], {
      'models/index.js': models,
    }),
  ).toEqual(['BREAD', 'SHELF mongodb.url']);
});

test('a name for tests appended to a URL', async () => {
  const code = "import mongoose from 'mongoose'; mongoose.connect(process.env.SHELF + (process.env.NODE_ENV === 'test' ? '-test' : ''));";
  expect(await told(code, ['mongoose'])).toContain('SHELF mongodb.url');
});

test('the name of a queue, asked for its address', async () => {
  const oven = `
    import { SQSClient, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
    const queues = new SQSClient({});
    export const address = () => queues.send(new GetQueueUrlCommand({ QueueName: process.env.BREAD }));`;
  expect(await told(oven, ['@aws-sdk/client-sqs'])).toContain('BREAD sqs.queue');
});
