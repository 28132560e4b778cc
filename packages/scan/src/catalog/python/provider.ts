import type { Carries, Library } from '../library.ts';

/** A library that speaks to an API of language models. */
interface Provider {
  readonly packages: readonly string[];
  readonly modules?: readonly string[];
  readonly calls: readonly string[];
  readonly told?: Readonly<Record<string, Carries>>;
  readonly environment: Readonly<Record<string, Carries>>;
}

const usual: Readonly<Record<string, Carries>> = { api_key: 'apiKey', base_url: 'url', model: 'model', model_name: 'model' };

export const provider = ({ packages, modules, calls, told, environment }: Provider): Library => ({
  language: 'python',
  packages,
  ...(modules ? { modules } : {}),
  clients: [{ calls, resource: 'llm_api', arguments: { ...usual, ...told }, environment }],
});

export const openai: Readonly<Record<string, Carries>> = { OPENAI_API_KEY: 'apiKey', OPENAI_BASE_URL: 'url' };
export const azure: Readonly<Record<string, Carries>> = { AZURE_OPENAI_API_KEY: 'apiKey', AZURE_OPENAI_ENDPOINT: 'url' };

/** The chat and embedding classes of LangChain's packages before they were split. */
export const older = (name: string): string[] => [
  `langchain.chat_models.${name}`,
  `langchain.llms.${name}`,
  `langchain.embeddings.${name}`,
  `langchain.embeddings.openai.${name}`,
  `langchain.chat_models.openai.${name}`,
  `langchain_community.chat_models.${name}`,
  `langchain_community.llms.${name}`,
  `langchain_community.embeddings.${name}`,
];
