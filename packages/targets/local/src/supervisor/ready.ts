import { request } from 'node:http';

/** What an address answered: the status of an HTTP answer, or `null` when nothing did. */
export interface HttpAnswer {
  readonly status: number | null;
  /** The host that answered; some programs listen on the IPv6 loopback only. */
  readonly host: '127.0.0.1' | 'localhost';
}

/** Asks once over HTTP. Any answer below 500 means the program serves; a redirect or "not found" is as good as a page. */
export async function askHttp(port: number, path: string, timeoutMs = 5000): Promise<HttpAnswer> {
  for (const host of ['127.0.0.1', '::1'] as const) {
    const status = await statusOf(host, port, path, timeoutMs);
    if (status !== null) return { status, host: host === '::1' ? 'localhost' : host };
  }
  return { status: null, host: '127.0.0.1' };
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
