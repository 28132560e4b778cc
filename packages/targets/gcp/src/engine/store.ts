import { z } from 'zod';
import type { Api } from './api.ts';

const objectSchema = z.object({ name: z.string().default(''), generation: z.string().default('0') });
const listSchema = z.object({ items: z.array(objectSchema).default([]), nextPageToken: z.string().optional() });

export interface Kept {
  readonly text: string;
  readonly generation: string;
}

/**
 * The bucket of a project in which its environments keep what engines need: configurations as they were applied, what is deployed,
 * who is at work. It holds no secret. https://cloud.google.com/storage/docs/json_api/v1/objects
 */
export class Store {
  readonly bucket: string;
  readonly #api: Api;
  readonly #region: string;

  constructor(api: Api, region: string) {
    this.#api = api;
    this.#region = region;
    this.bucket = `${api.project.replaceAll(/[^a-z0-9-]/g, '-')}-groundwork`;
  }

  get signal(): AbortSignal {
    return this.#api.signal;
  }

  /** The same for what has to be done after a person stopped everything. */
  unstoppable = (): Store => new Store(this.#api.unstoppable(), this.#region);

  async prepare(): Promise<void> {
    await this.#api.send('storage', 'storage/v1/b', {
      method: 'POST',
      query: { project: this.#api.project },
      body: {
        name: this.bucket,
        location: this.#region.toUpperCase(),
        iamConfiguration: { uniformBucketLevelAccess: { enabled: true }, publicAccessPrevention: 'enforced' },
        versioning: { enabled: true },
        labels: { groundwork: 'state' },
      },
      // It is there already; whether it is ours shows with the first thing that is read.
      or: [409],
    });
  }

  async read(name: string): Promise<Kept | null> {
    const response = await this.#api.send('storage', `storage/v1/b/${this.bucket}/o/${encodeURIComponent(name)}`, {
      query: { alt: 'media' },
      or: [404],
    });
    return response === null ? null : { text: await response.text(), generation: response.headers.get('x-goog-generation') ?? '0' };
  }

  /** Gives the new generation, or `null` where somebody else was first. */
  async write(
    name: string,
    content: string | Uint8Array | AsyncIterable<Uint8Array>,
    options: { readonly generation?: string } = {},
  ): Promise<string | null> {
    const written = await this.#api.get('storage', `upload/storage/v1/b/${this.bucket}/o`, objectSchema, {
      method: 'POST',
      query: { uploadType: 'media', name, ifGenerationMatch: options.generation },
      content,
      or: [412],
    });
    return written?.generation ?? null;
  }

  async remove(name: string, options: { readonly generation?: string } = {}): Promise<void> {
    await this.#api.send('storage', `storage/v1/b/${this.bucket}/o/${encodeURIComponent(name)}`, {
      method: 'DELETE',
      query: { ifGenerationMatch: options.generation },
      or: [404, 412],
    });
  }

  async list(prefix: string): Promise<string[]> {
    return this.#api.list('storage', `storage/v1/b/${this.bucket}/o`, listSchema, ({ items }) => items.map(({ name }) => name), {
      query: { prefix },
      or: [404],
    });
  }

  address = (name: string): string => `gs://${this.bucket}/${name}`;

  /** Removes the bucket with every version in it, once no environment keeps anything there. */
  async forget(): Promise<void> {
    if ((await this.list('')).length > 0) return;
    const versions = await this.#api.list('storage', `storage/v1/b/${this.bucket}/o`, listSchema, ({ items }) => items, {
      query: { versions: 'true' },
      or: [404],
    });
    for (const { name, generation } of versions)
      await this.#api.send('storage', `storage/v1/b/${this.bucket}/o/${encodeURIComponent(name)}`, {
        method: 'DELETE',
        query: { generation },
        or: [404],
      });
    await this.#api.send('storage', `storage/v1/b/${this.bucket}`, { method: 'DELETE', or: [404, 409] });
  }
}
