import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { hasJavaAndMaven } from '../java.fixture.ts';
import { boundTo, killServer, upWith } from '../servers.fixture.ts';
import { cassandraAnswers } from './handshake.ts';

describe.runIf(hasJavaAndMaven())('a keyspace of Cassandra', () => {
  const logbook = resourceOf('logbook', 'cassandra');
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove());

  it('is there for the code, and comes up again when its server is killed', async () => {
    const env = [
      boundTo(logbook, 'CASSANDRA_HOST', 'host'),
      boundTo(logbook, 'CASSANDRA_PORT', 'port'),
      { ...boundTo(logbook, 'CASSANDRA_KEYSPACE', 'database'), default: 'voyages' },
    ];
    const { told, state } = await upWith(harbour, logbook, env);
    expect(state.resources[0]?.server).toMatch(/^Apache Cassandra \d/u);
    const port = Number(told['CASSANDRA_PORT']);
    expect(await cassandraAnswers({ port, keyspaces: ['voyages', 'Pilots'] })).toBe(true);
    await killServer(state);
    expect(await cassandraAnswers({ port, keyspaces: [] })).toBe(false);

    const again = await upWith(harbour, logbook, env);
    expect(again.told).toEqual(told);
    expect(await cassandraAnswers({ port, keyspaces: ['voyages'] })).toBe(true);
  });
});
