import { z } from 'zod';
import type { GatewayError } from '../gateway-error.ts';
import { data, oneSays, says, told, type Tokens, type WireForm } from './wire-form.ts';

// https://ai.google.dev/api/generate-content
const asked = z.looseObject({
  generationConfig: z.looseObject({ maxOutputTokens: z.number().nullish(), candidateCount: z.number().nullish() }).nullish(),
});
const answered = z.looseObject({
  usageMetadata: z.looseObject({
    promptTokenCount: z.number().default(0),
    cachedContentTokenCount: z.number().nullish(),
    candidatesTokenCount: z.number().nullish(),
    thoughtsTokenCount: z.number().nullish(),
    toolUsePromptTokenCount: z.number().nullish(),
  }),
});
export const google: WireForm = {
  framing: 'events',
  keyHeader: ['x-goog-api-key', ''],
  mostOutput(body) {
    const { maxOutputTokens, candidateCount } = asked.parse(body).generationConfig ?? {};
    return typeof maxOutputTokens === 'number' ? maxOutputTokens * (candidateCount ?? 1) : null;
  },
  // Without `alt=sse` a stream is an array, of which the last tells all.
  tokens: (value) => (Array.isArray(value) ? (value.map(tokensOf).findLast((tokens) => tokens !== null) ?? null) : tokensOf(value)),
  ends: (value) =>
    (says(value, 'candidates') && oneSays(value.candidates, 'finishReason')) ||
    (says(value, 'promptFeedback') && says(value.promptFeedback, 'blockReason')) ||
    says(value, 'error'),
  error: googleError,
  errorEvent: (error) => data(googleError(error)),
};

function tokensOf(value: unknown): Partial<Tokens> | null {
  if (!says(value, 'usageMetadata')) return null;
  const usage = answered.safeParse(value).data?.usageMetadata;
  if (usage === undefined) return null;
  return {
    input: usage.promptTokenCount + (usage.toolUsePromptTokenCount ?? 0),
    cached: usage.cachedContentTokenCount ?? 0,
    output: (usage.candidatesTokenCount ?? 0) + (usage.thoughtsTokenCount ?? 0),
  };
}

/** https://cloud.google.com/apis/design/errors */
function googleError(error: GatewayError) {
  return { error: { code: error.status, message: told(error), status: statuses[error.status] ?? 'INTERNAL' } };
}

const statuses: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  402: 'RESOURCE_EXHAUSTED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  413: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};
