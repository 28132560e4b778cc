import type { ClientRule, Library } from '../library.ts';

const api = (packages: readonly string[], calls: readonly string[], key: string, more: Partial<ClientRule> = {}): Library => ({
  language: 'node',
  packages,
  clients: [
    {
      calls,
      resource: 'llm_api',
      arguments: { apiKey: 'apiKey', baseURL: 'url', organization: 'organization' },
      environment: { [key]: 'apiKey' },
      ...more,
    },
  ],
});

export const modelLibraries: readonly Library[] = [
  api(['openai'], ['openai', 'openai.OpenAI', 'openai.OpenAIApi', 'openai.AzureOpenAI'], 'OPENAI_API_KEY'),
  api(['@anthropic-ai/sdk'], ['@anthropic-ai/sdk', '@anthropic-ai/sdk.Anthropic'], 'ANTHROPIC_API_KEY'),
  api(
    ['@google/generative-ai', '@google/genai'],
    ['@google/generative-ai.GoogleGenerativeAI', '@google/genai.GoogleGenAI'],
    'GEMINI_API_KEY',
    { arguments: { '0': 'apiKey', apiKey: 'apiKey' } },
  ),
  api(['groq-sdk'], ['groq-sdk', 'groq-sdk.Groq'], 'GROQ_API_KEY'),
  api(['cohere-ai'], ['cohere-ai.CohereClient', 'cohere-ai.CohereClientV2'], 'CO_API_KEY', { arguments: { token: 'apiKey' } }),
  api(['@mistralai/mistralai'], ['@mistralai/mistralai.Mistral', '@mistralai/mistralai'], 'MISTRAL_API_KEY'),
  api(['@ai-sdk/openai'], ['@ai-sdk/openai.openai', '@ai-sdk/openai.createOpenAI'], 'OPENAI_API_KEY'),
  api(['@ai-sdk/anthropic'], ['@ai-sdk/anthropic.anthropic', '@ai-sdk/anthropic.createAnthropic'], 'ANTHROPIC_API_KEY'),
  api(['@ai-sdk/google'], ['@ai-sdk/google.google', '@ai-sdk/google.createGoogleGenerativeAI'], 'GOOGLE_GENERATIVE_AI_API_KEY'),
  api(['@ai-sdk/xai'], ['@ai-sdk/xai.xai', '@ai-sdk/xai.createXai'], 'XAI_API_KEY'),
  api(['@ai-sdk/mistral'], ['@ai-sdk/mistral.mistral', '@ai-sdk/mistral.createMistral'], 'MISTRAL_API_KEY'),
  api(['@ai-sdk/groq'], ['@ai-sdk/groq.groq', '@ai-sdk/groq.createGroq'], 'GROQ_API_KEY'),
  api(
    ['@ai-sdk/gateway'],
    ['@ai-sdk/gateway.gateway', '@ai-sdk/gateway.createGateway', '@ai-sdk/gateway.gateway.languageModel'],
    'AI_GATEWAY_API_KEY',
  ),
  api(['@ai-sdk/azure'], ['@ai-sdk/azure.azure', '@ai-sdk/azure.createAzure'], 'AZURE_API_KEY'),
  api(['ai'], ['ai.gateway', 'ai.createGateway'], 'AI_GATEWAY_API_KEY'),
  api(
    ['@langchain/openai'],
    ['@langchain/openai.ChatOpenAI', '@langchain/openai.OpenAIEmbeddings', '@langchain/openai.OpenAI'],
    'OPENAI_API_KEY',
  ),
  api(['@langchain/anthropic'], ['@langchain/anthropic.ChatAnthropic'], 'ANTHROPIC_API_KEY'),
  api(['@langchain/google-genai'], ['@langchain/google-genai.ChatGoogleGenerativeAI'], 'GOOGLE_API_KEY'),
  {
    language: 'node',
    packages: ['ollama', '@langchain/ollama', 'ollama-ai-provider'],
    clients: [
      {
        calls: [
          'ollama.Ollama',
          'ollama.chat',
          'ollama.generate',
          'ollama.default.chat',
          '@langchain/ollama.ChatOllama',
          '@langchain/ollama.OllamaEmbeddings',
          'ollama-ai-provider.createOllama',
        ],
        resource: 'ollama',
        arguments: { host: 'url', baseUrl: 'url', baseURL: 'url' },
        silent: 'http://localhost:11434',
      },
    ],
  },
  {
    language: 'node',
    packages: [
      '@opentelemetry/exporter-trace-otlp-http',
      '@opentelemetry/exporter-trace-otlp-grpc',
      '@opentelemetry/exporter-trace-otlp-proto',
      '@opentelemetry/exporter-metrics-otlp-http',
    ],
    clients: [
      {
        calls: [
          '@opentelemetry/exporter-trace-otlp-http.OTLPTraceExporter',
          '@opentelemetry/exporter-trace-otlp-grpc.OTLPTraceExporter',
          '@opentelemetry/exporter-trace-otlp-proto.OTLPTraceExporter',
          '@opentelemetry/exporter-metrics-otlp-http.OTLPMetricExporter',
        ],
        resource: 'otel',
        arguments: { url: 'url' },
        environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'url' },
        need: 'optional',
      },
    ],
  },
];
