import { requirement } from '@groundwork/testing';
import { connect } from 'amqplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { processesOf } from '../../process/escaped.ts';
import { stopEnvironment } from '../../lifecycle/stop.ts';
import { upWith, writeUntilKilled } from '../servers.fixture.ts';
import { findRabbitmq } from './find.ts';
import { logsIn } from './handshake.ts';

describe.runIf(requirement('RabbitMQ', findRabbitmq() !== null, 'apt-get install rabbitmq-server'))('a broker of RabbitMQ', () => {
  const cranes = resourceOf('cranes', 'rabbitmq');
  let harbour: Harbour;
  let up: Awaited<ReturnType<typeof upWith>>;

  beforeAll(async () => {
    harbour = createHarbour();
    up = await upWith(harbour, cranes);
  }, 150_000);

  afterAll(() => harbour.remove(), 60_000);

  it('lets only its own login in', async () => {
    const { port, username, password } = new URL(up.told['TOLD_URL'] ?? '');
    expect(await logsIn({ port: Number(port), user: username, password })).toBe(true);
    expect(await logsIn({ port: Number(port), user: 'guest', password: 'guest' })).toBe(false);
  });

  it('shows a page where its plugin is installed', async () => {
    const page = up.state.resources[0]?.page ?? null;
    expect(page === null ? null : (await fetch(page)).status).toBe(findRabbitmq()?.page ? 200 : null);
  });

  it('keeps every message it confirmed when its server is killed, and leaves nothing behind', async () => {
    // RabbitMQ writes what a queue is to disk up to two seconds after it said the queue is there: an ordinary stop waits for that.
    const declaring = await connect(up.told['TOLD_URL'] ?? '');
    await (await declaring.createChannel()).assertQueue('containers', { durable: true });
    await declaring.close();
    await stopEnvironment(harbour.folder);
    const { state, told } = await upWith(harbour, cranes);

    const sending = await connect(told['TOLD_URL'] ?? '');
    sending.on('error', () => {});
    const channel = await sending.createConfirmChannel();
    channel.on('error', () => {});
    const lost = new Promise<never>((_done, failed) => void sending.once('close', () => failed(new Error('closed'))));
    lost.catch(() => {});
    const sent = await writeUntilKilled(state, (row) => {
      channel.sendToQueue('containers', Buffer.from(String(row)), { persistent: true });
      return Promise.race([channel.waitForConfirms(), lost]);
    });

    const again = await upWith(harbour, cranes);
    expect(again.told).toEqual(told);
    const receiving = await connect(again.told['TOLD_URL'] ?? '');
    const inbox = await receiving.createChannel();
    const received: number[] = [];
    for (let message = await inbox.get('containers'); message !== false; message = await inbox.get('containers', { noAck: true }))
      received.push(Number(message.content.toString()));
    await receiving.close();
    expect(received.slice(0, sent)).toEqual(Array.from({ length: sent }, (_, row) => row));

    await stopEnvironment(harbour.folder);
    expect(processesOf(again.state.run)).toEqual([]);
  }, 150_000);
});
