import type { Carries, Library } from '../library.ts';
import { azure, byIdentity, of, older, openai, provider } from './provider.ts';

const key = (name: string): Readonly<Record<string, 'apiKey'>> => ({ [name]: 'apiKey' });

/** One integration package of LangChain: its classes, the variable its provider's key stands in, and the argument that carries it. */
const langchain = (
  name: string,
  classes: readonly string[],
  environment: Readonly<Record<string, Carries>>,
  argument?: string,
): Library => {
  const module = name.replaceAll('-', '_');
  return provider(name, of(module, ...classes), environment, {
    modules: [module],
    ...(argument ? { told: { [argument]: 'apiKey' } } : {}),
  });
};

/** One integration package of LlamaIndex: `llama-index-llms-groq` brings `llama_index.llms.groq.Groq`. */
const llamaIndex = (path: string, classes: readonly string[], environment: Readonly<Record<string, Carries>>): Library => {
  const module = `llama_index.${path}`;
  return provider(`llama-index-${path.replaceAll(/[._]/g, '-')}`, of(module, ...classes), environment, {
    modules: [module],
    told: { azure_endpoint: 'url', token: 'apiKey' },
  });
};

/** Frameworks that speak to language models through classes of their own. */
export const modelFrameworkLibraries: readonly Library[] = [
  provider(
    'langchain-openai',
    [
      ...of('langchain_openai', 'ChatOpenAI', 'OpenAI', 'OpenAIEmbeddings', 'chat_models.ChatOpenAI', 'chat_models.base.ChatOpenAI'),
      ...of('langchain_openai', 'embeddings.OpenAIEmbeddings', 'llms.OpenAI'),
    ],
    { OPENAI_API_KEY: 'apiKey', OPENAI_API_BASE: 'url' },
    { modules: ['langchain_openai'], told: { openai_api_key: 'apiKey', openai_api_base: 'url' } },
  ),
  provider(
    'langchain-openai',
    of('langchain_openai', 'AzureChatOpenAI', 'AzureOpenAIEmbeddings', 'AzureOpenAI', 'chat_models.AzureChatOpenAI'),
    azure,
    { modules: ['langchain_openai'], told: { azure_endpoint: 'url', openai_api_key: 'apiKey', azure_deployment: 'model' } },
  ),
  provider(
    ['langchain', 'langchain-community'],
    [...older('ChatOpenAI'), ...older('OpenAI'), ...older('OpenAIEmbeddings'), ...older('AzureChatOpenAI')],
    { OPENAI_API_KEY: 'apiKey', OPENAI_API_BASE: 'url' },
    {
      modules: [...of('langchain', 'chat_models', 'llms', 'embeddings'), ...of('langchain_community', 'chat_models', 'llms', 'embeddings')],
      told: { openai_api_key: 'apiKey', openai_api_base: 'url' },
    },
  ),
  provider('langchain', [...older('ChatAnthropic'), ...older('Anthropic')], key('ANTHROPIC_API_KEY'), { modules: ['langchain'] }),
  provider('langchain', [...older('HuggingFaceHub'), ...older('HuggingFaceEndpoint')], key('HUGGINGFACEHUB_API_TOKEN'), {
    modules: ['langchain'],
    told: { huggingfacehub_api_token: 'apiKey', repo_id: 'model' },
  }),
  // The provider is part of the model's name: `init_chat_model("openai:gpt-5")`.
  provider(
    'langchain',
    of('langchain', 'chat_models.init_chat_model', 'chat_models.base.init_chat_model', 'embeddings.init_embeddings', 'agents.create_agent'),
    byIdentity,
    { modules: ['langchain.chat_models', 'langchain.embeddings', 'langchain.agents'] },
  ),
  langchain(
    'langchain-anthropic',
    ['ChatAnthropic', 'AnthropicLLM', 'chat_models.ChatAnthropic'],
    key('ANTHROPIC_API_KEY'),
    'anthropic_api_key',
  ),
  langchain(
    'langchain-google-genai',
    ['ChatGoogleGenerativeAI', 'GoogleGenerativeAIEmbeddings', 'GoogleGenerativeAI'],
    key('GOOGLE_API_KEY'),
    'google_api_key',
  ),
  langchain('langchain-google-vertexai', ['ChatVertexAI', 'VertexAI', 'VertexAIEmbeddings'], byIdentity),
  langchain('langchain-aws', ['ChatBedrock', 'ChatBedrockConverse', 'BedrockLLM', 'BedrockEmbeddings'], byIdentity),
  provider(
    'langchain-community',
    [...older('BedrockChat'), ...older('Bedrock'), ...older('BedrockEmbeddings'), ...older('ChatVertexAI'), ...older('VertexAI')],
    byIdentity,
    { modules: ['langchain_community'] },
  ),
  langchain('langchain-groq', ['ChatGroq'], key('GROQ_API_KEY'), 'groq_api_key'),
  langchain('langchain-mistralai', ['ChatMistralAI', 'MistralAIEmbeddings'], key('MISTRAL_API_KEY'), 'mistral_api_key'),
  langchain('langchain-cohere', ['ChatCohere', 'CohereEmbeddings', 'CohereRerank'], key('COHERE_API_KEY'), 'cohere_api_key'),
  langchain('langchain-deepseek', ['ChatDeepSeek'], key('DEEPSEEK_API_KEY')),
  langchain('langchain-together', ['ChatTogether', 'TogetherEmbeddings'], key('TOGETHER_API_KEY')),
  langchain('langchain-fireworks', ['ChatFireworks', 'FireworksEmbeddings'], key('FIREWORKS_API_KEY')),
  langchain('langchain-xai', ['ChatXAI'], key('XAI_API_KEY')),
  langchain('langchain-perplexity', ['ChatPerplexity'], key('PPLX_API_KEY')),
  langchain('langchain-nvidia-ai-endpoints', ['ChatNVIDIA', 'NVIDIAEmbeddings'], key('NVIDIA_API_KEY')),
  langchain('langchain-voyageai', ['VoyageAIEmbeddings'], key('VOYAGE_API_KEY')),
  langchain('langchain-huggingface', ['HuggingFaceEndpoint', 'HuggingFaceEndpointEmbeddings'], key('HF_TOKEN'), 'huggingfacehub_api_token'),
  langchain('langchain-ibm', ['ChatWatsonx', 'WatsonxLLM', 'WatsonxEmbeddings'], { WATSONX_APIKEY: 'apiKey', WATSONX_URL: 'url' }),
  provider('llama-index', of('llama_index', 'llms.OpenAI', 'embeddings.OpenAIEmbedding', 'llms.AzureOpenAI'), openai, {
    modules: ['llama_index.llms', 'llama_index.embeddings'],
  }),
  llamaIndex('llms.openai', ['OpenAI', 'base.OpenAI', 'OpenAIResponses'], { OPENAI_API_KEY: 'apiKey', OPENAI_API_BASE: 'url' }),
  llamaIndex('embeddings.openai', ['OpenAIEmbedding', 'base.OpenAIEmbedding'], { OPENAI_API_KEY: 'apiKey', OPENAI_API_BASE: 'url' }),
  llamaIndex('llms.openai_like', ['OpenAILike'], key('OPENAI_API_KEY')),
  llamaIndex('embeddings.openai_like', ['OpenAILikeEmbedding'], key('OPENAI_API_KEY')),
  llamaIndex('llms.azure_openai', ['AzureOpenAI'], { AZURE_OPENAI_API_KEY: 'apiKey', AZURE_OPENAI_ENDPOINT: 'url' }),
  llamaIndex('embeddings.azure_openai', ['AzureOpenAIEmbedding'], { AZURE_OPENAI_API_KEY: 'apiKey', AZURE_OPENAI_ENDPOINT: 'url' }),
  llamaIndex('llms.anthropic', ['Anthropic'], key('ANTHROPIC_API_KEY')),
  llamaIndex('llms.gemini', ['Gemini'], key('GOOGLE_API_KEY')),
  llamaIndex('embeddings.gemini', ['GeminiEmbedding'], key('GOOGLE_API_KEY')),
  llamaIndex('llms.google_genai', ['GoogleGenAI'], key('GOOGLE_API_KEY')),
  llamaIndex('embeddings.google_genai', ['GoogleGenAIEmbedding'], key('GOOGLE_API_KEY')),
  llamaIndex('llms.groq', ['Groq'], key('GROQ_API_KEY')),
  llamaIndex('llms.mistralai', ['MistralAI'], key('MISTRAL_API_KEY')),
  llamaIndex('llms.cohere', ['Cohere'], key('COHERE_API_KEY')),
  llamaIndex('embeddings.cohere', ['CohereEmbedding'], key('COHERE_API_KEY')),
  llamaIndex('llms.together', ['TogetherLLM'], key('TOGETHER_API_KEY')),
  llamaIndex('llms.deepseek', ['DeepSeek'], key('DEEPSEEK_API_KEY')),
  llamaIndex('llms.bedrock', ['Bedrock'], {}),
  llamaIndex('llms.bedrock_converse', ['BedrockConverse'], {}),
  llamaIndex('llms.vertex', ['Vertex'], {}),
  llamaIndex('llms.huggingface_api', ['HuggingFaceInferenceAPI'], key('HF_TOKEN')),
  provider(
    ['pydantic-ai', 'pydantic-ai-slim'],
    of(
      'pydantic_ai',
      'Agent',
      'agent.Agent',
      'models.openai.OpenAIModel',
      'models.openai.OpenAIChatModel',
      'providers.openai.OpenAIProvider',
      'models.anthropic.AnthropicModel',
      'models.gemini.GeminiModel',
      'models.google.GoogleModel',
    ),
    byIdentity,
    { modules: ['pydantic_ai'] },
  ),
  provider('openai-agents', of('agents', 'Agent', 'Runner.run'), key('OPENAI_API_KEY'), { modules: ['agents'] }),
  provider(['dspy', 'dspy-ai'], of('dspy', 'LM', 'OpenAI'), byIdentity),
  provider('instructor', of('instructor', 'from_provider'), byIdentity),
  provider(
    'smolagents',
    of('smolagents', 'OpenAIServerModel', 'OpenAIModel', 'LiteLLMModel', 'InferenceClientModel', 'HfApiModel'),
    byIdentity,
    { told: { token: 'apiKey' } },
  ),
  provider('crewai', of('crewai', 'LLM', 'Crew', 'llm.LLM'), key('OPENAI_API_KEY')),
  provider('agno', of('agno.models', 'openai.OpenAIChat', 'anthropic.Claude', 'google.Gemini', 'groq.Groq'), byIdentity, {
    told: { id: 'model' },
  }),
  provider('google-adk', of('google.adk.agents', 'Agent', 'LlmAgent'), key('GOOGLE_API_KEY'), { modules: ['google.adk'] }),
  provider(
    'autogen-ext',
    of('autogen_ext.models', 'openai.OpenAIChatCompletionClient', 'anthropic.AnthropicChatCompletionClient'),
    key('OPENAI_API_KEY'),
    { modules: ['autogen_ext'] },
  ),
  provider('autogen-ext', of('autogen_ext.models', 'openai.AzureOpenAIChatCompletionClient'), azure, {
    modules: ['autogen_ext'],
    told: { azure_endpoint: 'url' },
  }),
  provider(
    'semantic-kernel',
    of('semantic_kernel.connectors.ai.open_ai', 'OpenAIChatCompletion', 'OpenAITextEmbedding'),
    key('OPENAI_API_KEY'),
    { modules: ['semantic_kernel'], told: { ai_model_id: 'model' } },
  ),
  provider('semantic-kernel', of('semantic_kernel.connectors.ai.open_ai', 'AzureChatCompletion', 'AzureTextEmbedding'), azure, {
    modules: ['semantic_kernel'],
    told: { endpoint: 'url', deployment_name: 'model' },
  }),
  provider(
    'haystack-ai',
    of(
      'haystack.components',
      'generators.OpenAIGenerator',
      'generators.chat.OpenAIChatGenerator',
      'embedders.OpenAITextEmbedder',
      'embedders.OpenAIDocumentEmbedder',
    ),
    key('OPENAI_API_KEY'),
    { modules: ['haystack.components.generators', 'haystack.components.embedders'], told: { api_base_url: 'url' } },
  ),
  provider('guidance', of('guidance.models', 'OpenAI', 'Anthropic'), key('OPENAI_API_KEY')),
];
