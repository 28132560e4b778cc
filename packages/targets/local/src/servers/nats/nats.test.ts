import { requirement } from '@groundwork/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { serverPrograms } from '../programs.ts';
import { toldAs, upWith, writeUntilKilled } from '../servers.fixture.ts';

const here = serverPrograms('nats-server').length > 0;

describe.runIf(requirement('NATS', here, 'apt-get install nats-server'))('a server of NATS', () => {
  const signals = resourceOf('signals', 'nats');
  const env = (['url', 'user', 'password'] as const).map((property) => toldAs(signals, property));
  let harbour: Harbour;
  let up: Awaited<ReturnType<typeof upWith>>;
  const login = ({ TOLD_URL: url = '', TOLD_USER: user = '', TOLD_PASSWORD: pass = '' }: Record<string, string>) => ({
    servers: new URL(url).host,
    user,
    pass,
    reconnect: false,
  });

  beforeAll(async () => {
    harbour = createHarbour();
    up = await upWith(harbour, signals, env);
  }, 60_000);

  afterAll(() => harbour.remove(), 60_000);

  it('lets only its own login in', async () => {
    await expect(connect({ ...login(up.told), pass: 'guess' })).rejects.toThrow(/authorization/iu);
  });

  it('asks no login of a client that cannot be told one', async () => {
    const other = createHarbour();
    try {
      const { told } = await upWith(other, signals);
      expect(new URL(told['TOLD_URL'] ?? '')).toMatchObject({ username: '', password: '' });
      await (await connect({ servers: told['TOLD_URL'] ?? '' })).close();
    } finally {
      await other.remove();
    }
  }, 60_000);

  it('has a page', async () => {
    expect(await (await fetch(`${up.state.resources[0]?.page}/jsz`)).json()).toMatchObject({ config: { max_storage: expect.any(Number) } });
  });

  it('keeps every message of a stream it acknowledged when it is killed', async () => {
    const client = await connect(login(up.told));
    await (await jetstreamManager(client)).streams.add({ name: 'flags', subjects: ['flags.>'] });
    const stream = jetstream(client);
    const written = await writeUntilKilled(up.state, (row) => stream.publish('flags.raised', String(row), { timeout: 2000 }));
    await client.close();

    const again = await upWith(harbour, signals, env);
    expect(again.told).toEqual(up.told);
    const reader = await connect(login(again.told));
    const stored = await (await jetstreamManager(reader)).streams.get('flags');
    const last = await stored.getMessage({ seq: written });
    await reader.close();
    expect(last?.string()).toBe(String(written - 1));
  }, 60_000);
});
