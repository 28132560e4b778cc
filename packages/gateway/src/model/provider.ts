import type { Price } from '../price/price.ts';

/** How a client speaks to a model. */
export const wires = ['openai-chat', 'openai-responses', 'anthropic', 'google'] as const;
export type Wire = (typeof wires)[number];

/** Where models are had. Its key is asked for when a request leaves and is in no other place. */
export interface Provider {
  readonly name: string;
  /** Those it speaks by itself; a request in another is translated by the AI SDK. */
  readonly wires: readonly Wire[];
  /** Without a trailing slash: `https://api.anthropic.com/v1`. */
  readonly baseUrl: string;
  /** `null` where it needs none, as a model on this machine. */
  readonly key: () => Promise<string | null>;
  /** What its models cost, as the person said. Left out, the public price of `name` and the model is taken. */
  readonly price?: Price;
  /** Its name in the table of public prices, where that is another one. */
  readonly priceList?: string;
  /** It refuses to be asked for the usage of a stream, and tells it anyhow. */
  readonly tellsUsage?: boolean;
}

/** One model of one provider, `anthropic/claude-sonnet-4-5` as a person writes it. */
export interface Model {
  readonly provider: string;
  readonly id: string;
}
