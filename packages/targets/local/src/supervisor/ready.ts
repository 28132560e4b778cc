import { request } from 'node:http';

/** What an address answered: the status of an HTTP answer, or `null` when nothing did. */
export interface HttpAnswer {
  readonly status: number | null;
  /** The host that answered; some programs listen on the IPv6 loopback only. */
  readonly host: '127.0.0.1' | 'localhost';
}

/**
 * Asks once over HTTP. Any answer below 500 means the program serves; a redirect or "not found" is as good as a page. What listens on
 * both loopbacks may have begun to between the two questions: it keeps the address it has at every other start.
 */
export async function askHttp(port: number, path: string, timeoutMs = 5000): Promise<HttpAnswer> {
  const ask = (host: '127.0.0.1' | '::1'): Promise<number | null> => statusOf(host, port, path, timeoutMs);
  const first = await ask('127.0.0.1');
  if (first !== null) return { status: first, host: '127.0.0.1' };
  const other = await ask('::1');
  if (other === null) return { status: null, host: '127.0.0.1' };
  const again = await ask('127.0.0.1');
  return again === null ? { status: other, host: 'localhost' } : { status: again, host: '127.0.0.1' };
}

function statusOf(host: string, port: number, path: string, timeoutMs: number): Promise<number | null> {
  return new Promise((done) => {
    const asking = request({ host, port, path: path.startsWith('/') ? path : '/', agent: false, headers: { accept: '*/*' } }, (answer) => {
      answer.destroy();
      done(answer.statusCode ?? null);
    });
    asking.setTimeout(timeoutMs, () => asking.destroy());
    asking.on('error', () => done(null));
    asking.end();
  });
}
