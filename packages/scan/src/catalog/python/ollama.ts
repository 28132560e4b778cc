import type { Carries, ClientRule, Library } from '../library.ts';
import { older } from './provider.ts';

const ollama = (
  calls: readonly string[],
  told: Readonly<Record<string, Carries>>,
  environment: Readonly<Record<string, Carries>> = {},
): ClientRule => ({
  calls,
  resource: 'ollama',
  arguments: { base_url: 'url', model: 'model', ...told },
  environment,
  silent: 'http://localhost:11434',
});

/** Ollama, by its own library and through frameworks. */
export const ollamaLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['ollama', 'langchain-ollama', 'llama-index-llms-ollama', 'llama-index-embeddings-ollama'],
    modules: ['ollama', 'langchain_ollama', 'llama_index.llms.ollama', 'llama_index.embeddings.ollama'],
    clients: [
      ollama(['ollama.Client', 'ollama.AsyncClient'], { host: 'url', '0': 'url' }, { OLLAMA_HOST: 'url' }),
      ollama(
        ['ollama.chat', 'ollama.generate', 'ollama.embeddings', 'ollama.embed', 'ollama.pull'],
        { model: 'model' },
        { OLLAMA_HOST: 'url' },
      ),
      ollama(
        [
          'langchain_ollama.ChatOllama',
          'langchain_ollama.OllamaLLM',
          'langchain_ollama.OllamaEmbeddings',
          ...older('ChatOllama'),
          ...older('Ollama'),
          ...older('OllamaEmbeddings'),
          'llama_index.llms.ollama.Ollama',
          'llama_index.embeddings.ollama.OllamaEmbedding',
          'haystack_integrations.components.generators.ollama.OllamaGenerator',
        ],
        {},
      ),
    ],
  },
];
