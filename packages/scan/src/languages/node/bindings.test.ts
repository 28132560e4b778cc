import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

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

test("a query builder's URL names no cache", async () => {
  const oven =
    "import { Sequelize } from 'sequelize'; new Sequelize(process.env.LEDGER); import Redis from 'ioredis'; new Redis(process.env.DOUGH);";
  expect(await told(oven, ['ioredis', 'sequelize', 'pg'])).toEqual(['DOUGH redis.url', 'LEDGER postgres.url']);
});
