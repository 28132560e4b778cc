import { z } from 'zod';
import { openaiChat } from './openai-chat.ts';
import { says, told, type WireForm } from './wire-form.ts';

/** `/completions` with or without a suffix, and Mistral's `/fim/completions`: errors, usage and ends are those of chat. */
export const completion: WireForm = openaiChat;

const predicted = z.looseObject({ n_predict: z.number().nullish() });
const evaluated = z.looseObject({ tokens_evaluated: z.number(), tokens_predicted: z.number(), tokens_cached: z.number().optional() });

/** `/infill` and `/completion` of llama.cpp: https://github.com/ggml-org/llama.cpp/tree/master/tools/server */
export const infill: WireForm = {
  ...openaiChat,
  mostOutput: (body) => positive(predicted.parse(body).n_predict),
  tokens(value) {
    if (!says(value, 'tokens_evaluated')) return null;
    const told = evaluated.safeParse(value).data;
    return told === undefined ? null : { input: told.tokens_evaluated, output: told.tokens_predicted };
  },
  ends: (value) => (says(value, 'stop') && value.stop === true) || openaiChat.ends(value),
};

const options = z.looseObject({ options: z.looseObject({ num_predict: z.number().nullish() }).nullish() });
const counted = z.looseObject({ done: z.literal(true), prompt_eval_count: z.number().default(0), eval_count: z.number().default(0) });

/** `/api/generate` of Ollama: https://github.com/ollama/ollama/blob/main/docs/api.md */
export const generate: WireForm = {
  framing: 'lines',
  keyHeader: ['authorization', 'Bearer '],
  mostOutput: (body) => positive(options.parse(body).options?.num_predict),
  tokens(value) {
    if (!says(value, 'done')) return null;
    const told = counted.safeParse(value).data;
    return told === undefined ? null : { input: told.prompt_eval_count, output: told.eval_count };
  },
  ends: (value) => says(value, 'done') && value.done === true,
  error: (error) => ({ error: told(error) }),
  errorEvent: (error) => `${JSON.stringify({ error: told(error) })}\n`,
};

/** -1 is without end. */
const positive = (count: number | null | undefined) => (typeof count === 'number' && count > 0 ? count : null);
