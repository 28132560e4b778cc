import { notFound, type Answer } from './exchange.ts';

/** Long-running operations: an effect that comes about a moment later, whoever still waits for it. */
export class Operations {
  readonly #all = new Map<string, { done: boolean; error?: { code: number; message: string }; response?: unknown }>();
  readonly #delay: number;

  constructor(delay: number) {
    this.#delay = delay;
  }

  begin(parent: string, effect: () => { error?: { code: number; message: string }; response?: unknown }): Answer {
    const name = `${parent}/operations/operation-${this.#all.size + 1}`;
    this.#all.set(name, { done: false });
    setTimeout(() => this.#all.set(name, { done: true, ...effect() }), this.#delay).unref();
    return { json: { name, done: false } };
  }

  read(name: string): Answer {
    const found = this.#all.get(name);
    return found ? { json: { name, ...found } } : notFound(name);
  }
}
