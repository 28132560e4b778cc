import { z } from 'zod';
import { openaiError } from './openai-chat.ts';
import { named, says, told, type WireForm } from './wire-form.ts';

// https://platform.openai.com/docs/api-reference/responses
const asked = z.looseObject({ max_output_tokens: z.number().nullish() });
const response = z.looseObject({
  usage: z.looseObject({
    input_tokens: z.number(),
    output_tokens: z.number(),
    input_tokens_details: z.looseObject({ cached_tokens: z.number().nullish() }).nullish(),
  }),
});
const event = z.looseObject({ response });
const ends: readonly unknown[] = ['response.completed', 'response.incomplete', 'response.failed', 'error'];

export const openaiResponses: WireForm = {
  framing: 'events',
  keyHeader: ['authorization', 'Bearer '],
  mostOutput: (body) => asked.parse(body).max_output_tokens ?? null,
  tokens(value) {
    if (!says(value, 'response') && !says(value, 'usage')) return null;
    const usage = (event.safeParse(value).data?.response ?? response.safeParse(value).data)?.usage;
    if (usage === undefined) return null;
    return { input: usage.input_tokens, output: usage.output_tokens, cached: usage.input_tokens_details?.cached_tokens ?? 0 };
  },
  ends: (value) => says(value, 'type') && ends.includes(value.type),
  error: openaiError,
  errorEvent: (error) => named('error', { type: 'error', code: error.code, message: told(error), param: null, sequence_number: 0 }),
};
