import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { Wire } from '../model/provider.ts';

type Fetch = typeof globalThis.fetch;

/** The AI SDK's client of a wire. It is loaded when something is translated: who only passes through never needs it. */
export async function modelOf(wire: Wire, id: string, baseURL: string, fetch: Fetch): Promise<LanguageModelV4> {
  // The real one is put in where a request leaves.
  const apiKey = 'of-the-gateway';
  switch (wire) {
    case 'openai-chat': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({ name: 'provider', baseURL, apiKey, fetch, includeUsage: true }).chatModel(id);
    }
    case 'openai-responses': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI({ baseURL, apiKey, fetch }).responses(id);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic({ baseURL, apiKey, fetch })(id);
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google');
      return createGoogle({ baseURL, apiKey, fetch })(id);
    }
  }
}
