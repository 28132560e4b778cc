import { requirement } from '@groundwork/testing';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { findPythons } from '../../toolchains/python/find.ts';
import { isObtained } from '../obtain/obtain.ts';
import { requestOf } from '../request.fixture.ts';
import { upWith, writeUntilKilled } from '../servers.fixture.ts';
import { findPostgres } from './find.ts';
import { pgvectorFor } from './pgvector.ts';
import { postgresProvider } from './provider.ts';

describe.runIf(requirement('PostgreSQL', findPostgres().length > 0, 'apt-get install postgresql'))('a database of PostgreSQL', () => {
  const [python] = findPythons();
  const fetchable = findPostgres().some((installation) => pgvectorFor(installation, ['vector']) !== null);
  // Common together: keys made by the database, search for near words and for near meanings.
  const extensions = ['uuid-ossp', 'pg_trgm', ...(fetchable ? ['vector'] : [])];
  const charts = { ...resourceOf('charts'), extensions };
  let harbour: Harbour;
  let up: Awaited<ReturnType<typeof upWith>>;
  const open: postgres.Sql[] = [];

  const connect = (url: string | undefined): postgres.Sql => {
    const sql = postgres(url ?? '', { max: 1, onnotice: () => {} });
    open.push(sql);
    return sql;
  };

  beforeAll(async () => {
    harbour = createHarbour();
    up = await upWith(harbour, charts);
  }, 120_000);

  afterAll(async () => {
    await Promise.all(open.map((sql) => sql.end({ timeout: 1 })));
    await harbour.remove();
  }, 60_000);

  it('has every extension that the code names', async () => {
    const rows = await connect(up.told['TOLD_URL'])`select extname from pg_extension`;
    expect(rows.map(({ extname }) => extname)).toEqual(expect.arrayContaining(extensions));
  });

  it.runIf(requirement('Python 3 with pip', python !== undefined && fetchable, 'apt-get install python3-pip'))(
    'finds what is near',
    async () => {
      const sql = connect(up.told['TOLD_URL']);
      await sql`create table soundings (place text, at vector(2))`;
      await sql`insert into soundings values ('bar', '[1,1]'), ('quay', '[5,5]')`;
      await sql`create index on soundings using hnsw (at vector_l2_ops)`;
      expect(await sql`select place from soundings order by at <-> '[4,4]' limit 1`).toEqual([{ place: 'quay' }]);
    },
  );

  it('keeps every row it acknowledged when its server is killed', async () => {
    const writer = connect(up.told['TOLD_URL']);
    await writer`create table depths (id int primary key)`;
    const written = await writeUntilKilled(up.state, (row) => writer`insert into depths values (${row})`);
    const again = await upWith(harbour, charts);
    const rows = await connect(again.told['TOLD_URL'])`select id from depths order by id limit ${written}`;
    expect(rows.map(({ id }) => Number(id))).toEqual(Array.from({ length: written }, (_, row) => row));
  }, 60_000);
});

describe('which PostgreSQL is taken', () => {
  const home = mkdtempSync(join(tmpdir(), 'groundwork-charts-'));
  const [first] = findPostgres();

  afterAll(() => rmSync(home, { recursive: true }));

  it.runIf(requirement('PostgreSQL', first !== undefined, 'apt-get install postgresql'))(
    'says when it is another than the code asks for',
    async () => {
      const found = await postgresProvider.find(requestOf('charts', 'postgres', home, { version: '9.6' }));
      expect(found.warning).toMatch(/^charts asks for PostgreSQL 9; this machine has \d+/u);
    },
  );

  it.runIf(requirement('PostgreSQL', first !== undefined, 'apt-get install postgresql'))('stays the one that has data', async () => {
    for (const { major } of findPostgres()) {
      const folder = join(home, major);
      mkdirSync(join(folder, 'charts', `postgres-${major}`), { recursive: true });
      const found = await postgresProvider.find(requestOf('charts', 'postgres', folder));
      expect(found.title).toMatch(new RegExp(`^PostgreSQL ${major}\\b`, 'u'));
    }
  });

  it('is none that lacks an extension nobody has', async () => {
    const request = requestOf('charts', 'postgres', home, { extensions: ['sextant'] });
    await expect(async () => postgresProvider.find(request)).rejects.toMatchObject({
      code: 'server.missing',
      exit: 3,
      fix: expect.stringContaining('sextant'),
    });
  });

  it('has vector fetched for it only where it was compiled for that version', () => {
    const eighteen = { bin: '', home: '', relocatable: true, version: '18.1', major: '18' };
    expect(pgvectorFor({ ...eighteen, version: '15.1', major: '15' }, ['vector'])).toBeNull();
    expect(pgvectorFor(eighteen, ['postgis', 'vector'])).toBeNull();
    const fetched = pgvectorFor(eighteen, ['vector']);
    expect(fetched === null || isObtained(fetched.obtain) || fetched.obtain.files?.['requirements.txt']?.includes('--hash=sha256:')).toBe(
      true,
    );
  });
});
