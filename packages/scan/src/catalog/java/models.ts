import type { Library } from '../library.ts';

/** APIs of language models, and servers of one's own for them. */
export const models: readonly Library[] = [
  {
    language: 'java',
    packages: [
      'com.openai:openai-java',
      'com.theokanning.openai-gpt3-java:service',
      'com.azure:azure-ai-openai',
      'com.anthropic:anthropic-java',
    ],
    modules: ['com.openai.client', 'com.theokanning.openai', 'com.azure.ai.openai', 'com.anthropic.client'],
    clients: [
      {
        calls: ['com.openai.client.okhttp.OpenAIOkHttpClient.fromEnv'],
        resource: 'llm_api',
        arguments: {},
        environment: { OPENAI_API_KEY: 'apiKey' },
        silent: 'api.openai.com',
      },
      {
        calls: ['com.openai.client.okhttp.OpenAIOkHttpClient.builder'],
        resource: 'llm_api',
        arguments: { '.apiKey.0': 'apiKey', '.baseUrl.0': 'url' },
        silent: 'api.openai.com',
      },
      {
        calls: ['com.theokanning.openai.service.OpenAiService'],
        resource: 'llm_api',
        arguments: { '0': 'apiKey' },
        silent: 'api.openai.com',
      },
      { calls: ['com.azure.ai.openai.OpenAIClientBuilder'], resource: 'llm_api', arguments: { '.endpoint.0': 'url' } },
      {
        calls: ['com.anthropic.client.okhttp.AnthropicOkHttpClient.fromEnv'],
        resource: 'llm_api',
        arguments: {},
        environment: { ANTHROPIC_API_KEY: 'apiKey' },
        silent: 'api.anthropic.com',
      },
      {
        calls: ['com.anthropic.client.okhttp.AnthropicOkHttpClient.builder'],
        resource: 'llm_api',
        arguments: { '.apiKey.0': 'apiKey' },
        silent: 'api.anthropic.com',
      },
    ],
  },
  {
    language: 'java',
    packages: [
      'dev.langchain4j:langchain4j-open-ai',
      'dev.langchain4j:langchain4j-anthropic',
      'dev.langchain4j:langchain4j-mistral-ai',
      'dev.langchain4j:langchain4j-google-ai-gemini',
      'dev.langchain4j:langchain4j-azure-open-ai',
    ],
    modules: [
      'dev.langchain4j.model.openai',
      'dev.langchain4j.model.anthropic',
      'dev.langchain4j.model.mistralai',
      'dev.langchain4j.model.googleai',
      'dev.langchain4j.model.azure',
    ],
    clients: [
      {
        calls: [
          ...['OpenAiChatModel', 'OpenAiStreamingChatModel', 'OpenAiEmbeddingModel'].map(
            (name) => `dev.langchain4j.model.openai.${name}.builder`,
          ),
          'dev.langchain4j.model.anthropic.AnthropicChatModel.builder',
          'dev.langchain4j.model.anthropic.AnthropicStreamingChatModel.builder',
          'dev.langchain4j.model.mistralai.MistralAiChatModel.builder',
          'dev.langchain4j.model.googleai.GoogleAiGeminiChatModel.builder',
          'dev.langchain4j.model.azure.AzureOpenAiChatModel.builder',
        ],
        resource: 'llm_api',
        arguments: { '.apiKey.0': 'apiKey', '.baseUrl.0': 'url', '.endpoint.0': 'url', '.modelName.0': 'model' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['dev.langchain4j:langchain4j-ollama', 'io.github.ollama4j:ollama4j'],
    modules: ['dev.langchain4j.model.ollama', 'io.github.ollama4j'],
    clients: [
      {
        calls: [
          'dev.langchain4j.model.ollama.OllamaChatModel.builder',
          'dev.langchain4j.model.ollama.OllamaStreamingChatModel.builder',
          'dev.langchain4j.model.ollama.OllamaEmbeddingModel.builder',
        ],
        resource: 'ollama',
        arguments: { '.baseUrl.0': 'url', '.modelName.0': 'model' },
      },
      {
        calls: ['io.github.ollama4j.OllamaAPI', 'io.github.ollama4j.Ollama'],
        resource: 'ollama',
        arguments: { '0': 'url' },
        silent: 'http://localhost:11434',
      },
    ],
  },
];
