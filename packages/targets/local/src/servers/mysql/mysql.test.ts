import { requirement } from '@groundwork/testing';
import { createConnection, type Connection, type ConnectionOptions } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { requestOf } from '../request.fixture.ts';
import { toldAs, upWith, writeUntilKilled } from '../servers.fixture.ts';
import { findMysql, installationOf } from './find.ts';
import { mysqlProvider } from './provider.ts';

const get = 'apt-get install mariadb-server';

describe.runIf(requirement('MariaDB or MySQL', findMysql().length > 0, get))('a database of MySQL', () => {
  const shelves = resourceOf('shelves', 'mysql');
  const env = (['url', 'host', 'port', 'user', 'password', 'database'] as const).map((property) => toldAs(shelves, property));
  let harbour: Harbour;
  let up: Awaited<ReturnType<typeof upWith>>;
  const open: Connection[] = [];

  const connect = async (to: string | ConnectionOptions): Promise<Connection> => {
    const connection = await (typeof to === 'string' ? createConnection(to) : createConnection(to));
    connection.on('error', () => {});
    open.push(connection);
    return connection;
  };

  beforeAll(async () => {
    harbour = createHarbour();
    up = await upWith(harbour, shelves, env);
  }, 120_000);

  afterAll(async () => {
    for (const connection of open) connection.destroy();
    await harbour.remove();
  }, 60_000);

  it('lets a service in with its own login only, which is nobody else', async () => {
    const {
      TOLD_HOST: host = '',
      TOLD_PORT: port,
      TOLD_USER: user = '',
      TOLD_PASSWORD: password = '',
      TOLD_DATABASE: database = '',
    } = up.told;
    const address = { host, port: Number(port) };
    const connection = await connect({ ...address, user, password, database });
    await connection.query('CREATE DATABASE test_shelves');
    const refused = { code: expect.stringMatching(/DENIED/u) };
    await expect(connection.query('SELECT * FROM mysql.user')).rejects.toMatchObject(refused);
    await expect(connection.query("SELECT 1 INTO OUTFILE '/tmp/shelves'")).rejects.toMatchObject(refused);
    for (const login of [
      { user, password: '' },
      { user: 'root', password: '' },
      { user: '', password: '' },
    ])
      await expect(createConnection({ ...address, ...login })).rejects.toMatchObject(refused);
  });

  it('knows the time zones', async () => {
    const connection = await connect(up.told['TOLD_URL'] ?? '');
    const [rows] = await connection.query("SELECT CAST(CONVERT_TZ('2026-07-01 12:00', 'UTC', 'Europe/Lisbon') AS CHAR) AS at");
    expect(rows).toEqual([{ at: expect.stringMatching(/^2026-07-01 13:00/u) }]);
  });

  it('keeps every row it acknowledged when its server is killed, and names itself', async () => {
    expect(up.state.resources[0]?.server).toMatch(/^(MariaDB|MySQL) \d+\.\d+/u);
    const writer = await connect(up.told['TOLD_URL'] ?? '');
    await writer.query('CREATE TABLE books (id INT PRIMARY KEY, title VARCHAR(40) NOT NULL)');
    const titled = (row: number): string => `Tide tables ${row} 🌊`;
    const written = await writeUntilKilled(up.state, (row) => writer.query('INSERT INTO books VALUES (?, ?)', [row, titled(row)]));

    const again = await upWith(harbour, shelves, env);
    expect(again.told).toEqual(up.told);
    const reader = await connect(again.told['TOLD_URL'] ?? '');
    const [rows] = await reader.query('SELECT id, title FROM books ORDER BY id LIMIT ?', [written]);
    expect(rows).toEqual(Array.from({ length: written }, (_, id) => ({ id, title: titled(id) })));
  }, 120_000);
});

describe('which MySQL is asked for', () => {
  const request = requestOf('shelves', 'mysql', '/var/empty', { project: 'Öffentliche Bücherei' });

  it.runIf(requirement('MariaDB or MySQL', findMysql().length > 0, get)).each([
    ['1.0', /asks for MySQL 1\.0; this machine has (MariaDB|MySQL) \d/u],
    ['99.1', /asks for MariaDB 99\.1; this machine has (MariaDB|MySQL) \d/u],
  ])('%s', async (version, warning) => {
    const found = await mysqlProvider.find({ ...request, version });
    expect(found.connection).toMatchObject({ user: 'ffentliche_b_cherei', database: 'ffentliche_b_cherei' });
    expect(found.warning).toMatch(warning);
  });

  it.runIf(requirement('MariaDB or MySQL', findMysql().length > 0, get))('is any where the code does not say', async () => {
    expect(await mysqlProvider.find({ ...request, version: null })).toMatchObject({ warning: null });
  });

  it.runIf(requirement('MariaDB or MySQL', findMysql().length > 0, get))('has the database that is written in the code', async () => {
    const written = (database: string) => ({
      ...request,
      told: { ...request.told, written: { ...request.told.written, database, user: 'clerk' } },
    });
    expect((await mysqlProvider.find(written('loans'))).connection).toMatchObject({ database: 'loans', user: 'clerk' });
    expect((await mysqlProvider.find(written('mysql'))).connection).toMatchObject({ database: 'ffentliche_b_cherei' });
  });

  it('is no program that says nothing of itself', () => {
    expect(installationOf('/bin/false')).toBeNull();
  });
});
