import { canFill } from '../prompt/families.ts';
import { chatFill } from './chat.ts';
import { mistralFill, rawCompletions, suffixCompletions } from './completions.ts';
import type { Endpoint } from './endpoint.ts';
import { llamaInfill, ollamaGenerate } from './native.ts';

export const endpoints: readonly Endpoint[] = [llamaInfill, ollamaGenerate, mistralFill, suffixCompletions, rawCompletions, chatFill];

/** As a person chooses one; `auto` is by provider and model. */
export const endpointNames = ['auto', 'infill', 'ollama', 'fim', 'suffix', 'completions', 'chat'] as const;
export type EndpointName = (typeof endpointNames)[number];

/** Providers whose way of filling in is their own. */
const byProvider: Readonly<Record<string, Endpoint>> = {
  ollama: ollamaGenerate,
  'llama.cpp': llamaInfill,
  llamacpp: llamaInfill,
  mistral: mistralFill,
  codestral: mistralFill,
};

/** Providers that only chat, whatever their models once were taught. */
const onlyChat: ReadonlySet<string> = new Set([
  'openai',
  'anthropic',
  'google',
  'openrouter',
  'groq',
  'azure',
  'bedrock',
  'vertex',
  'xai',
  'cerebras',
  'deepseek',
]);

/** How a model of a provider is asked. A server somebody named that has a model of a known family takes its prompt as it stands. */
export function endpointFor(provider: string, model: string, chosen: EndpointName = 'auto'): Endpoint {
  if (chosen !== 'auto') return endpoints.find(({ name }) => name === chosen) ?? chatFill;
  const own = byProvider[provider];
  if (own && (own !== mistralFill || /codestral|devstral/.test(model))) return own;
  // Only below `/beta`, which a person names: https://api-docs.deepseek.com/guides/fim_completion
  if (/(^|\.)deepseek\.com/.test(provider)) return suffixCompletions;
  return canFill(model) && !onlyChat.has(provider) ? rawCompletions : chatFill;
}
