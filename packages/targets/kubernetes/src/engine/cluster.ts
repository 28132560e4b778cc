import type { KubeConfig } from '@kubernetes/client-node';
import { HttpMethod, RequestContext } from '@kubernetes/client-node';
import { setTimeout as pause } from 'node:timers/promises';
import { fetch, type Response } from 'undici';
import { annotations, nativeOf, type Manifest } from '../manifest/manifest.ts';
import { apiError, networkError, type Asked } from './errors.ts';
import { kindOf, pathOf, type Kind } from './kinds.ts';
import { listSchema, liveSchema, statusSchema, type ApiStatus, type Live } from './live.ts';

/** Who we are among those who set fields. */
export const fieldManager = 'groundwork';
/** What we set beside what is rendered: values of Secrets, locks, the inventory. */
export const stateManager = 'groundwork-state';

interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly type?: string;
  readonly what: string;
}

export interface Named {
  readonly kind: string;
  readonly apiVersion?: string;
  readonly name: string;
}

/** What is made beside what is rendered. */
export interface NewObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
  readonly data?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly spec?: unknown;
}

/** How long a cluster that asks for patience is waited for, in all. */
const patienceMs = 60_000;

/** One namespace of a cluster, through its HTTP interface. Everything it refuses is a typed error. */
export class Cluster {
  readonly #config: KubeConfig;
  readonly namespace: string;
  readonly signal: AbortSignal;

  constructor(config: KubeConfig, namespace: string, signal: AbortSignal) {
    this.#config = config;
    this.namespace = namespace;
    this.signal = signal;
  }

  get server(): string {
    return this.#config.getCurrentCluster()?.server ?? '';
  }

  async get({ kind, apiVersion, name }: Named): Promise<Live | null> {
    const { status, json } = await this.#ask(
      { method: 'GET', path: this.#path(kindOf(kind, apiVersion), name), what: `read ${kind}/${name}` },
      [404],
    );
    return status === 404 ? null : liveSchema.parse(json);
  }

  /** What bears these labels; nothing of a kind the cluster does not know. */
  async list(kind: string, labels: Readonly<Record<string, string>>, apiVersion?: string): Promise<Live[]> {
    const labelSelector = Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(',');
    const found = kindOf(kind, apiVersion);
    const { status, json } = await this.#ask(
      { method: 'GET', path: this.#path(found), query: { labelSelector }, what: `list ${found.plural}` },
      [404],
    );
    return status === 404 ? [] : listSchema.parse(json).items;
  }

  /** Whether the cluster has a kind: its operator is installed. */
  async knows(kind: Kind): Promise<boolean> {
    const { status } = await this.#ask(
      { method: 'GET', path: this.#path(kind), query: { limit: '1' }, what: `list ${kind.plural}` },
      [403, 404],
    );
    // Who may not look is told so when it is made.
    return status !== 404;
  }

  /** Server-side apply: what is in the manifest is ours from then on. Throws `target.conflict` where somebody else set a field. */
  async apply(manifest: Manifest, { dryRun = false, force = false, manager = fieldManager } = {}): Promise<Live> {
    const query = {
      fieldManager: manager,
      fieldValidation: 'Strict',
      ...(dryRun ? { dryRun: 'All' } : {}),
      ...(force ? { force: 'true' } : {}),
    };
    const path = this.#path(kindOf(manifest.kind, manifest.apiVersion), manifest.metadata.name);
    const { json } = await this.#ask({
      method: 'PATCH',
      path,
      query,
      body: manifest,
      type: 'application/apply-patch+yaml',
      what: `apply ${nativeOf(manifest)}`,
    });
    return liveSchema.parse(json);
  }

  /** Makes it, and says whether it was not there. */
  async create(object: NewObject): Promise<boolean> {
    const { status } = await this.#ask(
      {
        method: 'POST',
        path: this.#path(kindOf(object.kind, object.apiVersion)),
        query: { fieldManager: stateManager },
        body: object,
        what: `create ${nativeOf(object)}`,
      },
      [409],
    );
    return status !== 409;
  }

  /** Writes it over the version that was read, and says whether that still was the last. */
  async replace(object: Live & { readonly kind: string; readonly apiVersion: string }): Promise<boolean> {
    const { status } = await this.#ask(
      {
        method: 'PUT',
        path: this.#path(kindOf(object.kind, object.apiVersion), object.metadata.name),
        query: { fieldManager: stateManager },
        body: object,
        what: `write ${object.kind}/${object.metadata.name}`,
      },
      [404, 409],
    );
    return status < 400;
  }

  async patch({ kind, apiVersion, name }: Named, body: unknown): Promise<void> {
    const path = this.#path(kindOf(kind, apiVersion), name);
    await this.#ask({
      method: 'PATCH',
      path,
      query: { fieldManager: stateManager },
      body,
      type: 'application/merge-patch+json',
      what: `change ${kind}/${name}`,
    });
  }

  async remove({ kind, apiVersion, name }: Named, propagationPolicy: 'Background' | 'Foreground' = 'Background'): Promise<void> {
    const path = this.#path(kindOf(kind, apiVersion), name);
    await this.#ask(
      { method: 'DELETE', path, body: { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy }, what: `delete ${kind}/${name}` },
      [404],
    );
  }

  /** Who asks, by the cluster's own word. */
  async whoAmI(): Promise<void> {
    await this.#ask({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      what: 'ask who we are',
    });
  }

  /** What a pod wrote, line by line; ends with the pod when it is followed, is empty while there is nothing to read. */
  async *lines(pod: string, query: Readonly<Record<string, string>>, signal = this.signal): AsyncGenerator<string> {
    const response = await this.#send(
      { method: 'GET', path: `${this.#path(kindOf('Pod'), pod)}/log`, query, what: `read the log of ${pod}` },
      signal,
    );
    if (!response.ok || response.body === null) {
      await response.text();
      return;
    }
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body) {
      const text = rest + decoder.decode(chunk, { stream: true });
      const parts = text.split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
    if (rest !== '') yield rest;
  }

  #path(kind: Kind, name?: string): string {
    return pathOf(kind, this.namespace, name);
  }

  async #ask(request: Request, fine: readonly number[] = []): Promise<{ status: number; json: unknown }> {
    const asked = this.#asked(request);
    for (let waited = 0, again = 0; ; again += 1) {
      const response = await this.#send(request, this.signal);
      const text = await response.text();
      if (response.ok) return { status: response.status, json: JSON.parse(text) };
      const status = statusOf(text);
      // An apply that conflicts and a version that is not the last are told apart by the one who asked.
      if (fine.includes(response.status) && !isFieldConflict(status)) return { status: response.status, json: null };
      const delay = Math.max(Number(response.headers.get('retry-after') ?? 0) * 1000, 250 * 2 ** again);
      const passing = response.status === 429 || response.status === 503 || response.status === 504;
      if (!passing || waited + delay > patienceMs) throw apiError(response.status, status, asked);
      await pause(delay, undefined, { signal: this.signal });
      waited += delay;
    }
  }

  async #send({ method, path, query = {}, body, type = 'application/json', ...rest }: Request, signal: AbortSignal): Promise<Response> {
    const search = new URLSearchParams(query).toString();
    const url = `${this.server}${path}${search === '' ? '' : `?${search}`}`;
    const context = new RequestContext(url, HttpMethod.GET);
    const asked = this.#asked({ method, path, ...rest });
    signal.throwIfAborted();
    try {
      await this.#config.applySecurityAuthentication(context);
      const dispatcher = context.getDispatcher();
      return await fetch(url, {
        method,
        headers: { accept: 'application/json', ...context.getHeaders(), ...(body === undefined ? {} : { 'content-type': type }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(dispatcher ? { dispatcher } : {}),
        signal,
      });
    } catch (cause) {
      signal.throwIfAborted();
      throw networkError(cause, this.server, asked);
    }
  }

  #asked({ what }: Request): Asked {
    return { where: `${what} in namespace ${this.namespace}`, namespace: this.namespace };
  }
}

const isFieldConflict = ({ details }: ApiStatus): boolean =>
  details?.causes?.some(({ reason }) => reason === 'FieldManagerConflict') ?? false;

function statusOf(text: string): ApiStatus {
  try {
    return statusSchema.parse(JSON.parse(text));
  } catch {
    return { message: text.slice(0, 300) };
  }
}

/** What a manifest belongs to in a plan. */
export const itemOf = ({ metadata }: Pick<Manifest, 'metadata'>): string => metadata.annotations?.[annotations.item] ?? 'environment';
