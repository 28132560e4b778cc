import { noTokens, type Tokens, type WireForm } from '../wire/wire-form.ts';

/** Counts what an answer took, from what the provider tells; where it tells nothing, from its length. */
export class Meter {
  readonly #form: WireForm;
  /** Bytes of the request. */
  readonly #sent: number;
  #told: Partial<Tokens> = {};
  #written = 0;

  constructor(form: WireForm, sent: number) {
    this.#form = form;
    this.#sent = sent;
  }

  take(value: unknown): void {
    this.#told = { ...this.#told, ...this.#form.tokens(value) };
    this.#written += lettersOf(value);
  }

  /** `ended`: there is nothing to come. What was written is told at the end by all wires. */
  result(ended: boolean): { readonly tokens: Tokens; readonly estimated: boolean } {
    const estimated = this.#told.input === undefined || this.#told.output === undefined || !ended;
    const output = estimateOf(this.#written);
    return {
      tokens: {
        ...noTokens,
        ...this.#told,
        input: this.#told.input ?? estimateOf(this.#sent),
        output: ended ? (this.#told.output ?? output) : Math.max(this.#told.output ?? 0, output),
      },
      estimated,
    };
  }
}

/** Four letters are about a token in English and code: https://platform.openai.com/docs/concepts/tokens */
export const estimateOf = (bytes: number): number => Math.ceil(bytes / 4);

/** Where wires have what a model writes, whole or in pieces. */
const writing = new Set([
  'text',
  'content',
  'reasoning_content',
  'thinking',
  'arguments',
  'partial_json',
  'delta',
  'response',
  'args',
  'input',
]);

function lettersOf(value: unknown, counts = false): number {
  if (typeof value === 'string') return counts ? value.length : 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + lettersOf(one, counts), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [name, one]) => sum + lettersOf(one, writing.has(name)), 0);
}
