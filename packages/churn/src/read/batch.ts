import type { GitProcess } from '../repository/git.ts';
import type { Repository } from '../repository/repository.ts';
import { LogBytes } from './log-bytes.ts';

export interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly size: number;
  /** Nothing where only what it is was asked for. */
  readonly content: Buffer;
}

/** One git that stays and is asked for objects: one question after another, answers come in the same order. */
export class Batch {
  #child: GitProcess;
  #input = new LogBytes();
  #questions = '';
  #waiting: { readonly name: string; readonly resolve: (object: GitObject | null) => void; readonly reject: (error: unknown) => void }[] =
    [];
  #withContent: boolean;
  #failure: (errors: string) => unknown;

  /** `--batch-check` for what objects are, `--batch` for what they hold besides. */
  constructor(repository: Pick<Repository, 'start' | 'failure'>, kind: '--batch' | '--batch-check') {
    const args = ['cat-file', kind];
    const child = repository.start(args);
    this.#child = child;
    this.#withContent = kind === '--batch';
    this.#failure = (errors) => repository.failure(args, { code: 1, errors });
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

  /** `null` for one that is not there. */
  ask(name: string): Promise<GitObject | null> {
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
    if (length === undefined || type === undefined) {
      input.at = end + 1;
      this.#waiting.shift();
      waiting.resolve(null);
      return true;
    }
    const size = Number(length);
    const needed = this.#withContent ? size + 1 : 0;
    if (end + 1 + needed > input.end) return false;
    const content = this.#withContent ? Buffer.from(input.bytes.subarray(end + 1, end + 1 + size)) : Buffer.alloc(0);
    input.at = end + 1 + needed;
    this.#waiting.shift();
    waiting.resolve({ id, type, size, content });
    return true;
  }

  #giveUp(errors: string): void {
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure(errors));
  }

  close(): void {
    this.#child.stdin.end();
  }
}
