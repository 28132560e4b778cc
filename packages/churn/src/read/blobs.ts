import type { Repository } from '../repository/repository.ts';
import { largestText } from '../repository/repository.ts';
import { Batch, type GitObject } from './batch.ts';

/** Contents of a repository's files, asked for by id from one git that stays. */
export class Blobs {
  #repository: Repository;
  #processes = new Map<'--batch' | '--batch-check', Batch>();

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** `null` for what counts as binary by its size. Throws `churn.missing_objects`. */
  async read(name: string): Promise<Buffer | null> {
    const { id, size } = await this.#ask('--batch-check', name);
    if (size > largestText) return null;
    return (await this.#ask('--batch', id)).content;
  }

  async #ask(kind: '--batch' | '--batch-check', name: string): Promise<GitObject> {
    const object = await this.#batch(kind).ask(name);
    if (object?.type === 'blob') return object;
    throw this.#repository.failure(['cat-file', kind], { code: 1, errors: `missing object ${name}` });
  }

  #batch(kind: '--batch' | '--batch-check'): Batch {
    const known = this.#processes.get(kind);
    if (known) return known;
    const batch = new Batch(this.#repository, kind);
    this.#processes.set(kind, batch);
    return batch;
  }

  close(): void {
    for (const batch of this.#processes.values()) batch.close();
    this.#processes.clear();
  }
}

/** Ids of contents that count as binary by their size. */
export async function largeBlobs(repository: Repository): Promise<ReadonlySet<string>> {
  const format = '%(objecttype) %(objectsize) %(objectname)';
  const listed = await repository.run(['cat-file', '--batch-all-objects', '--unordered', `--batch-check=${format}`]);
  const large = new Set<string>();
  for (let at = 0; at < listed.length;) {
    const end = listed.indexOf(10, at);
    const [type, size = '', id = ''] = listed.toString('latin1', at, end).split(' ');
    if (type === 'blob' && Number(size) > largestText) large.add(id);
    at = end + 1;
  }
  return large;
}
