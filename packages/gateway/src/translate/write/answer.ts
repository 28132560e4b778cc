import type { LanguageModelV4FinishReason, LanguageModelV4Usage } from '@ai-sdk/provider';

export interface Call {
  readonly id: string;
  readonly name: string;
  /** JSON; of a tool whose input is a text, that. */
  readonly input: string;
  readonly custom: boolean;
}

export interface Counted {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

export type Finish = LanguageModelV4FinishReason['unified'];

export interface Answer {
  readonly id: string;
  readonly model: string;
  readonly text: string;
  readonly calls: readonly Call[];
  readonly finish: Finish;
  readonly usage: Counted;
}

/** One wire's way to say an answer, whole or as it comes. Of what a model thought nothing is said. */
export interface Writer {
  whole(answer: Answer): unknown;
  stream(head: Pick<Answer, 'id' | 'model'>): StreamWriter;
}

/** Each gives the events of its own. */
export interface StreamWriter {
  start(): string;
  text(delta: string): string;
  call(call: Call): string;
  /** Something that means nothing, for clients that would give up waiting. */
  wait(): string;
  end(finish: Finish, usage: Counted): string;
}

export const countedOf = ({ inputTokens, outputTokens }: LanguageModelV4Usage): Counted => ({
  input: inputTokens.total ?? 0,
  cached: inputTokens.cacheRead ?? 0,
  output: outputTokens.total ?? 0,
});

/** Of server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes */
export const comment = ': working\n\n';
