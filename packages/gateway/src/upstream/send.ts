import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { GatewayError } from '../gateway-error.ts';

export interface Outgoing {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Incoming {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As they came over the network. Ends with an error where the connection was cut. */
  readonly chunks: AsyncIterator<Buffer>;
  /** Lets go of the connection. */
  end(): void;
}

// Of one process, as connections are kept for the next request. Proxies are those the environment names, as everywhere; what
// is on this machine is asked directly, whatever they say.
const agents = {
  'http:': { here: new HttpAgent({ keepAlive: true }), elsewhere: new HttpAgent({ keepAlive: true, proxyEnv: process.env }) },
  'https:': { here: new HttpsAgent({ keepAlive: true }), elsewhere: new HttpsAgent({ keepAlive: true, proxyEnv: process.env }) },
};
const isHere = ({ hostname }: URL) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);

/** Sends it once. Redirects are not followed: the key goes to nobody else. */
export async function send({ url, headers, body }: Outgoing, silenceMs: number, signal: AbortSignal): Promise<Incoming> {
  const secure = url.protocol === 'https:';
  const made = (secure ? httpsRequest : httpRequest)(url, {
    method: 'POST',
    agent: agents[secure ? 'https:' : 'http:'][isHere(url) ? 'here' : 'elsewhere'],
    headers: { ...headers, 'content-length': Buffer.byteLength(body), 'accept-encoding': 'identity' },
  });
  let isAnswered = false;
  // An answer that is all there gives its socket back as it is let go of; an error then has nobody left on that socket to hear it.
  const abort = () => made.destroy(!isAnswered && signal.reason instanceof Error ? signal.reason : undefined);
  signal.addEventListener('abort', abort, { once: true });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    made.once('response', resolve);
    made.once('error', reject);
  });
  made.end(body);
  try {
    signal.throwIfAborted();
    const response = await within(answered, silenceMs, url);
    isAnswered = true;
    const chunks: AsyncIterator<Buffer> = response[Symbol.asyncIterator]();
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      chunks: { next: () => within(chunks.next(), silenceMs, url) },
      end: () => {
        signal.removeEventListener('abort', abort);
        if (!response.complete) made.destroy();
      },
    };
  } catch (error) {
    signal.removeEventListener('abort', abort);
    made.once('error', () => {});
    made.destroy();
    throw error;
  }
}

/** A timer of its own: the socket's would also count the time in which a slow client takes nothing. */
async function within<Value>(promise: Promise<Value>, ms: number, url: URL): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const message = `${url.host} said nothing for ${Math.round(ms / 1000)} s.`;
      reject(new GatewayError(504, { code: 'gateway.upstream_silent', message, where: url.host }));
    }, ms);
  });
  try {
    return await Promise.race([promise, silent]);
  } finally {
    clearTimeout(timer);
  }
}
