import { Kafka, logLevel } from 'kafkajs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { hasJavaAndMaven } from '../java.fixture.ts';
import { boundTo, killServer, upWith } from '../servers.fixture.ts';

describe.runIf(hasJavaAndMaven())('a broker of Kafka', () => {
  const log = resourceOf('log', 'kafka');
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove());

  it('has the topics the code is told of, makes others, and keeps what it acknowledged when it is killed', async () => {
    const env = [
      boundTo(log, 'KAFKA_BROKERS', 'url'),
      boundTo(log, 'TIDES_TOPIC', 'topic'),
      { ...boundTo(log, 'SHIPS_TOPIC', 'topic'), default: 'ships.seen' },
    ];
    const first = await upWith(harbour, log, env);
    expect(first.told).toMatchObject({ KAFKA_BROKERS: expect.stringMatching(/^127\.0\.0\.1:\d+$/u), TIDES_TOPIC: 'tides' });
    const kafka = new Kafka({ brokers: [first.told['KAFKA_BROKERS'] ?? ''], logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    expect(await admin.listTopics()).toEqual(expect.arrayContaining(['tides', 'ships.seen']));
    await admin.disconnect();

    const producer = kafka.producer();
    await producer.connect();
    await producer.send({ topic: 'tides', messages: [{ value: 'high 🌊' }] });
    await producer.send({ topic: 'pilots', messages: [{ value: 'aboard' }] });
    await producer.disconnect();
    await killServer(first.state);

    const again = await upWith(harbour, log, env);
    expect(again.told).toEqual(first.told);
    const consumer = kafka.consumer({ groupId: 'watch' });
    await consumer.connect();
    await consumer.subscribe({ topics: ['tides', 'pilots'], fromBeginning: true });
    const read: string[] = [];
    await consumer.run({ eachMessage: async ({ message }) => void read.push(String(message.value)) });
    await expect.poll(() => read.toSorted(), { timeout: 30_000 }).toEqual(['aboard', 'high 🌊']);
    await consumer.disconnect();
  });
});
