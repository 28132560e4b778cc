import { generateSecret, type Deployment } from '@groundwork/provision';
import { z } from 'zod';
import { labelsOf, secretIdOf, scopeOf } from '../names.ts';
import type { Api } from './api.ts';

const secretSchema = z.object({ name: z.string().default(''), labels: z.record(z.string(), z.string()).default({}) });
const listSchema = z.object({ secrets: z.array(secretSchema).default([]), nextPageToken: z.string().optional() });
const versionSchema = z.object({ name: z.string().default(''), state: z.string().default('') });
const payloadSchema = z.object({ name: z.string().default(''), payload: z.object({ data: z.string().default('') }).optional() });

/** Which kind a secret is, in a label: what a person may list and set is `given`. */
export type Kind = 'given' | 'made';

/** Secrets of one environment in Secret Manager: https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets */
export class SecretStore {
  readonly #api: Api;
  readonly #deployment: Pick<Deployment, 'name' | 'environment'>;
  readonly #region: string;

  constructor(api: Api, deployment: Pick<Deployment, 'name' | 'environment'>, region: string) {
    this.#api = api;
    this.#deployment = deployment;
    this.#region = region;
  }

  #path = (key: string): string => `v1/projects/${this.#api.project}/secrets/${secretIdOf(this.#deployment, key)}`;

  /** Keys of the secrets of a kind that have a value. */
  async list(kind: Kind | null): Promise<string[]> {
    const labels = Object.entries({ ...labelsOf(this.#deployment), ...(kind === null ? {} : { 'groundwork-secret': kind }) });
    const filter = labels.map(([label, value]) => `labels.${label}=${value}`).join(' AND ');
    const secrets = await this.#api.list('secretmanager', `v1/projects/${this.#api.project}/secrets`, listSchema, (page) => page.secrets, {
      query: { filter, pageSize: '500' },
    });
    const prefix = `${scopeOf(this.#deployment)}-`;
    return secrets
      .filter((secret) => labels.every(([label, value]) => secret.labels[label] === value))
      .flatMap(({ name }) => {
        const id = name.split('/').at(-1) ?? '';
        return id.startsWith(prefix) ? [id.slice(prefix.length)] : [];
      })
      .toSorted();
  }

  /** The number of its newest version, `null` where it has none. */
  async version(key: string): Promise<string | null> {
    const newest = await this.#api.get('secretmanager', `${this.#path(key)}/versions/latest`, versionSchema, { or: [404] });
    return newest === null || newest.state !== 'ENABLED' ? null : (newest.name.split('/').at(-1) ?? null);
  }

  async read(key: string): Promise<string | null> {
    const found = await this.#api.get('secretmanager', `${this.#path(key)}/versions/latest:access`, payloadSchema, { or: [404] });
    return found?.payload === undefined ? null : Buffer.from(found.payload.data, 'base64').toString();
  }

  /** Makes the secret where there is none, without a value. */
  async prepare(key: string, kind: Kind): Promise<void> {
    await this.#api.send('secretmanager', `v1/projects/${this.#api.project}/secrets`, {
      method: 'POST',
      query: { secretId: secretIdOf(this.#deployment, key) },
      body: {
        labels: { ...labelsOf(this.#deployment), 'groundwork-secret': kind },
        replication: { userManaged: { replicas: [{ location: this.#region }] } },
      },
      or: [409],
    });
  }

  /** Gives it a value: the same one makes no new version. */
  async set(key: string, value: string, kind: Kind): Promise<void> {
    await this.prepare(key, kind);
    if ((await this.read(key)) === value) return;
    await this.#api.send('secretmanager', `${this.#path(key)}:addVersion`, {
      method: 'POST',
      body: { payload: { data: Buffer.from(value).toString('base64') } },
    });
  }

  async generate(keys: readonly string[], kind: Kind, make: (key: string) => string = generateSecret): Promise<void> {
    for (const key of keys) if ((await this.version(key)) === null) await this.set(key, make(key), kind);
  }

  async remove(key: string): Promise<void> {
    await this.#api.send('secretmanager', this.#path(key), { method: 'DELETE', or: [404] });
  }
}
