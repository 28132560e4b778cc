import { z } from 'zod';
import { familyOf } from '../prompt/families.ts';
import { fillPrompt, withoutTokens } from '../prompt/fill.ts';
import { asComment } from '../prompt/comment.ts';
import type { Hole } from '../prompt/hole.ts';
import type { Ask, Endpoint, Piece } from './endpoint.ts';

const messageSchema = z.object({
  choices: z
    .array(
      z.object({
        text: z.string().optional(),
        delta: z.object({ content: z.union([z.string(), z.null()]).optional() }).optional(),
        logprobs: z.object({ token_logprobs: z.array(z.number().nullable()).nullish() }).nullish(),
      }),
    )
    .default([]),
});

function piece(message: unknown): Piece | null {
  const [choice] = messageSchema.parse(message).choices;
  const text = choice?.text ?? choice?.delta?.content ?? '';
  if (text === '') return null;
  return { text, logprobs: (choice?.logprobs?.token_logprobs ?? []).filter((each) => each !== null) };
}

/** The prefix of a hole, what else is known before it as comments: for endpoints that take one file. */
export const prefixWithSnippets = (hole: Hole): string => hole.snippets.map((each) => asComment(each, hole.path)).join('') + hole.prefix;

/** OpenAI's completions with the family's own prompt: vLLM, llama.cpp, text-generation-inference, LM Studio. */
export const rawCompletions: Endpoint = {
  name: 'completions',
  path: '/openai/v1/completions',
  framing: 'events',
  body: ({ model, hole, maxTokens, stops }) => {
    const family = familyOf(model);
    return {
      model,
      prompt: family ? fillPrompt(hole, family) : prefixWithSnippets(hole),
      max_tokens: maxTokens,
      temperature: 0,
      stream: true,
      logprobs: 1,
      stop: [...(family?.tokens ?? []), ...stops],
    };
  },
  piece,
};

/** OpenAI's completions with `suffix`: DeepSeek, and servers that put the prompt together. */
export const suffixCompletions: Endpoint = {
  name: 'suffix',
  path: '/openai/v1/completions',
  framing: 'events',
  body: (ask) => ({ ...withSuffix(ask), stream: true, temperature: 0 }),
  piece,
};

/**
 * Mistral's endpoint for Codestral. Its answers have the form of a chat's.
 * https://docs.mistral.ai/api/#tag/fim
 */
export const mistralFill: Endpoint = {
  name: 'fim',
  path: '/openai/v1/fim/completions',
  framing: 'events',
  body: (ask) => ({ ...withSuffix(ask), stream: true, temperature: 0 }),
  piece,
};

function withSuffix({ model, hole, maxTokens, stops }: Ask): object {
  const tokens = familyOf(model)?.tokens ?? [];
  return {
    model,
    prompt: withoutTokens(prefixWithSnippets(hole), tokens),
    suffix: withoutTokens(hole.suffix, tokens),
    max_tokens: maxTokens,
    ...(stops.length > 0 ? { stop: stops.slice(0, 4) } : {}),
  };
}
