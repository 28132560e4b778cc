import type { Carries, Library, ResourceChoice } from '../library.ts';

type Told = Readonly<Record<string, Carries>>;

interface More {
  /** Names it is imported by, where they differ from the package. */
  readonly modules?: readonly string[];
  /** Arguments besides `api_key`, `base_url` and `model`. */
  readonly told?: Told;
}

const usual: Told = { api_key: 'apiKey', base_url: 'url', api_base: 'url', model: 'model', model_name: 'model' };

/** A server of one's own, or a key that only fills the place: no provider is spoken to. */
const ownServer =
  /^(https?:\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal)(?!:11434)\b.*|empty|none|null|dummy([-_]\w+)?|fake([-_]\w+)?|no[-_ ]?(need|key|api[-_]?key)|not[-_ ]?(needed|required|used|necessary)|n\/?a|unused|lm[-_]studio|sk-no-key-required|token-abc123)$/i;

/** Ollama answers in OpenAI's words too: its port, or its name as the key, tells. */
const whoAnswers: ResourceChoice = {
  told: 'base_url',
  contains: { ':11434': 'ollama', '//ollama': 'ollama' },
  otherwise: 'llm_api',
};

/** A library that speaks to an API of language models: the calls that make its clients, and the variables it reads by itself. */
export const provider = (
  name: string | readonly string[],
  calls: readonly string[],
  environment: Told,
  { modules, told }: More = {},
): Library => ({
  language: 'python',
  packages: typeof name === 'string' ? [name] : name,
  ...(modules ? { modules } : {}),
  clients: [{ calls, resource: whoAnswers, arguments: { ...usual, ...told }, environment, localWhen: ownServer }],
});

/** The calls below one module. */
export const of = (module: string, ...names: readonly string[]): string[] => names.map((name) => `${module}.${name}`);

export const openai: Told = { OPENAI_API_KEY: 'apiKey', OPENAI_BASE_URL: 'url' };
export const azure: Told = { AZURE_OPENAI_API_KEY: 'apiKey', AZURE_OPENAI_ENDPOINT: 'url' };
/** Amazon's and Google's clouds know the caller by the machine's identity. */
export const byIdentity: Told = {};

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
