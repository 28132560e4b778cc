/** Reads ahead of whoever takes: up to `limit` values wait for them. */
export class Ahead<T> {
  readonly #values: T[] = [];
  readonly #limit: number;
  readonly #done: Promise<void>;
  #failure: { readonly cause: unknown } | null = null;
  #ended = false;
  #closed = false;
  /** Somebody waits for a value; it waits for room. */
  #arrived = (): void => {};
  #taken = (): void => {};

  constructor(source: AsyncIterable<T>, limit: number) {
    this.#limit = limit;
    this.#done = this.#run(source);
  }

  async #run(source: AsyncIterable<T>): Promise<void> {
    try {
      for await (const value of source) {
        this.#values.push(value);
        this.#arrived();
        while (this.#values.length >= this.#limit && !this.#closed) await new Promise<void>((resolve) => (this.#taken = resolve));
        if (this.#closed) break;
      }
    } catch (cause) {
      this.#failure = { cause };
    }
    this.#ended = true;
    this.#arrived();
  }

  /** The next one; `undefined` at the end. Throws what the source threw, once what came before was taken. One at a time. */
  async next(): Promise<T | undefined> {
    while (this.#values.length === 0 && !this.#ended) await new Promise<void>((resolve) => (this.#arrived = resolve));
    if (this.#values.length === 0 && this.#failure) throw this.#failure.cause;
    const value = this.#values.shift();
    this.#taken();
    return value;
  }

  /** No more is wanted. The source has to end what it waits for by itself. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#taken();
    await this.#done;
  }
}
