import { z } from 'zod';
import type { GatewayError } from '../gateway-error.ts';
import { named, says, told, type WireForm } from './wire-form.ts';

// https://docs.anthropic.com/en/api/messages
const asked = z.looseObject({ max_tokens: z.number().nullish() });
const usage = z.looseObject({
  input_tokens: z.number().nullish(),
  output_tokens: z.number().nullish(),
  cache_read_input_tokens: z.number().nullish(),
  cache_creation_input_tokens: z.number().nullish(),
});
const whole = z.looseObject({ usage });
const start = z.looseObject({ message: whole });

export const anthropic: WireForm = {
  framing: 'events',
  keyHeader: ['x-api-key', ''],
  mostOutput: (body) => asked.parse(body).max_tokens ?? null,
  tokens(value) {
    if (!says(value, 'message') && !says(value, 'usage')) return null;
    const used = (start.safeParse(value).data?.message ?? whole.safeParse(value).data)?.usage;
    if (used === undefined) return null;
    // It counts what was cached apart from the rest. The last event tells what was written, and the rest only sometimes.
    const [cached, cacheWritten] = [used.cache_read_input_tokens ?? 0, used.cache_creation_input_tokens ?? 0];
    return {
      ...(typeof used.input_tokens === 'number' ? { input: used.input_tokens + cached + cacheWritten, cached, cacheWritten } : {}),
      ...(typeof used.output_tokens === 'number' ? { output: used.output_tokens } : {}),
    };
  },
  ends: (value) => says(value, 'type') && (value.type === 'message_stop' || value.type === 'error'),
  error: anthropicError,
  errorEvent: (error) => named('error', anthropicError(error)),
};

/** https://docs.anthropic.com/en/api/errors */
function anthropicError(error: GatewayError) {
  return { type: 'error', error: { type: typeOf(error), message: told(error) } };
}

const types: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};
const typeOf = ({ status }: GatewayError): string => types[status] ?? (status < 500 ? 'invalid_request_error' : 'api_error');
