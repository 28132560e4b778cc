import type { Endpoint } from '../endpoint/endpoint.ts';
import { messagesOf } from '../endpoint/stream.ts';

/** Turns of the event loop in which a request that nobody waits for any more may still be joined. */
const turnsLeft = 3;

/** A request under way and what came of it so far. */
export class Flight {
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly #ending = new AbortController();
  readonly #where: string;
  #raw = '';
  #read: string | null = null;
  #waiting = 0;
  readonly logprobs: number[] = [];
  /** What the answer gives for the hole, once it is whole or long enough; `null` after it was ended. */
  readonly answer: Promise<string | null>;

  constructor(
    place: { readonly path: string; readonly prefix: string; readonly suffix: string },
    endpoint: Endpoint,
    ask: (signal: AbortSignal) => Promise<Response>,
    isEnough: (answer: string) => boolean,
  ) {
    this.path = place.path;
    this.prefix = place.prefix;
    this.suffix = place.suffix;
    this.#where = endpoint.name;
    this.answer = this.#fly(endpoint, ask, isEnough);
    // Who waits hears of it; nobody may be waiting any more.
    this.answer.catch(() => {});
  }

  /** What came so far, for those who want to know whether it still fits. */
  get text(): string {
    return this.#read ?? '';
  }

  get isEnded(): boolean {
    return this.#ending.signal.aborted;
  }

  join(): void {
    this.#waiting += 1;
  }

  /**
   * The last one who leaves ends the request, unless somebody joins it before that: an editor cancels and asks again with each keystroke,
   * and what it sends together is read in as many turns of the event loop.
   */
  leave(): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#endIfLeft(turnsLeft);
  }

  end(): void {
    this.#ending.abort();
  }

  #endIfLeft(turns: number): void {
    if (this.#waiting > 0 || this.isEnded) return;
    if (turns === 0) this.end();
    else setImmediate(() => this.#endIfLeft(turns - 1));
  }

  async #fly(
    endpoint: Endpoint,
    ask: (signal: AbortSignal) => Promise<Response>,
    isEnough: (answer: string) => boolean,
  ): Promise<string | null> {
    const { signal } = this.#ending;
    try {
      const response = await ask(signal);
      for await (const message of messagesOf(response, endpoint.framing, this.#where)) {
        if (signal.aborted) return null;
        const piece = endpoint.piece(message);
        if (!piece) continue;
        this.#raw += piece.text;
        this.logprobs.push(...piece.logprobs);
        this.#read = endpoint.read ? endpoint.read(this.#raw) : this.#raw;
        if (this.#read !== null && isEnough(this.#read)) break;
      }
      return signal.aborted ? null : this.#read;
    } catch (cause) {
      if (signal.aborted) return null;
      throw cause;
    } finally {
      // What is not wanted any more is not paid for.
      this.#ending.abort();
    }
  }
}
