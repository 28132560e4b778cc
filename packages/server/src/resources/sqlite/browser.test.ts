import type { Connection } from '@groundwork/provision';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ResourceBrowser } from '../browser.ts';
import { browseSqlite } from './browser.ts';

let folder: string;
let browser: ResourceBrowser;
const { signal } = new AbortController();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tide-tables-'));
  const connection: Connection = {
    type: 'sqlite',
    host: '',
    port: 0,
    user: null,
    password: null,
    database: null,
    path: join(folder, 'tides.db'),
  };
  browser = await browseSqlite(connection);
});
afterEach(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const ask = (text: string, limit = 10) => browser.query(text, { limit, signal });

it('has nothing to show before the service made its file', async () => {
  expect(await browser.list([], { limit: 10, signal })).toEqual({ entries: [], more: false });
});

it('shows tables, columns and rows, and asks in SQL', async () => {
  const made = await ask(
    `CREATE TABLE tides (id INTEGER PRIMARY KEY, harbour TEXT NOT NULL, height REAL, chart BLOB);
     INSERT INTO tides VALUES (1, 'Dover; east', 6.5, x'00ff'), (9007199254740993, 'Calais', NULL, NULL);
     CREATE VIEW high AS SELECT * FROM tides; SELECT count(*) AS n FROM tides`,
  );
  expect(made).toMatchObject({ columns: [{ name: 'n' }], rows: [['2']], affected: 2 });
  expect((await browser.list([], { limit: 10, signal })).entries).toMatchObject([
    { name: 'high', kind: 'view' },
    { name: 'tides', kind: 'table' },
  ]);
  expect((await browser.list(['tides'], { limit: 2, signal })).entries.map(({ detail }) => detail)).toEqual([
    'integer, primary key',
    'text',
  ]);
  expect(await browser.read(['tides'], { offset: 0, limit: 10, signal })).toMatchObject({
    rows: [
      ['1', 'Dover; east', '6.5', '\\x00ff'],
      ['9007199254740993', 'Calais', null, null],
    ],
    total: 2,
    more: false,
  });
});

it('says where a mistake is, and changes nothing by looking', async () => {
  await ask('CREATE TABLE tides (id INTEGER)');
  await expect(ask('SELECT 1;\nSELECT *\n FRM tides')).rejects.toMatchObject({ code: 'query.failed', where: '3:2' });
  await expect(ask('BEGIN; INSERT INTO tides VALUES (1)')).rejects.toMatchObject({ code: 'query.open_transaction' });
  expect(await browser.read(['tides'], { offset: 0, limit: 10, signal })).toMatchObject({ rows: [], total: 0 });
  await expect(browser.read(['tides"; DROP TABLE tides; --'], { offset: 0, limit: 10, signal })).rejects.toMatchObject({
    code: 'query.failed',
  });
});

it('stops what would never end, and goes on after it', async () => {
  const cancel = new AbortController();
  const asked = browser.query('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n', {
    limit: 1,
    signal: cancel.signal,
  });
  setTimeout(() => cancel.abort(), 300);
  await expect(asked).rejects.toMatchObject({ code: 'query.cancelled' });
  expect(await ask('SELECT 1')).toMatchObject({ rows: [['1']] });
});
