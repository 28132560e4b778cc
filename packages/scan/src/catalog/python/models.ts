import type { Library } from '../library.ts';
import { azure, byIdentity, of, openai, provider } from './provider.ts';

/** The libraries of those who offer language models. */
export const modelLibraries: readonly Library[] = [
  provider('openai', of('openai', 'OpenAI', 'AsyncOpenAI', 'Client', 'AsyncClient'), openai),
  provider('openai', of('openai', 'AzureOpenAI', 'AsyncAzureOpenAI', 'lib.azure.AzureOpenAI', 'lib.azure.AsyncAzureOpenAI'), azure, {
    told: { azure_endpoint: 'url', azure_deployment: 'model' },
  }),
  {
    ...provider(
      'openai',
      [
        ...of('openai', 'ChatCompletion.create', 'ChatCompletion.acreate', 'Completion.create', 'Completion.acreate', 'Embedding.create'),
        ...of('openai', 'chat.completions.create', 'embeddings.create', 'completions.create', 'responses.create', 'images.generate'),
        ...of('openai', 'audio.transcriptions.create', 'Audio.transcribe', 'Image.create', 'Moderation.create'),
      ],
      { OPENAI_API_KEY: 'apiKey' },
      { told: { engine: 'model' } },
    ),
    settings: [
      { path: 'openai.api_key', resource: 'llm_api', carries: 'apiKey' },
      { path: 'openai.api_base', resource: 'llm_api', carries: 'url' },
      { path: 'openai.base_url', resource: 'llm_api', carries: 'url' },
    ],
  },
  provider('anthropic', of('anthropic', 'Anthropic', 'AsyncAnthropic', 'Client', 'AsyncClient'), {
    ANTHROPIC_API_KEY: 'apiKey',
    ANTHROPIC_BASE_URL: 'url',
  }),
  provider(
    'anthropic',
    of('anthropic', 'AnthropicBedrock', 'AsyncAnthropicBedrock', 'AnthropicVertex', 'AsyncAnthropicVertex'),
    byIdentity,
  ),
  provider(
    'claude-agent-sdk',
    of('claude_agent_sdk', 'query', 'ClaudeSDKClient'),
    { ANTHROPIC_API_KEY: 'apiKey' },
    { modules: ['claude_agent_sdk'] },
  ),
  provider(
    'google-genai',
    of('google.genai', 'Client', 'client.Client'),
    { GOOGLE_API_KEY: 'apiKey', GEMINI_API_KEY: 'apiKey' },
    { modules: ['google.genai'] },
  ),
  provider(
    'google-generativeai',
    of('google.generativeai', 'configure', 'GenerativeModel'),
    { GOOGLE_API_KEY: 'apiKey', GEMINI_API_KEY: 'apiKey' },
    { modules: ['google.generativeai'] },
  ),
  provider(
    'google-cloud-aiplatform',
    [
      ...of('vertexai.generative_models', 'GenerativeModel'),
      ...of('vertexai.preview.generative_models', 'GenerativeModel'),
      ...of('vertexai.language_models', 'TextGenerationModel.from_pretrained', 'TextEmbeddingModel.from_pretrained'),
    ],
    byIdentity,
    { modules: ['vertexai'] },
  ),
  provider(
    'cohere',
    of('cohere', 'Client', 'ClientV2', 'AsyncClient', 'AsyncClientV2'),
    { CO_API_KEY: 'apiKey' },
    { told: { '0': 'apiKey' } },
  ),
  provider('groq', of('groq', 'Groq', 'AsyncGroq', 'Client'), { GROQ_API_KEY: 'apiKey' }),
  provider('mistralai', of('mistralai', 'Mistral', 'client.MistralClient', 'async_client.MistralAsyncClient'), {
    MISTRAL_API_KEY: 'apiKey',
  }),
  provider('together', of('together', 'Together', 'AsyncTogether'), { TOGETHER_API_KEY: 'apiKey' }),
  provider(
    'replicate',
    of('replicate', 'run', 'async_run', 'stream', 'Client', 'client.Client', 'predictions.create'),
    { REPLICATE_API_TOKEN: 'apiKey' },
    { told: { api_token: 'apiKey' } },
  ),
  provider('voyageai', of('voyageai', 'Client', 'AsyncClient'), { VOYAGE_API_KEY: 'apiKey' }),
  provider(
    'fireworks-ai',
    of('fireworks.client', 'Fireworks', 'AsyncFireworks'),
    { FIREWORKS_API_KEY: 'apiKey' },
    { modules: ['fireworks'] },
  ),
  provider('dashscope', of('dashscope', 'Generation.call', 'TextEmbedding.call', 'MultiModalConversation.call'), {
    DASHSCOPE_API_KEY: 'apiKey',
  }),
  provider('zhipuai', of('zhipuai', 'ZhipuAI'), { ZHIPUAI_API_KEY: 'apiKey' }),
  provider('qianfan', of('qianfan', 'ChatCompletion', 'Qianfan'), byIdentity),
  provider('xai-sdk', of('xai_sdk', 'Client', 'AsyncClient'), { XAI_API_KEY: 'apiKey' }, { modules: ['xai_sdk'] }),
  provider(
    'cerebras-cloud-sdk',
    of('cerebras.cloud.sdk', 'Cerebras', 'AsyncCerebras'),
    { CEREBRAS_API_KEY: 'apiKey' },
    { modules: ['cerebras'] },
  ),
  provider('ai21', of('ai21', 'AI21Client', 'AsyncAI21Client'), { AI21_API_KEY: 'apiKey' }),
  provider('elevenlabs', of('elevenlabs', 'client.ElevenLabs', 'ElevenLabs', 'AsyncElevenLabs'), { ELEVENLABS_API_KEY: 'apiKey' }),
  provider(
    'deepgram-sdk',
    of('deepgram', 'DeepgramClient', 'AsyncDeepgramClient', 'Deepgram'),
    { DEEPGRAM_API_KEY: 'apiKey' },
    { modules: ['deepgram'], told: { '0': 'apiKey' } },
  ),
  provider('assemblyai', of('assemblyai', 'Transcriber'), { ASSEMBLYAI_API_KEY: 'apiKey' }),
  provider('ibm-watsonx-ai', of('ibm_watsonx_ai', 'foundation_models.ModelInference', 'foundation_models.Model', 'APIClient'), byIdentity, {
    modules: ['ibm_watsonx_ai'],
    told: { model_id: 'model', 'credentials.apikey': 'apiKey', 'credentials.url': 'url' },
  }),
  provider('ibm-watsonx-ai', of('ibm_watsonx_ai', 'Credentials'), byIdentity, { modules: ['ibm_watsonx_ai'], told: { url: 'url' } }),
  provider(
    'huggingface-hub',
    of('huggingface_hub', 'InferenceClient', 'AsyncInferenceClient', 'inference._client.InferenceClient'),
    { HF_TOKEN: 'apiKey' },
    { modules: ['huggingface_hub'], told: { token: 'apiKey' } },
  ),
  provider('litellm', of('litellm', 'completion', 'acompletion', 'embedding', 'aembedding', 'Router', 'responses', 'text_completion'), {
    OPENAI_API_KEY: 'apiKey',
  }),
  provider(
    'azure-ai-inference',
    of('azure.ai.inference', 'ChatCompletionsClient', 'aio.ChatCompletionsClient', 'EmbeddingsClient', 'aio.EmbeddingsClient'),
    byIdentity,
    { modules: ['azure.ai.inference'], told: { endpoint: 'url', 'credential.0': 'apiKey' } },
  ),
  provider('azure-ai-projects', of('azure.ai.projects', 'AIProjectClient', 'aio.AIProjectClient'), byIdentity, {
    modules: ['azure.ai.projects'],
    told: { endpoint: 'url' },
  }),
];
