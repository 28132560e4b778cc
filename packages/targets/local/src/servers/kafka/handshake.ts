import { exchange } from '../handshake/exchange.ts';

/** Metadata, version 4: the first that says whether missing topics are to be made. Every broker since 0.11 knows it. */
const metadata = { key: 3, version: 4 };

/**
 * Asks a broker for its topics and makes those that are not there, as a producer's first message would; `true` when all of them
 * have a leader. See "Metadata API" in Kafka's protocol guide.
 */
export function kafkaAnswers({ port, topics }: { readonly port: number; readonly topics: readonly string[] }): Promise<boolean> {
  return exchange({
    port,
    send: request(topics),
    answered: (received) =>
      received.length < 4 || received.length < 4 + received.readInt32BE(0) ? null : hasLeaders(received, topics.length),
  });
}

function request(topics: readonly string[]): Buffer {
  const body = Buffer.concat([
    short(metadata.key),
    short(metadata.version),
    int(1),
    text('groundwork'),
    int(topics.length),
    ...topics.map(text),
    Buffer.from([1]),
  ]);
  return Buffer.concat([int(body.length), body]);
}

/** Whether the answer lists a broker, and every topic without an error. */
function hasLeaders(answer: Buffer, topics: number): boolean {
  let at = 4;
  const take = (bytes: number): number => (at += bytes) - bytes;
  const skipText = (): void => {
    const length = answer.readInt16BE(take(2));
    if (length > 0) take(length);
  };
  try {
    // What it answers to, and for how long it was held back.
    take(8);
    const brokers = answer.readInt32BE(take(4));
    for (let broker = 0; broker < brokers; broker += 1) {
      take(4);
      skipText();
      take(4);
      skipText();
    }
    skipText();
    // The number of the controller.
    take(4);
    if (answer.readInt32BE(take(4)) < topics) return false;
    for (let topic = 0; topic < topics; topic += 1) {
      if (answer.readInt16BE(take(2)) !== 0) return false;
      skipText();
      take(1);
      const partitions = answer.readInt32BE(take(4));
      for (let partition = 0; partition < partitions; partition += 1) {
        if (answer.readInt16BE(take(2)) !== 0) return false;
        take(8);
        for (let list = 0; list < 2; list += 1) take(4 * answer.readInt32BE(take(4)));
      }
    }
    return brokers > 0;
  } catch {
    return false;
  }
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

const text = (value: string): Buffer => Buffer.concat([short(Buffer.byteLength(value)), Buffer.from(value)]);
