import { z } from 'zod';
import { familyOf } from '../prompt/families.ts';
import { fillPrompt, withoutTokens } from '../prompt/fill.ts';
import { prefixWithSnippets } from './completions.ts';
import type { Endpoint } from './endpoint.ts';

const infillMessage = z.object({
  content: z.string().default(''),
  completion_probabilities: z
    .array(z.object({ logprob: z.number().optional(), probs: z.array(z.object({ prob: z.number() })).optional() }))
    .optional(),
});

/**
 * llama.cpp's own: the server knows the tokens of the model it has loaded, and takes further files as `input_extra`.
 * https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md#post-infill-for-code-infilling
 */
export const llamaInfill: Endpoint = {
  name: 'infill',
  path: '/native/infill',
  framing: 'events',
  body: ({ hole, maxTokens, stops }) => ({
    input_prefix: hole.prefix,
    input_suffix: hole.suffix,
    input_extra: hole.snippets.map(({ path, text }) => ({ filename: path, text })),
    prompt: '',
    n_predict: maxTokens,
    temperature: 0,
    stream: true,
    cache_prompt: true,
    n_probs: 1,
    stop: stops,
  }),
  piece: (message) => {
    const { content, completion_probabilities: tokens = [] } = infillMessage.parse(message);
    if (content === '') return null;
    return { text: content, logprobs: tokens.map(({ logprob, probs }) => logprob ?? Math.log(probs?.[0]?.prob ?? 1)) };
  },
};

const generateMessage = z.object({
  response: z.string().default(''),
  error: z.string().optional(),
  logprobs: z.array(z.object({ logprob: z.number() })).nullish(),
});

/**
 * Ollama's own. A family that is known is given its prompt as it stands, with further files; of others Ollama's template knows how.
 * https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-completion
 */
export const ollamaGenerate: Endpoint = {
  name: 'ollama',
  path: '/native/api/generate',
  framing: 'lines',
  body: ({ model, hole, maxTokens, stops }) => {
    const family = familyOf(model);
    return {
      model,
      ...(family
        ? { prompt: fillPrompt(hole, family), raw: true }
        : { prompt: withoutTokens(prefixWithSnippets(hole), []), suffix: hole.suffix }),
      stream: true,
      logprobs: true,
      options: { num_predict: maxTokens, temperature: 0, stop: [...(family?.tokens ?? []), ...stops] },
    };
  },
  piece: (message) => {
    const { response, logprobs } = generateMessage.parse(message);
    return response === '' ? null : { text: response, logprobs: (logprobs ?? []).map(({ logprob }) => logprob) };
  },
};
