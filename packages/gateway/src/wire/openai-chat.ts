import { z } from 'zod';
import type { GatewayError } from '../gateway-error.ts';
import { data, done, oneSays, says, told, type WireForm } from './wire-form.ts';

// https://platform.openai.com/docs/api-reference/chat
const asked = z.looseObject({
  max_completion_tokens: z.number().nullish(),
  max_tokens: z.number().nullish(),
  n: z.number().nullish(),
});
const answered = z.looseObject({
  usage: z.looseObject({
    prompt_tokens: z.number(),
    completion_tokens: z.number().default(0),
    prompt_tokens_details: z.looseObject({ cached_tokens: z.number().nullish() }).nullish(),
  }),
});

export const openaiChat: WireForm = {
  framing: 'events',
  keyHeader: ['authorization', 'Bearer '],
  mostOutput(body) {
    const { max_completion_tokens, max_tokens, n } = asked.parse(body);
    const most = max_completion_tokens ?? max_tokens ?? null;
    return most === null ? null : most * (n ?? 1);
  },
  tokens(value) {
    if (!says(value, 'usage')) return null;
    const usage = answered.safeParse(value).data?.usage;
    if (usage === undefined) return null;
    return { input: usage.prompt_tokens, output: usage.completion_tokens, cached: usage.prompt_tokens_details?.cached_tokens ?? 0 };
  },
  ends: (value) => value === done || says(value, 'error') || (says(value, 'choices') && oneSays(value.choices, 'finish_reason')),
  error: openaiError,
  errorEvent: (error) => data(openaiError(error)),
};

/** https://platform.openai.com/docs/guides/error-codes */
export function openaiError(error: GatewayError) {
  return { error: { message: told(error), type: typeOf(error), param: null, code: error.code } };
}

function typeOf({ status }: GatewayError): string {
  if (status === 401) return 'authentication_error';
  if (status === 402) return 'insufficient_quota';
  if (status === 429) return 'rate_limit_error';
  return status < 500 ? 'invalid_request_error' : 'server_error';
}
