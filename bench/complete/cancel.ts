import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Completer } from '@groundwork/complete';

/** Milliseconds of one request that was cancelled, and of the least that any could take at the same moment. */
export interface Cancelled {
  /** Until the editor had its answer. */
  readonly answered: number;
  /** Until the model's server saw its connection closed. */
  readonly gone: number;
  /** Of processor time until then, of client and server together. */
  readonly busy: number;
  /** After the cancel, when the server sent its last word. */
  readonly lastWord: number;
  /** The same for a connection with nothing of ours on it: closed at once, until the other end saw it. */
  readonly floor: number;
}

/**
 * A request to a server on loopback that streams one word every 5 ms is cancelled at a random moment. In turn with each, a plain
 * connection of the same process to the same server is closed: what that takes is this machine at this moment, whatever is on it.
 */
export async function cancelRequests(
  completerFor: (url: string) => Completer | Promise<Completer>,
  rounds: number,
  random: (below: number) => number,
): Promise<Cancelled[]> {
  const server = await streaming();
  const completer = await completerFor(server.url);
  const found: Cancelled[] = [];
  for (let round = 0; round < rounds + 5; round += 1) {
    const floor = await server.closedPlainly(random(60));
    const gone = server.nextGone();
    const cancel = new AbortController();
    const text = `def quay${round}(ship):\n    tide = `;
    const before = server.sent.count;
    const outcome = completer.complete({ path: 'quay.py', text, offset: text.length, isAsked: false }, cancel.signal);
    while (server.sent.count === before) await wait(1);
    await wait(random(60));
    const used = process.threadCpuUsage();
    const at = performance.now();
    cancel.abort();
    await outcome;
    const answered = performance.now() - at;
    const closed = (await gone) - at;
    const { user, system } = process.threadCpuUsage(used);
    // The first ones are compiled meanwhile.
    if (round >= 5) found.push({ answered, gone: closed, busy: (user + system) / 1000, lastWord: Math.max(0, server.sent.at - at), floor });
  }
  completer.close();
  server.close();
  return found;
}

interface Streaming {
  readonly url: string;
  readonly sent: { count: number; at: number };
  /** When the next request's connection is closed. */
  nextGone(): Promise<number>;
  closedPlainly(after: number): Promise<number>;
  close(): void;
}

async function streaming(): Promise<Streaming> {
  let gone = Promise.withResolvers<number>();
  const sent = { count: 0, at: 0 };
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const timer = setInterval(() => {
      sent.count += 1;
      sent.at = performance.now();
      response.write(`${JSON.stringify({ response: `word${sent.count} + `, done: false })}\n`);
    }, 5);
    response.on('close', () => {
      clearInterval(timer);
      gone.resolve(performance.now());
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const port = portOf(server);
  return {
    url: `http://127.0.0.1:${port}`,
    sent,
    nextGone: () => {
      gone = Promise.withResolvers<number>();
      return gone.promise;
    },
    closedPlainly: async (after) => {
      gone = Promise.withResolvers<number>();
      const socket = connect(port, '127.0.0.1');
      socket.write('POST / HTTP/1.1\r\nhost: quay\r\ncontent-length: 0\r\n\r\n');
      await new Promise((answered) => socket.once('data', answered));
      await wait(after);
      const at = performance.now();
      socket.destroy();
      return (await gone.promise) - at;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  return address.port;
}
