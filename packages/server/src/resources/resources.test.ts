import type { WindowConnection } from '@groundwork/protocol';
import { programOnPath, requirement } from '@groundwork/testing';
import { down, reset } from '@groundwork/toolkit';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openHarbour, type Harbour } from '../server.fixture.ts';

const files = {
  'package.json':
    '{ "name": "library", "scripts": { "start": "node library.js" }, "dependencies": { "express": "5", "pg": "8", "ioredis": "5", "mysql2": "3" } }',
  'library.js': `
const app = require('express')();
const { Pool } = require('pg');
const Redis = require('ioredis');
const mysql = require('mysql2');
const loans = new Pool({ connectionString: process.env.LOANS_URL });
const shelf = new Redis(process.env.REDIS_URL);
const archive = mysql.createPool(process.env.ARCHIVE_URL);
app.listen(process.env.PORT);
`,
};

const hasServers = requirement(
  'PostgreSQL, Redis and MariaDB',
  ['postgres', 'redis-server', 'mariadbd'].every((name) => programOnPath(name, `${process.env['PATH']}:/usr/sbin:/usr/local/bin`)),
  'apt-get install postgresql redis-server mariadb-server',
);

let harbour: Harbour;
let window: WindowConnection;
const stateHome = process.env['XDG_STATE_HOME'];

/** Name of the resource of a type, as the blueprint calls it. */
let names: Record<string, string>;

const at = (name: string, ...place: string[]) => ({ name, place });
const query = (type: string, text: string, limit = 100) => window.call('resources/query', { name: names[type] ?? '', text, limit });
const listed = async (type: string, ...place: string[]) => (await window.call('resources/list', at(names[type] ?? '', ...place))).entries;
const read = (type: string, place: string[], limit = 10, offset = 0) =>
  window.call('resources/read', { ...at(names[type] ?? '', ...place), offset, limit });
const opened = (type: string, by = window) => by.call('resources/open', { name: names[type] ?? '' });

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('connect', () => done(true)).on('error', () => done(false));
    socket.on('connect', () => socket.destroy());
  });
}

describe.runIf(hasServers)('resources of a workspace', () => {
  beforeAll(async () => {
    harbour = await openHarbour(files);
    process.env['XDG_STATE_HOME'] = `${harbour.home}/state`;
    window = harbour.window();
    const { resources } = await window.call('environment/status', {});
    names = Object.fromEntries(resources.map(({ name, type }) => [type, name]));
  }, 60_000);
  afterEach(async () => {
    for (const name of Object.values(names)) await window.call('resources/close', { name });
  });
  afterAll(async () => {
    await reset(harbour.dir, async () => true);
    await harbour.close();
    if (stateHome === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = stateHome;
  }, 60_000);

  it('PostgreSQL: is brought up to be looked at, read and asked, and is put away after it', async () => {
    const door = await opened('postgres');
    expect(door).toMatchObject({ type: 'postgres', server: expect.stringContaining('PostgreSQL'), browse: true, query: 'sql' });
    expect(door.url).toMatch(/^postgres(?:ql)?:\/\/\w+:…@127\.0\.0\.1:\d+\//);
    const made = await query(
      'postgres',
      `CREATE TABLE books (id int PRIMARY KEY, title text, tags text[], meta jsonb, cover bytea, added timestamptz);
       INSERT INTO books SELECT n, 'Book; ' || n, ARRAY['old', 'rare'], '{"pages": 12}', '\\xdead', '2026-01-02 03:04:05Z' FROM generate_series(1, 30) n;
       INSERT INTO books VALUES (31, NULL, NULL, NULL, NULL, NULL); SELECT count(*) FROM books`,
    );
    expect(made).toMatchObject({ columns: [{ name: 'count', type: 'bigint' }], rows: [['31']], affected: 31, more: false });
    expect(await listed('postgres')).toMatchObject([{ name: 'public', kind: 'schema', detail: '1 table' }]);
    expect(await listed('postgres', 'public')).toMatchObject([{ name: 'books', kind: 'table', readable: true }]);
    expect((await listed('postgres', 'public', 'books')).map(({ name, detail }) => `${name}: ${detail}`).slice(0, 3)).toEqual([
      'id: integer, primary key',
      'title: text, nullable',
      'tags: text[], nullable',
    ]);
    const page = await read('postgres', ['public', 'books'], 2, 29);
    expect(page).toMatchObject({ total: 31, more: false });
    expect(page.rows).toEqual([
      ['30', 'Book; 30', '{old,rare}', '{"pages": 12}', '\\xdead', expect.stringMatching(/^2026-01-02/)],
      ['31', null, null, null, null, null],
    ]);
    expect(await query('postgres', 'SELECT repeat($$x$$, 9000), n FROM generate_series(1, 100000) n', 2)).toMatchObject({
      rows: [
        [expect.stringMatching(/^x{4000} … 5,000 more characters$/), '1'],
        [expect.anything(), '2'],
      ],
      more: true,
    });
    const port = Number(/:(\d+)\//.exec(door.url)?.[1]);
    await window.call('resources/close', { name: names['postgres'] ?? '' });
    expect(await answers(port)).toBe(false);
    await expect(listed('postgres')).rejects.toMatchObject({ code: 'resources.not_open' });
  }, 60_000);

  it('PostgreSQL: what is wrong is said with its place, and what runs on is stopped at the server', async () => {
    await opened('postgres');
    await expect(query('postgres', "SELECT 'é';\nSELECT *\n  FRM books")).rejects.toMatchObject({ code: 'query.failed', where: '3:3' });
    await expect(query('postgres', 'BEGIN; CREATE TABLE lost (id int)')).rejects.toMatchObject({ code: 'query.open_transaction' });
    await expect(read('postgres', ['public', 'lost'])).rejects.toMatchObject({ code: 'query.failed' });
    expect(await query('postgres', 'BEGIN; CREATE TABLE kept (id int); COMMIT')).toMatchObject({ rows: [], affected: null });
    expect(await query('postgres', '-- nothing\n;')).toMatchObject({ columns: [], rows: [] });
    const cancel = new AbortController();
    const asked = window.call('resources/query', { name: names['postgres'] ?? '', text: 'SELECT pg_sleep(100)' }, cancel.signal);
    const running = async () =>
      (await query('postgres', "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'"))
        .rows[0]?.[0];
    await expect.poll(running).toBe('1');
    cancel.abort();
    await expect(asked).rejects.toMatchObject({ code: 'query.cancelled' });
    await expect.poll(running).toBe('0');
  }, 60_000);

  it('Redis: databases, keys of every type, commands', async () => {
    await opened('redis');
    await query(
      'redis',
      `SET tea "green \\"leaf\\""\nEXPIRE tea 1000\nRPUSH queue a b c\nHSET book title 'Of Tea' pages 12\nZADD top 1 one 2 two\nSADD seen x\nXADD log * at sea`,
    );
    expect(await listed('redis')).toMatchObject([{ name: 'db0', detail: '6 keys' }]);
    expect((await listed('redis', 'db0')).map(({ name, detail }) => `${name} ${detail}`)).toEqual([
      'book hash',
      'log stream',
      'queue list',
      'seen set',
      expect.stringMatching(/^tea string, expires in \d+ s$/),
      'top zset',
    ]);
    expect(await read('redis', ['db0', 'tea'])).toMatchObject({ rows: [['green "leaf"']], total: 1 });
    expect(await read('redis', ['db0', 'queue'], 2)).toMatchObject({
      rows: [
        ['0', 'a'],
        ['1', 'b'],
      ],
      total: 3,
      more: true,
    });
    expect(await read('redis', ['db0', 'book'])).toMatchObject({
      rows: [
        ['title', 'Of Tea'],
        ['pages', '12'],
      ],
      total: 2,
    });
    expect(await read('redis', ['db0', 'top'])).toMatchObject({
      rows: [
        ['one', '1'],
        ['two', '2'],
      ],
    });
    expect(await read('redis', ['db0', 'log'])).toMatchObject({ rows: [[expect.any(String), '["at","sea"]']] });
    expect(await query('redis', 'LRANGE queue 0 -1')).toMatchObject({ rows: [['a'], ['b'], ['c']] });
    await expect(query('redis', 'BREW tea')).rejects.toMatchObject({ message: expect.stringContaining('BREW') });
    const cancel = new AbortController();
    const asked = window.call('resources/query', { name: names['redis'] ?? '', text: 'BLPOP nothing 0' }, cancel.signal);
    setTimeout(() => cancel.abort(), 100);
    await expect(asked).rejects.toMatchObject({ code: 'query.cancelled' });
  }, 60_000);

  it('MariaDB: databases, tables, rows and queries', async () => {
    const { url } = await opened('mysql');
    const database = /\/(\w+)(?:\?|$)/.exec(url.replace(/^\w+:\/\//, ''))?.[1] ?? '';
    const made = await query(
      'mysql',
      "CREATE TABLE scrolls (id INT PRIMARY KEY, name VARCHAR(20), seal BLOB, flags BIT(4));\nINSERT INTO scrolls VALUES (2, 'b', X'00FF', 5), (1, NULL, NULL, NULL);\nSELECT COUNT(*) FROM scrolls",
    );
    expect(made).toMatchObject({ rows: [['2']], affected: 2 });
    expect((await listed('mysql')).map(({ name }) => name)).toContain(database);
    expect(await listed('mysql', database)).toMatchObject([{ name: 'scrolls', kind: 'table' }]);
    expect(await read('mysql', [database, 'scrolls'])).toMatchObject({
      rows: [
        ['1', null, null, null],
        ['2', 'b', '\\x00ff', '5'],
      ],
      total: 2,
    });
    expect(await query('mysql', 'SELECT a.seq FROM (SELECT 1 seq UNION ALL SELECT 2 UNION ALL SELECT 3) a', 2)).toMatchObject({
      rows: [['1'], ['2']],
      more: true,
    });
    await expect(query('mysql', 'SELECT 1;\nSELEC 2')).rejects.toMatchObject({ code: 'query.failed', where: '2:1' });
    await expect(query('mysql', 'START TRANSACTION; INSERT INTO scrolls (id) VALUES (3)')).rejects.toMatchObject({
      code: 'query.open_transaction',
    });
    expect(await query('mysql', 'SELECT COUNT(*) FROM scrolls')).toMatchObject({ rows: [['2']] });
    const cancel = new AbortController();
    const asked = window.call('resources/query', { name: names['mysql'] ?? '', text: 'SELECT SLEEP(100) FROM scrolls' }, cancel.signal);
    const running = async () =>
      (await query('mysql', "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT SLEEP(%'")).rows[0]?.[0];
    await expect.poll(running).toBe('1');
    cancel.abort();
    await asked.catch(() => {});
    await expect.poll(running).toBe('0');
  }, 90_000);

  it('stay while any window looks, and one that was stopped is not started again by looking', async () => {
    const other = harbour.window('stern');
    const { url } = await opened('redis');
    await opened('redis', other);
    await opened('postgres');
    const port = Number(/:(\d+)/.exec(url.replace(/^\w+:\/\//, ''))?.[1]);
    await window.call('resources/close', { name: names['redis'] ?? '' });
    expect(await answers(port)).toBe(true);
    await down(harbour.dir);
    await expect(other.call('resources/list', at(names['redis'] ?? ''))).rejects.toMatchObject({ code: 'resources.not_up' });
    expect(await answers(port)).toBe(false);
    await opened('redis', other);
    await down(harbour.dir);
    await opened('redis', other);
    expect(await answers(port)).toBe(true);
    await other.call('resources/close', { name: names['redis'] ?? '' });
    expect(await answers(port)).toBe(false);
  }, 60_000);
});
