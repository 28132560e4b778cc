import type { Repository } from '../repository/repository.ts';
import type { GitProcess } from '../repository/git.ts';
import { largestText } from '../repository/repository.ts';
import { LogBytes } from './log-bytes.ts';

/** Contents of a repository's files, asked for by id from one git that stays. */
export class Blobs {
  #repository: Repository;
  #processes = new Map<'--batch' | '--batch-check', Batch>();

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** `null` for what counts as binary by its size. Throws `churn.missing_objects`. */
  async read(name: string): Promise<Buffer | null> {
    const { id, size } = await this.#batch('--batch-check').ask(name);
    if (size > largestText) return null;
    return (await this.#batch('--batch').ask(id)).content;
  }

  #batch(kind: '--batch' | '--batch-check'): Batch {
    const known = this.#processes.get(kind);
    if (known) return known;
    const args = ['cat-file', kind];
    const batch = new Batch(this.#repository.start(args), kind === '--batch', (errors) =>
      this.#repository.failure(args, { code: 1, errors }),
    );
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

interface Answer {
  readonly id: string;
  readonly size: number;
  readonly content: Buffer;
}

/** One question after another; answers come in the same order. */
class Batch {
  #child: GitProcess;
  #input = new LogBytes();
  #questions = '';
  #waiting: { readonly name: string; readonly resolve: (answer: Answer) => void; readonly reject: (error: unknown) => void }[] = [];
  #withContent: boolean;
  #failure: (errors: string) => unknown;

  constructor(child: GitProcess, withContent: boolean, failure: (errors: string) => unknown) {
    this.#child = child;
    this.#withContent = withContent;
    this.#failure = failure;
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4096)));
    child.stdin.on('error', () => {});
    child.stdout.on('data', (piece: Buffer) => {
      this.#input.add(piece, this.#input.at);
      while (this.#answer());
    });
    child.on('error', () => this.#giveUp('git could not be started'));
    child.on('close', () => this.#giveUp(errors || 'unable to read objects'));
  }

  ask(name: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ name, resolve, reject });
      // What is asked at once is written at once.
      if (this.#questions === '') queueMicrotask(() => this.#write());
      this.#questions += `${name}\n`;
    });
  }

  #write(): void {
    this.#child.stdin.write(this.#questions);
    this.#questions = '';
  }

  #answer(): boolean {
    const input = this.#input;
    const waiting = this.#waiting[0];
    const end = input.find(10);
    if (!waiting || end < 0) return false;
    const [id = '', type, length] = input.bytes.toString('utf8', input.at, end).split(' ');
    if (type !== 'blob') {
      input.at = end + 1;
      this.#waiting.shift();
      waiting.reject(this.#failure(`missing object ${waiting.name}`));
      return true;
    }
    const size = Number(length);
    const needed = this.#withContent ? size + 1 : 0;
    if (end + 1 + needed > input.end) return false;
    const content = this.#withContent ? Buffer.from(input.bytes.subarray(end + 1, end + 1 + size)) : Buffer.alloc(0);
    input.at = end + 1 + needed;
    this.#waiting.shift();
    waiting.resolve({ id, size, content });
    return true;
  }

  #giveUp(errors: string): void {
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure(errors));
  }

  close(): void {
    this.#child.stdin.end();
  }
}
