import { requirement } from '@groundwork/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { killServer, toldAs, upWith } from '../servers.fixture.ts';
import { onPath } from '../web/found.ts';

const present = onPath('clickhouse-server', 'clickhouse') !== null;

describe.runIf(requirement('clickhouse-server', present, 'apt-get install clickhouse-server'))('ClickHouse', () => {
  const passages = resourceOf('passages', 'clickhouse');
  const env = [
    toldAs(passages, 'host'),
    toldAs(passages, 'port'),
    toldAs(passages, 'user'),
    toldAs(passages, 'password'),
    toldAs(passages, 'database'),
  ];
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove());

  it('lets in its services alone, and keeps rows when it is killed', async () => {
    const first = await upWith(harbour, passages, env);
    const {
      TOLD_HOST: host = '',
      TOLD_PORT: port = '',
      TOLD_USER: user = '',
      TOLD_PASSWORD: password = '',
      TOLD_DATABASE: database = '',
    } = first.told;
    const ask = async (sql: string, key = password): Promise<string> => {
      const headers = { 'x-clickhouse-user': user, 'x-clickhouse-key': key };
      return (await fetch(`http://${host}:${port}/?database=${database}`, { method: 'POST', headers, body: sql })).text();
    };
    expect(await ask('SELECT 1', 'guessed')).toMatch(/password|authentication/iu);
    await ask('CREATE TABLE ships (name String, length UInt16) ENGINE = MergeTree() ORDER BY name');
    await ask("INSERT INTO ships VALUES ('Otter', 12), ('Heron', 30)");
    await killServer(first.state);

    expect((await upWith(harbour, passages, env)).told).toEqual(first.told);
    expect(await ask('SELECT sum(length) FROM ships')).toBe('42\n');
  });
});
