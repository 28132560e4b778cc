import type { Library } from '../library.ts';
import { azure, openai, provider } from './provider.ts';

/** The libraries of those who offer language models. */
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
];
