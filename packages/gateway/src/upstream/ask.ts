import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { GatewayError } from '../gateway-error.ts';
import { send, type Incoming, type Outgoing } from './send.ts';

/** How long and how often a provider is asked. */
export interface Patience {
  /** Attempts in all. */
  readonly attempts: number;
  /** Before the second; doubled for each after it, and up to half of it more by chance. */
  readonly pauseMs: number;
  /** A provider that asks for a longer pause is not waited for: its answer goes to the client. */
  readonly longestPauseMs: number;
  /** Without a byte of an answer, before and within it. */
  readonly silenceMs: number;
}
export const patience: Patience = { attempts: 4, pauseMs: 500, longestPauseMs: 60_000, silenceMs: 10 * 60_000 };

/** What a provider answered, of which nothing has reached the client yet. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Of a stream its first bytes, else all of them. */
  readonly first: Buffer;
  /** What follows; of a whole answer nothing. */
  readonly rest: AsyncIterator<Buffer>;
  end(): void;
  /** Attempts that left and were cut: what they took is known to the provider only. */
  readonly lost: number;
}

const again = new Set([429, 503, 529]);

/** Asks, and asks again while that is no harm: where the provider said so, or the network failed before there was an answer. */
export async function ask(outgoing: Outgoing, stream: boolean, patient: Patience, signal: AbortSignal): Promise<Answered> {
  let lost = 0;
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt >= patient.attempts;
    let pause = patient.pauseMs * 2 ** (attempt - 1) * (1 + Math.random() / 2);
    try {
      const incoming = await send(outgoing, patient.silenceMs, signal);
      const asked = retryAfterMs(incoming.headers['retry-after']);
      if (!again.has(incoming.status) || last || (asked ?? 0) > patient.longestPauseMs) {
        const answered = await opened(incoming, stream);
        if (answered !== null) return { ...answered, lost };
        throw cut(outgoing.url, null);
      }
      incoming.end();
      pause = asked ?? pause;
    } catch (error) {
      signal.throwIfAborted();
      if (last || (error instanceof GatewayError && error.status !== 502))
        throw error instanceof GatewayError ? error : cut(outgoing.url, error);
      if (!neverLeft(error)) lost += 1;
    }
    await setTimeout(pause, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** `null` where there is an end and nothing before it. */
async function opened(incoming: Incoming, stream: boolean): Promise<Omit<Answered, 'lost'> | null> {
  const { status, headers, chunks, end } = incoming;
  try {
    const bytes: Buffer[] = [];
    for (;;) {
      const next = await chunks.next();
      if (next.done === true) break;
      bytes.push(next.value);
      if (stream && status < 300 && next.value.length > 0) return { status, headers, first: next.value, rest: chunks, end };
    }
    const first = Buffer.concat(bytes);
    end();
    return first.length === 0 && status < 300 ? null : { status, headers, first, rest: ended, end };
  } catch (error) {
    end();
    throw error;
  }
}

const ended: AsyncIterator<Buffer> = { next: async () => ({ done: true, value: undefined }) };

export function cut(url: URL, cause: unknown): GatewayError {
  const reached = !neverLeft(cause);
  return new GatewayError(502, {
    code: reached ? 'gateway.upstream_cut' : 'gateway.upstream_unreachable',
    message: reached ? `${url.host} ended its answer too early.` : `${url.host} cannot be reached.`,
    where: url.host,
    cause,
  });
}

const unreached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const neverLeft = (error: unknown) => error instanceof Error && 'code' in error && unreached.has(String(error.code));

/** In seconds, or as a date. */
function retryAfterMs(header: string | undefined): number | null {
  if (header === undefined) return null;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
