import type { Host } from '@groundwork/host';
import { throttled, unreachable } from '@groundwork/provision';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Credentials } from './credentials.ts';
import { errorOf } from './errors.ts';

/** Azure Resource Manager of the public cloud. */
export const publicManagement = 'https://management.azure.com';

export interface ClientOptions {
  readonly management: string;
  readonly credentials: Credentials;
  readonly host: Host;
  /** Milliseconds between looks at something that takes its time, where Azure names none. */
  readonly pollMs: number;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

export type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

export interface ArmClient {
  /** One request. Throws `target.*` for everything but success; `null` body of a GET for what is not there. */
  send(method: Method, path: string, apiVersion: string, body?: unknown): Promise<Answer>;
  get<T>(path: string, apiVersion: string, schema: z.ZodType<T>): Promise<T | null>;
  /** The same, waiting until Azure is done with what it accepted. */
  finish(method: Method, path: string, apiVersion: string, body?: unknown): Promise<Answer>;
  /** Every page of a list. */
  list<T>(path: string, apiVersion: string, schema: z.ZodType<T>): Promise<T[]>;
  wait(): Promise<void>;
  readonly options: ClientOptions;
}

/** How often a refused request is sent again; Azure's own waits are about a minute at most. */
const patience = 6;

const statusSchema = z.looseObject({ status: z.string(), error: z.unknown().optional(), properties: z.unknown().optional() });
const pageSchema = z.looseObject({ value: z.array(z.unknown()), nextLink: z.string().nullish() });

export function createClient(options: ClientOptions): ArmClient {
  const { management, credentials, host, pollMs } = options;
  const wait = async (ms = pollMs): Promise<void> => {
    await sleep(ms, undefined, { signal: host.signal });
  };
  const urlOf = (path: string, apiVersion: string): string =>
    path.startsWith('http') ? path : `${management}${path}${path.includes('?') ? '&' : '?'}api-version=${apiVersion}`;

  async function once(method: Method, url: string, body: unknown): Promise<Answer> {
    const where = `${method} ${new URL(url).pathname}`;
    for (let attempt = 0; ; attempt += 1) {
      host.signal.throwIfAborted();
      const answer = await answered(method, url, body, where);
      if (answer.status < 400 || (answer.status === 404 && method === 'GET')) return answer;
      const passing = answer.status === 429 || answer.status === 503 || answer.status === 502;
      if (!passing) throw errorOf(answer, where);
      if (attempt >= patience) throw throttled('Azure asked for patience again and again', { where });
      await wait(retryAfter(answer.headers) ?? pollMs * 2 ** Math.min(attempt, 4));
    }
  }

  async function answered(method: Method, url: string, body: unknown, where: string): Promise<Answer> {
    const token = await credentials.token(`${management}/`);
    let response: Response;
    try {
      response = await fetch(url, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: host.signal,
      });
    } catch (cause) {
      if (host.signal.aborted) throw cause;
      throw unreachable('Azure does not answer', 'Check the network, then run the same command again', { where, cause });
    }
    return { status: response.status, body: await bodyOf(response), headers: response.headers };
  }

  const client: ArmClient = {
    options,
    wait: () => wait(),
    send: (method, path, apiVersion, body) => once(method, urlOf(path, apiVersion), body),
    async get(path, apiVersion, schema) {
      const { status, body } = await once('GET', urlOf(path, apiVersion), undefined);
      return status === 404 ? null : schema.parse(body);
    },
    async finish(method, path, apiVersion, body) {
      const url = urlOf(path, apiVersion);
      return settled(await once(method, url, body), `${method} ${new URL(url).pathname}`);
    },
    async list(path, apiVersion, schema) {
      const found: unknown[] = [];
      let next: string | null = urlOf(path, apiVersion);
      while (next !== null) {
        const { status, body } = await once('GET', next, undefined);
        if (status === 404) break;
        const page = pageSchema.parse(body);
        found.push(...page.value);
        next = page.nextLink ?? null;
      }
      return z.array(schema).parse(found);
    },
  };
  return client;

  /** `Azure-AsyncOperation` says how it stands; `Location` answers 202 until it is over (learn.microsoft.com/azure/azure-resource-manager/management/async-operations). */
  async function settled(answer: Answer, where: string): Promise<Answer> {
    const operation = answer.headers.get('azure-asyncoperation');
    const location = answer.headers.get('location');
    const url = operation ?? location;
    if (url === null || (answer.status !== 201 && answer.status !== 202 && operation === null)) return answer;
    for (;;) {
      await wait(retryAfter(answer.headers) ?? pollMs);
      const next = await once('GET', url, undefined);
      if (operation === null) {
        if (next.status !== 202) return next;
        continue;
      }
      const { status, error } = statusSchema.parse(next.body);
      if (/^(?:failed|canceled)$/i.test(status)) throw errorOf({ ...next, status: 409, body: { error } }, where);
      if (/^succeeded$/i.test(status)) return next;
    }
  }
}

/** Seconds, as Azure writes them. */
function retryAfter(headers: Headers): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
