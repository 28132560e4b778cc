import type { Library } from '../library.ts';
import { extending, library, methods } from './entry.ts';

const openai = { OPENAI_API_KEY: 'apiKey' } as const;

/** Language models: companies' APIs, and servers of one's own. */
export const models: readonly Library[] = [
  library(
    ['OpenAI'],
    ['OpenAI', 'OpenAI.Chat', 'OpenAI.Embeddings', 'OpenAI.Images', 'OpenAI.Audio', 'OpenAI.Responses'],
    [
      { calls: ['OpenAI.OpenAIClient'], resource: 'llm_api', arguments: { '0': 'apiKey', '1.Endpoint': 'url' }, silent: 'api.openai.com' },
      {
        calls: [
          'OpenAI.Chat.ChatClient',
          'OpenAI.Embeddings.EmbeddingClient',
          'OpenAI.Images.ImageClient',
          'OpenAI.Audio.AudioClient',
          'OpenAI.Responses.OpenAIResponseClient',
        ],
        resource: 'llm_api',
        arguments: { '0': 'model', '1': 'apiKey', model: 'model', apiKey: 'apiKey', credential: 'apiKey' },
        silent: 'api.openai.com',
      },
      { calls: ['OpenAI.OpenAIClientOptions'], resource: 'llm_api', arguments: { Endpoint: 'url' } },
    ],
  ),
  library(
    ['Azure.AI.OpenAI', 'Azure.AI.Inference'],
    ['Azure.AI.OpenAI', 'Azure.AI.Inference'],
    [
      {
        calls: ['Azure.AI.OpenAI.AzureOpenAIClient', 'Azure.AI.OpenAI.OpenAIClient', 'Azure.AI.Inference.ChatCompletionsClient'],
        resource: 'llm_api',
        arguments: { '0': 'url', '1': 'apiKey' },
      },
      { calls: ['Azure.AI.OpenAI.AzureOpenAIClient().GetChatClient'], resource: 'llm_api', arguments: { '0': 'model' } },
    ],
  ),
  library(
    [
      'Microsoft.SemanticKernel',
      'Microsoft.SemanticKernel.Connectors.OpenAI',
      'Microsoft.SemanticKernel.Connectors.AzureOpenAI',
      'Microsoft.SemanticKernel.Connectors.Ollama',
      'Microsoft.KernelMemory.Core',
    ],
    ['Microsoft.SemanticKernel', 'Microsoft.KernelMemory', ...extending],
    [
      methods(
        ['AddOpenAIChatCompletion', 'AddOpenAITextEmbeddingGeneration', 'AddOpenAIEmbeddingGenerator'],
        'llm_api',
        { '0': 'model', '1': 'apiKey', modelId: 'model', apiKey: 'apiKey', endpoint: 'url' },
        { silent: 'api.openai.com' },
      ),
      methods(['AddAzureOpenAIChatCompletion', 'AddAzureOpenAITextEmbeddingGeneration', 'AddAzureOpenAIEmbeddingGenerator'], 'llm_api', {
        '0': 'model',
        '1': 'url',
        '2': 'apiKey',
        deploymentName: 'model',
        endpoint: 'url',
        apiKey: 'apiKey',
      }),
      methods(['AddOllamaChatCompletion', 'AddOllamaTextEmbeddingGeneration', 'AddOllamaEmbeddingGenerator'], 'ollama', {
        '0': 'model',
        '1': 'url',
        modelId: 'model',
        endpoint: 'url',
      }),
      methods(['AddGoogleAIGeminiChatCompletion', 'AddMistralChatCompletion'], 'llm_api', { '0': 'model', '1': 'apiKey' }),
      methods(['WithOpenAIDefaults'], 'llm_api', { '0': 'apiKey' }),
    ],
  ),
  library(
    ['OllamaSharp', 'Microsoft.Extensions.AI.Ollama'],
    ['OllamaSharp', 'Microsoft.Extensions.AI'],
    [
      {
        calls: [
          'OllamaSharp.OllamaApiClient',
          'Microsoft.Extensions.AI.OllamaChatClient',
          'Microsoft.Extensions.AI.OllamaEmbeddingGenerator',
        ],
        resource: 'ollama',
        arguments: { '0': 'url', '1': 'model' },
      },
    ],
  ),
  library(
    ['Anthropic.SDK', 'Anthropic', 'Betalgo.OpenAI', 'Betalgo.Ranul.OpenAI', 'Mscc.GenerativeAI'],
    ['Anthropic.SDK', 'Anthropic', 'OpenAI.Managers', 'Mscc.GenerativeAI', ...extending],
    [
      {
        calls: ['Anthropic.SDK.AnthropicClient', 'Anthropic.AnthropicClient'],
        resource: 'llm_api',
        arguments: { '0': 'apiKey', ApiKey: 'apiKey' },
        environment: { ANTHROPIC_API_KEY: 'apiKey' },
        silent: 'api.anthropic.com',
      },
      {
        calls: ['Mscc.GenerativeAI.GoogleAI'],
        resource: 'llm_api',
        arguments: { '0': 'apiKey', apiKey: 'apiKey' },
        silent: 'googleapis.com',
      },
      methods(['AddOpenAIService'], 'llm_api', {}, { environment: openai, silent: 'api.openai.com' }),
    ],
  ),
];
