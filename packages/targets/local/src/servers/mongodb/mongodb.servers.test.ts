import { requireProgram } from '@groundwork/testing';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { toldAs, upWith, writeUntilKilled } from '../servers.fixture.ts';

describe.runIf(requireProgram('go', 'apt-get install golang'))('what serves MongoDB', () => {
  const log = resourceOf('log', 'mongodb');
  const env = [toldAs(log, 'url'), toldAs(log, 'password')];
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove());

  it('lets in its services alone, wherever they look for their user, and keeps what it acknowledged when it is killed', async () => {
    const first = await upWith(harbour, log, env);
    const { TOLD_URL: url = '', TOLD_PASSWORD: password = '' } = first.told;
    const berths = (client: MongoClient) => client.db('harbour').collection('berths');
    const connected = async <T>(to: string, action: (client: MongoClient) => Promise<T>): Promise<T> => {
      const client = new MongoClient(to, { serverSelectionTimeoutMS: 2_000, socketTimeoutMS: 2_000 });
      try {
        return await action(client);
      } finally {
        await client.close();
      }
    };
    await connected(`${url}?authSource=admin`, (client) => berths(client).createIndex({ ship: 1 }, { unique: true }));
    await expect(connected(url.replace(password, 'guessed'), (client) => berths(client).countDocuments())).rejects.toThrow(
      /authentication/iu,
    );
    await expect(connected(url.replace(/\/\/[^@]*@/u, '//'), (client) => berths(client).countDocuments())).rejects.toThrow(
      /authentication/iu,
    );

    const written = await connected(url, (client) => writeUntilKilled(first.state, (row) => berths(client).insertOne({ ship: row })));
    const again = await upWith(harbour, log, env);
    expect(again.told).toEqual(first.told);
    const kept = await connected(url, (client) => berths(client).countDocuments());
    // The last one may have been written without being told.
    expect([written, written + 1]).toContain(kept);
    await expect(connected(url, (client) => berths(client).insertOne({ ship: 0 }))).rejects.toThrow(/duplicate/iu);
  });
});
