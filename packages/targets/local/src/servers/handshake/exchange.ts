import { connect } from 'node:net';

export interface Exchange {
  readonly port: number;
  /** Sent as soon as the connection stands; empty for a server that speaks first. */
  readonly send: string | Buffer;
  /** Whether what came so far is the answer hoped for; `null` while it may still become it. */
  readonly answered: (received: Buffer) => boolean | null;
}

/** One question and its answer over TCP on this machine. Settles within three seconds. */
export function exchange({ port, send, answered }: Exchange): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    let received = Buffer.alloc(0);
    const finish = (well: boolean): void => {
      socket.destroy();
      done(well);
    };
    socket.setTimeout(3000, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => socket.write(send));
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      const well = answered(received);
      if (well !== null) finish(well);
    });
  });
}

/** Whether a page is answered with success, and holds some text. */
export async function pageHas(url: string, text = '', headers: Readonly<Record<string, string>> = {}): Promise<boolean> {
  try {
    const answer = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(3000) });
    return answer.ok && (await answer.text()).includes(text);
  } catch {
    return false;
  }
}
