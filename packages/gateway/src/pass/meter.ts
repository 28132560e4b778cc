import type { Tokens, WireForm } from '../wire/wire-form.ts';

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
    const { input, output, cached, cacheWritten } = this.#told;
    const written = estimateOf(this.#written);
    const read = counted(input ?? estimateOf(this.#sent));
    const hit = Math.min(counted(cached ?? 0), read);
    return {
      tokens: {
        input: read,
        cached: hit,
        cacheWritten: Math.min(counted(cacheWritten ?? 0), read - hit),
        output: ended ? counted(output ?? written) : Math.max(counted(output ?? 0), written),
      },
      estimated: input === undefined || output === undefined || !ended,
    };
  }
}

/** What a provider tells is its word: it may be no number one can count with. */
const counted = (told: number): number => (Number.isFinite(told) && told > 0 ? Math.min(Math.ceil(told), Number.MAX_SAFE_INTEGER) : 0);

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
