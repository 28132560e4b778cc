import { exitCodes, GroundworkError } from '@groundwork/host';
import { setTimeout as sleep } from 'node:timers/promises';
import { EnvHttpProxyAgent, fetch, type Dispatcher, type Response } from 'undici';
import { isLoopback } from '../place/place.ts';
import type { Forge } from './forge.ts';

/** Of one answer, with everything. */
const timeoutMs = 30_000;
/** Bytes of one answer; an issue with all its comments is far below. */
const mostBytes = 8_000_000;
const mostRedirects = 3;
/** Before another try of what only reads. */
const pausesMs = [300, 1500];

export interface Sent {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  readonly url: string;
  readonly body?: unknown;
  /** It changes nothing, so that it may be sent again. */
  readonly reads: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Pick<Headers, 'get' | 'has'>;
  readonly text: string;
}

/**
 * Sends one request and reads the answer. What only reads is tried again where the server is in trouble or the line was cut; what changes
 * something is sent once. Redirects are followed at the same server only, with the token; nowhere else. Throws `forge.unreachable`,
 * `forge.unreadable` and `forge.stopped`.
 */
export async function send(sent: Sent, forge: Forge): Promise<Answer> {
  for (const pause of pausesMs) {
    const answer = await once(sent, forge).catch((error: unknown) => {
      if (!sent.reads || !(error instanceof GroundworkError) || error.code !== 'forge.unreachable') throw error;
      return null;
    });
    if (answer !== null && (answer.status < 500 || !sent.reads)) return answer;
    await sleep(pause, undefined, { signal: forge.signal }).catch((cause: unknown) => {
      throw stopped(cause);
    });
  }
  return once(sent, forge);
}

async function once(sent: Sent, forge: Forge): Promise<Answer> {
  const signal = AbortSignal.any([forge.signal, AbortSignal.timeout(timeoutMs)]);
  const dispatcher = dispatcherFor(sent.url, forge.env);
  try {
    const response = await follow(sent, forge, { signal, ...(dispatcher && { dispatcher }), left: mostRedirects });
    return { status: response.status, headers: response.headers, text: await bodyOf(response, sent.url) };
  } catch (cause) {
    if (cause instanceof GroundworkError) throw cause;
    if (forge.signal.aborted) throw stopped(cause);
    throw new GroundworkError({
      code: 'forge.unreachable',
      message: `${new URL(sent.url).host} could not be asked: ${signal.aborted ? `no answer within ${timeoutMs / 1000} s` : reasonOf(cause)}`,
      where: forge.place.url,
      fix: dispatcher ? 'Check the proxy of HTTPS_PROXY and the network, then try again' : 'Try again once it can be reached',
      exit: exitCodes.tryAgain,
      cause,
    });
  } finally {
    await dispatcher?.close().catch(() => {});
  }
}

interface Way {
  readonly signal: AbortSignal;
  readonly dispatcher?: Dispatcher;
  readonly left: number;
}

/** A renamed project answers with where it is now; nowhere but at the same server is that believed. */
async function follow(sent: Sent, forge: Forge, { left, ...way }: Way): Promise<Response> {
  const { token, place } = forge;
  const response = await fetch(sent.url, {
    method: sent.method,
    headers: {
      accept: place.forge === 'github' ? 'application/vnd.github+json' : 'application/json',
      'user-agent': 'groundwork',
      ...(place.forge === 'github' ? { 'x-github-api-version': '2022-11-28' } : {}),
      ...(token === null ? {} : { authorization: `Bearer ${token.value}` }),
      ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
    redirect: 'manual',
    ...way,
  });
  const to = response.headers.get('location');
  if (response.status < 300 || response.status >= 400 || response.status === 304 || to === null || left === 0) return response;
  const next = URL.parse(to, sent.url);
  await response.body?.cancel();
  if (next?.origin !== new URL(sent.url).origin) {
    throw new GroundworkError({
      code: 'forge.redirected',
      message: `${place.host} sends elsewhere${next === null ? '' : `, to ${next.host}`}, and nothing is asked there`,
      where: place.url,
      fix: 'Use the address it has now, as a browser shows it',
      exit: exitCodes.notPossibleHere,
    });
  }
  // Both forges keep the method for a renamed project (GitHub: 301, 302 and 307; https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api).
  return follow({ ...sent, url: next.href }, forge, { ...way, left: left - 1 });
}

async function bodyOf(response: Response, url: string): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  // A large answer is not kept to be refused afterwards.
  for await (const part of response.body ?? []) {
    const bytes = Buffer.from(part);
    size += bytes.byteLength;
    if (size > mostBytes) throw unreadable(url, new RangeError(`more than ${mostBytes} bytes`));
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** By the proxy of the person's environment, as git and both command lines go. */
function dispatcherFor(url: string, env: NodeJS.ProcessEnv): EnvHttpProxyAgent | null {
  const { hostname } = new URL(url);
  const httpsProxy = env['https_proxy'] ?? env['HTTPS_PROXY'];
  if (isLoopback(hostname) || !httpsProxy) return null;
  return new EnvHttpProxyAgent({ httpsProxy, httpProxy: httpsProxy, noProxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '' });
}

export const unreadable = (url: string, cause: unknown): GroundworkError =>
  new GroundworkError({
    code: 'forge.unreadable',
    message: `${new URL(url).host} answered something else than GitHub or GitLab would`,
    where: new URL(url).origin,
    fix: 'Check that the address is that of GitHub or GitLab',
    exit: exitCodes.notPossibleHere,
    cause,
  });

const stopped = (cause: unknown): GroundworkError => new GroundworkError({ code: 'forge.stopped', message: 'Stopped', cause });

const reasonOf = (cause: unknown): string => {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message : String(inner);
};
