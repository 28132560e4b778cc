import { unreachable } from '@groundwork/provision';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { errorOf } from './errors.ts';

export type ApiName =
  | 'artifactregistry'
  | 'cloudbuild'
  | 'cloudresourcemanager'
  | 'config'
  | 'iam'
  | 'logging'
  | 'run'
  | 'secretmanager'
  | 'serviceusage'
  | 'sqladmin'
  | 'storage';

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** Instead of JSON: the content of an object. */
  readonly content?: Uint8Array | string | AsyncIterable<Uint8Array>;
  /** Answers that are no error: `null` is given for them. */
  readonly or?: readonly number[];
}

export interface ApiOptions {
  readonly project: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly token: () => Promise<string>;
  readonly signal: AbortSignal;
  /** Milliseconds before the first of a few further tries; each next is twice as long. */
  readonly patience?: number;
}

/** Google's REST interfaces, as JSON over HTTPS: every answer goes through a schema, every refusal becomes a typed error. */
export class Api {
  readonly project: string;
  readonly signal: AbortSignal;
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.project = options.project;
    this.signal = options.signal;
    this.#options = options;
  }

  /** The same for what has to be done after a person stopped everything. */
  unstoppable(): Api {
    return new Api({ ...this.#options, signal: AbortSignal.timeout(10_000) });
  }

  async get<T>(api: ApiName, path: string, schema: z.ZodType<T>, request: Request = {}): Promise<T | null> {
    const response = await this.send(api, path, request);
    if (response === null) return null;
    const text = await response.text();
    return schema.parse(text === '' ? {} : JSON.parse(text));
  }

  /** The same where an answer is the only thing that is no error. */
  async ask<T>(api: ApiName, path: string, schema: z.ZodType<T>, request: Request = {}): Promise<T> {
    const answer = await this.get(api, path, schema, { ...request, or: [] });
    return answer ?? schema.parse({});
  }

  /** Every page of a list. */
  async list<T extends { readonly nextPageToken?: string | undefined }, E>(
    api: ApiName,
    path: string,
    schema: z.ZodType<T>,
    items: (page: T) => readonly E[],
    request: Request = {},
  ): Promise<E[]> {
    const all: E[] = [];
    let pageToken: string | undefined;
    do {
      const page = await this.get(api, path, schema, { ...request, query: { ...request.query, pageToken } });
      if (page === null) return all;
      all.push(...items(page));
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined && pageToken !== '');
    return all;
  }

  async send(api: ApiName, path: string, { method = 'GET', query = {}, body, content, or = [] }: Request = {}): Promise<Response | null> {
    const where = `${method} ${api} ${path}`;
    const url = new URL(path, this.#base(api));
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
    for (let attempt = 0; ; attempt += 1) {
      const response = await this.#once(url, where, { method, body, content });
      if (response.ok) return response;
      if (or.includes(response.status)) {
        await response.body?.cancel();
        return null;
      }
      const again = response.status === 429 || response.status >= 500;
      if (!again || attempt >= 5 || (content !== undefined && typeof content === 'object' && !(content instanceof Uint8Array)))
        throw await errorOf(response, { where, project: this.project });
      await response.body?.cancel();
      await sleep((this.#options.patience ?? 500) * 2 ** attempt, undefined, { signal: this.signal });
    }
  }

  async #once(
    url: URL,
    where: string,
    { method, body, content }: { readonly method: string; readonly body: unknown; readonly content: Request['content'] | undefined },
  ): Promise<Response> {
    const token = await this.#options.token();
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'x-goog-user-project': this.project };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (content !== undefined) headers['content-type'] = 'application/octet-stream';
    const payload = body === undefined ? content : JSON.stringify(body);
    try {
      return await fetch(url, {
        method,
        headers,
        signal: this.signal,
        ...(payload === undefined ? {} : { body: streamOf(payload), duplex: 'half' }),
      });
    } catch (cause) {
      this.signal.throwIfAborted();
      throw unreachable(`Google Cloud does not answer at ${url.host}`, 'See whether this machine reaches the internet', { where, cause });
    }
  }

  /** Other addresses are set as for gcloud: `CLOUDSDK_API_ENDPOINT_OVERRIDES_RUN`. */
  #base(api: ApiName): string {
    return this.#options.env[`CLOUDSDK_API_ENDPOINT_OVERRIDES_${api.toUpperCase()}`] ?? `https://${api}.googleapis.com/`;
  }
}

const streamOf = (payload: string | Uint8Array | AsyncIterable<Uint8Array>): NonNullable<RequestInit['body']> => {
  if (typeof payload === 'string') return payload;
  return payload instanceof Uint8Array ? new Uint8Array(payload) : ReadableStream.from(payload);
};
