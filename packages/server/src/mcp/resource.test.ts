import { programOnPath, requirement } from '@groundwork/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openAssistant, type Assistant } from './testing/client.ts';

const files = {
  'package.json':
    '{ "name": "library", "scripts": { "start": "node library.js" }, "dependencies": { "express": "5", "pg": "8", "ioredis": "5", "mysql2": "3" } }',
  'library.js': `
const app = require('express')();
const { Pool } = require('pg');
const loans = new Pool({ connectionString: process.env.LOANS_URL });
const Redis = require('ioredis');
const shelf = new Redis(process.env.REDIS_URL);
const archive = require('mysql2').createPool(process.env.ARCHIVE_URL);
app.listen(process.env.PORT);
`,
};

const hasServers = requirement(
  'PostgreSQL, Redis and MariaDB',
  ['postgres', 'redis-server', 'mariadbd'].every((name) => programOnPath(name, `${process.env['PATH']}:/usr/sbin:/usr/local/bin`)),
  'apt-get install postgresql redis-server mariadb-server',
);

describe.runIf(hasServers)('looking into resources', { timeout: 60_000 }, () => {
  let assistant: Assistant;
  /** Name of the resource of a type. */
  const names: Record<string, string> = {};
  const query = (type: string, text: string) => assistant.call('resource_query', { resource: names[type] ?? '', query: text });

  beforeAll(async () => {
    assistant = await openAssistant(files);
    const { resources } = await assistant.call('blueprint');
    for (const { name, type } of z.array(z.looseObject({ name: z.string(), type: z.string() })).parse(resources)) names[type] = name;
  }, 60_000);
  afterAll(() => assistant.close(), 60_000);

  it('PostgreSQL: reads, and changes nothing', async () => {
    expect(await query('postgres', 'SELECT n, repeat($$x$$, 5000) AS long FROM generate_series(1, 300) n')).toMatchObject({
      columns: ['n', 'long'],
      more: true,
    });
    expect(await assistant.call('resource_list', { resource: names['postgres'] ?? '' })).toMatchObject({ entries: expect.any(Array) });
    for (const text of ['CREATE TABLE books (id int)', 'SELECT 1; CREATE TABLE books (id int)', "SELECT set_config('role', 'none', false)"])
      await expect(query('postgres', text)).rejects.toThrow(/code: query.changes/);
    await expect(query('postgres', 'SELECT pg_catalog.lo_create(0)')).rejects.toThrow(/code: query.changes/);
    // What is done in spite of that is not kept.
    await query('postgres', 'EXPLAIN ANALYZE CREATE TABLE books AS SELECT 1');
    await expect(query('postgres', 'SELECT * INTO books FROM (VALUES (1)) v')).rejects.toThrow(/read-only/);
    await expect(query('postgres', 'SELECT * FRM books')).rejects.toThrow(/in: 1:/);
    expect(await query('postgres', "SELECT count(*) FROM pg_tables WHERE tablename = 'books'")).toMatchObject({ rows: [['0']] });
  });

  it('MySQL: reads, and changes nothing', async () => {
    expect(await query('mysql', 'SELECT 1 AS one')).toMatchObject({ columns: ['one'], rows: [['1']] });
    for (const text of ['CREATE TABLE books (id int)', "SELECT 1 INTO/**/OUTFILE '/tmp/books'", '/*!50000 CREATE TABLE books (id int) */'])
      await expect(query('mysql', text)).rejects.toThrow(/code: query.changes/);
    await expect(query('mysql', 'WITH a AS (SELECT 1) UPDATE mysql.user SET host = 1')).rejects.toThrow(/READ ONLY|code: query/i);
  });

  it('Redis: commands that read, and no others', async () => {
    expect(await query('redis', 'DBSIZE')).toMatchObject({ rows: [['0']] });
    expect(await query('redis', 'GET book')).toMatchObject({ rows: [[null]] });
    for (const text of ['SET book 1', 'FLUSHALL', 'CONFIG SET dir /tmp', 'GET a\nSET a 1', 'EVAL "return 1" 0', 'nosuch'])
      await expect(query('redis', text)).rejects.toThrow(/code: query.changes/);
  });

  it('says which resources there are', async () => {
    await expect(assistant.call('resource_list', { resource: 'mill' })).rejects.toThrow(/no resource `mill`[\s\S]*fix:/);
  });
});
