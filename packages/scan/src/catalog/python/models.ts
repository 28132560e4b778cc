import type { Carries, ClientRule, Library } from '../library.ts';

interface Provider {
  readonly packages: readonly string[];
  readonly modules?: readonly string[];
  readonly calls: readonly string[];
  readonly told?: Readonly<Record<string, Carries>>;
  readonly environment: Readonly<Record<string, Carries>>;
}

const usual: Readonly<Record<string, Carries>> = { api_key: 'apiKey', base_url: 'url', model: 'model', model_name: 'model' };

const provider = ({ packages, modules, calls, told, environment }: Provider): Library => ({
  language: 'python',
  packages,
  ...(modules ? { modules } : {}),
  clients: [{ calls, resource: 'llm_api', arguments: { ...usual, ...told }, environment }],
});

const openai: Readonly<Record<string, Carries>> = { OPENAI_API_KEY: 'apiKey', OPENAI_BASE_URL: 'url' };
const azure: Readonly<Record<string, Carries>> = { AZURE_OPENAI_API_KEY: 'apiKey', AZURE_OPENAI_ENDPOINT: 'url' };

/** The chat and embedding classes of LangChain's packages before they were split. */
const older = (name: string): string[] => [
  `langchain.chat_models.${name}`,
  `langchain.llms.${name}`,
  `langchain.embeddings.${name}`,
  `langchain.embeddings.openai.${name}`,
  `langchain.chat_models.openai.${name}`,
  `langchain_community.chat_models.${name}`,
  `langchain_community.llms.${name}`,
  `langchain_community.embeddings.${name}`,
];

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

/** APIs of language models, and Ollama. */
export const modelLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['openai'],
    clients: [
      {
        calls: ['openai.OpenAI', 'openai.AsyncOpenAI', 'openai.Client', 'openai.AsyncClient'],
        resource: 'llm_api',
        arguments: { api_key: 'apiKey', base_url: 'url', organization: 'organization' },
        environment: openai,
      },
      {
        calls: ['openai.AzureOpenAI', 'openai.AsyncAzureOpenAI', 'openai.lib.azure.AzureOpenAI', 'openai.lib.azure.AsyncAzureOpenAI'],
        resource: 'llm_api',
        arguments: { api_key: 'apiKey', azure_endpoint: 'url', base_url: 'url', azure_deployment: 'model' },
        environment: azure,
      },
      {
        calls: [
          'openai.ChatCompletion.create',
          'openai.ChatCompletion.acreate',
          'openai.Completion.create',
          'openai.Embedding.create',
          'openai.chat.completions.create',
          'openai.embeddings.create',
          'openai.completions.create',
          'openai.images.generate',
          'openai.audio.transcriptions.create',
        ],
        resource: 'llm_api',
        arguments: { api_key: 'apiKey', model: 'model', engine: 'model' },
        environment: { OPENAI_API_KEY: 'apiKey' },
      },
    ],
    settings: [
      { path: 'openai.api_key', resource: 'llm_api', carries: 'apiKey' },
      { path: 'openai.api_base', resource: 'llm_api', carries: 'url' },
      { path: 'openai.base_url', resource: 'llm_api', carries: 'url' },
    ],
  },
  provider({
    packages: ['anthropic'],
    calls: [
      'anthropic.Anthropic',
      'anthropic.AsyncAnthropic',
      'anthropic.Client',
      'anthropic.AnthropicBedrock',
      'anthropic.AnthropicVertex',
    ],
    environment: { ANTHROPIC_API_KEY: 'apiKey' },
  }),
  provider({
    packages: ['google-genai', 'google-generativeai'],
    modules: ['google.genai', 'google.generativeai'],
    calls: ['google.genai.Client', 'google.genai.client.Client', 'google.generativeai.configure', 'google.generativeai.GenerativeModel'],
    environment: { GOOGLE_API_KEY: 'apiKey' },
  }),
  provider({
    packages: ['google-cloud-aiplatform'],
    modules: ['vertexai.generative_models', 'vertexai.language_models', 'vertexai.preview.generative_models'],
    calls: [
      'vertexai.generative_models.GenerativeModel',
      'vertexai.preview.generative_models.GenerativeModel',
      'vertexai.language_models.TextGenerationModel.from_pretrained',
    ],
    environment: {},
  }),
  provider({
    packages: ['cohere'],
    calls: ['cohere.Client', 'cohere.ClientV2', 'cohere.AsyncClient', 'cohere.AsyncClientV2'],
    told: { '0': 'apiKey' },
    environment: { CO_API_KEY: 'apiKey' },
  }),
  provider({ packages: ['groq'], calls: ['groq.Groq', 'groq.AsyncGroq', 'groq.Client'], environment: { GROQ_API_KEY: 'apiKey' } }),
  provider({
    packages: ['mistralai'],
    calls: ['mistralai.Mistral', 'mistralai.client.MistralClient', 'mistralai.async_client.MistralAsyncClient'],
    environment: { MISTRAL_API_KEY: 'apiKey' },
  }),
  provider({ packages: ['together'], calls: ['together.Together', 'together.AsyncTogether'], environment: { TOGETHER_API_KEY: 'apiKey' } }),
  provider({
    packages: ['replicate'],
    calls: ['replicate.run', 'replicate.Client', 'replicate.async_run', 'replicate.stream'],
    told: { api_token: 'apiKey' },
    environment: { REPLICATE_API_TOKEN: 'apiKey' },
  }),
  provider({ packages: ['voyageai'], calls: ['voyageai.Client', 'voyageai.AsyncClient'], environment: { VOYAGE_API_KEY: 'apiKey' } }),
  provider({
    packages: ['fireworks-ai'],
    modules: ['fireworks'],
    calls: ['fireworks.client.Fireworks', 'fireworks.client.AsyncFireworks'],
    environment: { FIREWORKS_API_KEY: 'apiKey' },
  }),
  provider({ packages: ['dashscope', 'zhipuai'], calls: ['zhipuai.ZhipuAI', 'dashscope.Generation.call'], environment: {} }),
  provider({
    packages: ['xai-sdk'],
    modules: ['xai_sdk'],
    calls: ['xai_sdk.Client', 'xai_sdk.AsyncClient'],
    environment: { XAI_API_KEY: 'apiKey' },
  }),
  provider({
    packages: ['huggingface-hub'],
    modules: ['huggingface_hub'],
    calls: ['huggingface_hub.InferenceClient', 'huggingface_hub.AsyncInferenceClient', 'huggingface_hub.inference._client.InferenceClient'],
    told: { token: 'apiKey' },
    environment: {},
  }),
  provider({
    packages: ['litellm'],
    calls: [
      'litellm.completion',
      'litellm.acompletion',
      'litellm.embedding',
      'litellm.aembedding',
      'litellm.Router',
      'litellm.responses',
      'litellm.text_completion',
    ],
    told: { api_base: 'url' },
    environment: {},
  }),
  provider({
    packages: ['langchain-openai'],
    modules: ['langchain_openai'],
    calls: [
      'langchain_openai.ChatOpenAI',
      'langchain_openai.OpenAI',
      'langchain_openai.OpenAIEmbeddings',
      'langchain_openai.chat_models.ChatOpenAI',
      'langchain_openai.embeddings.OpenAIEmbeddings',
      'langchain_openai.chat_models.base.ChatOpenAI',
    ],
    told: { openai_api_key: 'apiKey', openai_api_base: 'url' },
    environment: openai,
  }),
  provider({
    packages: ['langchain-openai'],
    modules: ['langchain_openai'],
    calls: ['langchain_openai.AzureChatOpenAI', 'langchain_openai.AzureOpenAIEmbeddings', 'langchain_openai.AzureOpenAI'],
    told: { azure_endpoint: 'url', openai_api_key: 'apiKey', azure_deployment: 'model' },
    environment: azure,
  }),
  provider({
    packages: ['langchain', 'langchain-community'],
    modules: [
      'langchain.chat_models',
      'langchain.llms',
      'langchain.embeddings',
      'langchain_community.chat_models',
      'langchain_community.llms',
      'langchain_community.embeddings',
    ],
    calls: [...older('ChatOpenAI'), ...older('OpenAI'), ...older('OpenAIEmbeddings'), ...older('AzureChatOpenAI')],
    told: { openai_api_key: 'apiKey', openai_api_base: 'url' },
    environment: { OPENAI_API_KEY: 'apiKey' },
  }),
  provider({
    packages: ['langchain-anthropic'],
    modules: ['langchain_anthropic'],
    calls: ['langchain_anthropic.ChatAnthropic', 'langchain_anthropic.AnthropicLLM'],
    told: { anthropic_api_key: 'apiKey' },
    environment: { ANTHROPIC_API_KEY: 'apiKey' },
  }),
  provider({
    packages: ['langchain-google-genai'],
    modules: ['langchain_google_genai'],
    calls: ['langchain_google_genai.ChatGoogleGenerativeAI', 'langchain_google_genai.GoogleGenerativeAIEmbeddings'],
    told: { google_api_key: 'apiKey' },
    environment: { GOOGLE_API_KEY: 'apiKey' },
  }),
  provider({
    packages: ['langchain-google-vertexai', 'langchain-aws'],
    modules: ['langchain_google_vertexai', 'langchain_aws'],
    calls: [
      'langchain_google_vertexai.ChatVertexAI',
      'langchain_google_vertexai.VertexAI',
      'langchain_google_vertexai.VertexAIEmbeddings',
      'langchain_aws.ChatBedrock',
      'langchain_aws.ChatBedrockConverse',
      'langchain_aws.BedrockEmbeddings',
      ...older('BedrockChat'),
      ...older('BedrockEmbeddings'),
    ],
    environment: {},
  }),
  provider({
    packages: [
      'langchain-groq',
      'langchain-mistralai',
      'langchain-cohere',
      'langchain-deepseek',
      'langchain-together',
      'langchain-fireworks',
      'langchain-xai',
    ],
    modules: [
      'langchain_groq',
      'langchain_mistralai',
      'langchain_cohere',
      'langchain_deepseek',
      'langchain_together',
      'langchain_fireworks',
      'langchain_xai',
    ],
    calls: [
      'langchain_groq.ChatGroq',
      'langchain_mistralai.ChatMistralAI',
      'langchain_mistralai.MistralAIEmbeddings',
      'langchain_cohere.ChatCohere',
      'langchain_cohere.CohereEmbeddings',
      'langchain_deepseek.ChatDeepSeek',
      'langchain_together.ChatTogether',
      'langchain_fireworks.ChatFireworks',
      'langchain_xai.ChatXAI',
    ],
    environment: {},
  }),
  provider({
    packages: [
      'llama-index',
      'llama-index-llms-openai',
      'llama-index-embeddings-openai',
      'llama-index-llms-openai-like',
      'llama-index-llms-azure-openai',
    ],
    modules: [
      'llama_index.llms.openai',
      'llama_index.embeddings.openai',
      'llama_index.llms.openai_like',
      'llama_index.llms.azure_openai',
      'llama_index.embeddings.azure_openai',
    ],
    calls: [
      'llama_index.llms.openai.OpenAI',
      'llama_index.embeddings.openai.OpenAIEmbedding',
      'llama_index.llms.openai_like.OpenAILike',
      'llama_index.llms.OpenAI',
      'llama_index.llms.azure_openai.AzureOpenAI',
      'llama_index.embeddings.azure_openai.AzureOpenAIEmbedding',
    ],
    told: { api_base: 'url', azure_endpoint: 'url' },
    environment: { OPENAI_API_KEY: 'apiKey' },
  }),
  provider({
    packages: [
      'llama-index-llms-anthropic',
      'llama-index-llms-gemini',
      'llama-index-llms-groq',
      'llama-index-llms-mistralai',
      'llama-index-llms-bedrock',
      'llama-index-llms-cohere',
    ],
    modules: [
      'llama_index.llms.anthropic',
      'llama_index.llms.gemini',
      'llama_index.llms.groq',
      'llama_index.llms.mistralai',
      'llama_index.llms.bedrock',
      'llama_index.llms.cohere',
    ],
    calls: [
      'llama_index.llms.anthropic.Anthropic',
      'llama_index.llms.gemini.Gemini',
      'llama_index.llms.groq.Groq',
      'llama_index.llms.mistralai.MistralAI',
      'llama_index.llms.bedrock.Bedrock',
      'llama_index.llms.cohere.Cohere',
    ],
    environment: {},
  }),
  provider({
    packages: [
      'pydantic-ai',
      'pydantic-ai-slim',
      'openai-agents',
      'dspy',
      'dspy-ai',
      'instructor',
      'smolagents',
      'crewai',
      'guidance',
      'autogen-ext',
    ],
    modules: ['pydantic_ai', 'agents', 'dspy', 'instructor', 'smolagents', 'crewai', 'guidance', 'autogen_ext.models.openai'],
    calls: [
      'pydantic_ai.Agent',
      'pydantic_ai.agent.Agent',
      'pydantic_ai.models.openai.OpenAIModel',
      'pydantic_ai.models.openai.OpenAIChatModel',
      'pydantic_ai.providers.openai.OpenAIProvider',
      'agents.Agent',
      'dspy.LM',
      'dspy.OpenAI',
      'instructor.from_provider',
      'smolagents.OpenAIServerModel',
      'smolagents.LiteLLMModel',
      'smolagents.InferenceClientModel',
      'crewai.LLM',
      'crewai.Crew',
      'autogen_ext.models.openai.OpenAIChatCompletionClient',
    ],
    told: { api_base: 'url' },
    environment: {},
  }),
  provider({
    packages: ['haystack-ai'],
    modules: ['haystack.components.generators', 'haystack.components.embedders'],
    calls: [
      'haystack.components.generators.OpenAIGenerator',
      'haystack.components.generators.chat.OpenAIChatGenerator',
      'haystack.components.embedders.OpenAITextEmbedder',
      'haystack.components.embedders.OpenAIDocumentEmbedder',
    ],
    told: { api_base_url: 'url' },
    environment: { OPENAI_API_KEY: 'apiKey' },
  }),
  provider({
    packages: ['azure-ai-inference'],
    modules: ['azure.ai.inference'],
    calls: [
      'azure.ai.inference.ChatCompletionsClient',
      'azure.ai.inference.aio.ChatCompletionsClient',
      'azure.ai.inference.EmbeddingsClient',
    ],
    told: { endpoint: 'url' },
    environment: {},
  }),
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
