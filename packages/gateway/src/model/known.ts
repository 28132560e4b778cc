import type { Wire } from './provider.ts';

/** A provider whose address everybody knows. */
export interface KnownProvider {
  readonly name: string;
  readonly title: string;
  readonly wires: readonly Wire[];
  readonly baseUrl: string;
  /** Variables in which its clients look for a key, the usual one first; none where there is no key. */
  readonly keyVariables: readonly string[];
  /** It runs on this machine, and costs nothing. */
  readonly local: boolean;
  /** Its name in the table of prices, where that is another one. */
  readonly priceList?: string;
  /** It refuses `stream_options`, and tells usage without being asked. */
  readonly tellsUsage?: boolean;
}

const hosted = (
  name: string,
  title: string,
  baseUrl: string,
  keyVariables: readonly string[],
  more: Partial<KnownProvider> = {},
): KnownProvider => ({
  name,
  title,
  wires: ['openai-chat'],
  baseUrl,
  keyVariables,
  local: false,
  ...more,
});
const local = (name: string, title: string, port: number): KnownProvider => ({
  name,
  title,
  wires: ['openai-chat'],
  baseUrl: `http://127.0.0.1:${port}/v1`,
  keyVariables: [],
  local: true,
});

/** From the documentation of each. Those on this machine stand where they listen when nothing else is said. */
export const knownProviders: readonly KnownProvider[] = [
  hosted('anthropic', 'Anthropic', 'https://api.anthropic.com/v1', ['ANTHROPIC_API_KEY'], { wires: ['anthropic'] }),
  hosted('openai', 'OpenAI', 'https://api.openai.com/v1', ['OPENAI_API_KEY'], { wires: ['openai-responses', 'openai-chat'] }),
  hosted(
    'google',
    'Google Gemini',
    'https://generativelanguage.googleapis.com/v1beta',
    ['GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'],
    { wires: ['google'] },
  ),
  hosted('openrouter', 'OpenRouter', 'https://openrouter.ai/api/v1', ['OPENROUTER_API_KEY']),
  hosted('mistral', 'Mistral', 'https://api.mistral.ai/v1', ['MISTRAL_API_KEY'], { tellsUsage: true }),
  hosted('codestral', 'Codestral', 'https://codestral.mistral.ai/v1', ['CODESTRAL_API_KEY'], { priceList: 'mistral', tellsUsage: true }),
  hosted('deepseek', 'DeepSeek', 'https://api.deepseek.com/v1', ['DEEPSEEK_API_KEY']),
  hosted('groq', 'Groq', 'https://api.groq.com/openai/v1', ['GROQ_API_KEY']),
  hosted('xai', 'xAI', 'https://api.x.ai/v1', ['XAI_API_KEY'], { priceList: 'x-ai' }),
  hosted('together', 'Together', 'https://api.together.xyz/v1', ['TOGETHER_API_KEY']),
  hosted('fireworks', 'Fireworks', 'https://api.fireworks.ai/inference/v1', ['FIREWORKS_API_KEY']),
  hosted('cerebras', 'Cerebras', 'https://api.cerebras.ai/v1', ['CEREBRAS_API_KEY']),
  local('ollama', 'Ollama', 11434),
  local('llamacpp', 'llama.cpp', 8080),
  local('vllm', 'vLLM', 8000),
  local('lmstudio', 'LM Studio', 1234),
];
