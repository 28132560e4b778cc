import { GatewayError } from '../gateway-error.ts';
import type { Wire } from '../model/provider.ts';
import { anthropic } from '../wire/anthropic.ts';
import { completion, generate, infill } from '../wire/completion.ts';
import { google } from '../wire/google.ts';
import { openaiChat } from '../wire/openai-chat.ts';
import { openaiResponses } from '../wire/openai-responses.ts';
import type { WireForm } from '../wire/wire-form.ts';

/** What a path of the gateway is for. All others are refused: it is no proxy. */
export type Route =
  /** A conversation, in a wire that is passed through or translated. */
  | { readonly kind: 'wire'; readonly wire: Wire; readonly form: WireForm; readonly stream: boolean | null; readonly path: string }
  /** Text to complete, which only passes through. `native`: beside the provider's `/v1` and not below it. */
  | { readonly kind: 'completion'; readonly form: WireForm; readonly native: boolean; readonly path: string }
  /** How long a prompt is. */
  | { readonly kind: 'count'; readonly wire: 'anthropic' | 'google'; readonly form: WireForm; readonly path: string }
  /** Which models there are: the one of the grant. */
  | { readonly kind: 'models'; readonly wire: Wire; readonly form: WireForm };

export const forms: Readonly<Record<Wire, WireForm>> = {
  'openai-chat': openaiChat,
  'openai-responses': openaiResponses,
  anthropic,
  google,
};

const wire = (name: Wire, path: string, stream: boolean | null = null): Route => ({
  kind: 'wire',
  wire: name,
  form: forms[name],
  stream,
  path,
});
const text = (form: WireForm, path: string, native = false): Route => ({ kind: 'completion', form, native, path });

/** `MODEL` stands for the grant's, whatever a client wrote there. */
const routes: readonly (readonly [method: string, path: RegExp, route: Route])[] = [
  ['POST', /^\/openai(\/v1)?\/chat\/completions$/, wire('openai-chat', '/chat/completions')],
  ['POST', /^\/openai(\/v1)?\/responses$/, wire('openai-responses', '/responses')],
  ['POST', /^\/openai(\/v1)?\/completions$/, text(completion, '/completions')],
  ['POST', /^\/openai(\/v1)?\/fim\/completions$/, text(completion, '/fim/completions')],
  ['GET', /^\/openai(\/v1)?\/models$/, { kind: 'models', wire: 'openai-chat', form: openaiChat }],
  ['POST', /^\/native\/(infill)$/, text(infill, '/infill', true)],
  ['POST', /^\/native\/completion$/, text(infill, '/completion', true)],
  ['POST', /^\/native\/api\/generate$/, text(generate, '/api/generate', true)],
  ['POST', /^\/anthropic\/v1\/messages$/, wire('anthropic', '/messages')],
  [
    'POST',
    /^\/anthropic\/v1\/messages\/count_tokens$/,
    { kind: 'count', wire: 'anthropic', form: anthropic, path: '/messages/count_tokens' },
  ],
  ['GET', /^\/anthropic\/v1\/models$/, { kind: 'models', wire: 'anthropic', form: anthropic }],
  ['POST', /^\/google\/v1(beta)?\/models\/[^/]+:generateContent$/, wire('google', '/models/MODEL:generateContent', false)],
  ['POST', /^\/google\/v1(beta)?\/models\/[^/]+:streamGenerateContent$/, wire('google', '/models/MODEL:streamGenerateContent', true)],
  [
    'POST',
    /^\/google\/v1(beta)?\/models\/[^/]+:countTokens$/,
    { kind: 'count', wire: 'google', form: google, path: '/models/MODEL:countTokens' },
  ],
  ['GET', /^\/google\/v1(beta)?\/models$/, { kind: 'models', wire: 'google', form: google }],
];

export function routeOf(method: string, path: string): Route {
  const found = routes.find(([verb, pattern]) => verb === method && pattern.test(path));
  if (found !== undefined) return found[2];
  throw new GatewayError(404, {
    code: 'gateway.no_such_path',
    message: `The gateway serves nothing at ${method} ${path.slice(0, 200)}.`,
    fix: 'It has /openai/v1, /anthropic, /google and /native.',
  });
}

/** In whose form an error at a path is told. */
export function formAt(path: string): WireForm {
  if (path.startsWith('/anthropic/')) return anthropic;
  if (path.startsWith('/google/')) return google;
  return path.startsWith('/native/api/') ? generate : openaiChat;
}
