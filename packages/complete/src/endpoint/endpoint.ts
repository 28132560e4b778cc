import type { Hole } from '../prompt/hole.ts';

/** One thing to ask a model for. */
export interface Ask {
  readonly model: string;
  readonly hole: Hole;
  readonly maxTokens: number;
  /** Texts at which the answer ends, beside those of the family. */
  readonly stops: readonly string[];
}

/** A part of an answer. */
export interface Piece {
  readonly text: string;
  /** Natural logarithms of how likely the model took each token to be; none where it does not say. */
  readonly logprobs: readonly number[];
}

/** One way in which models are asked to fill in. */
export interface Endpoint {
  readonly name: string;
  /** Below the gateway's address. */
  readonly path: string;
  readonly framing: 'events' | 'lines';
  body(ask: Ask): object;
  /** What one message of the answer adds; `null` where it adds nothing. Throws on what no such endpoint says. */
  piece(message: unknown): Piece | null;
  /** What an answer so far gives for the hole, where it is more than that; `null`: nothing yet. */
  readonly read?: (answer: string) => string | null;
}
