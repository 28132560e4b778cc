import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, Library, SettingRule } from '../library.ts';

const client = (
  resource: ResourceType,
  packages: readonly string[],
  modules: readonly string[],
  calls: readonly string[],
  args: Readonly<Record<string, Carries>>,
  more: Partial<ClientRule> = {},
  settings: readonly SettingRule[] = [],
): Library => ({
  language: 'ruby',
  packages,
  modules,
  drives: resource,
  clients: [{ calls, resource, arguments: args, ...more }],
  settings,
});

const setting = (resource: ResourceType, path: string, carries: Carries): SettingRule => ({ path, resource, carries });

const smtpKeys = { address: 'host', port: 'port', user_name: 'user', password: 'password' } as const;

const search = {
  '0': 'url',
  url: 'url',
  urls: 'url',
  host: 'url',
  hosts: 'url',
  user: 'user',
  password: 'password',
  api_key: 'apiKey',
} as const;

/** Search, mail, language models, telemetry. */
export const serviceLibraries: readonly Library[] = [
  client(
    'elasticsearch',
    ['elasticsearch', 'opensearch-ruby', 'elasticsearch-model', 'elasticsearch-rails', 'elasticsearch-persistence'],
    ['Elasticsearch', 'OpenSearch'],
    ['Elasticsearch.Client', 'OpenSearch.Client', 'Elastic.Transport.Client'],
    search,
    { environment: { ELASTICSEARCH_URL: 'url' }, silent: 'http://localhost:9200' },
  ),
  {
    language: 'ruby',
    packages: ['searchkick', 'chewy'],
    modules: ['Searchkick', 'Chewy'],
    drives: 'elasticsearch',
    alone: 'required',
    settings: [
      setting('elasticsearch', 'Searchkick.client.url', 'url'),
      setting('elasticsearch', 'Chewy.settings.host', { property: 'url', form: 'host:port' }),
      setting('elasticsearch', 'Chewy.settings.url', 'url'),
      setting('elasticsearch', 'Chewy.settings.user', 'user'),
      setting('elasticsearch', 'Chewy.settings.password', 'password'),
      setting('elasticsearch', 'yaml.chewy.production.host', { property: 'url', form: 'host:port' }),
      setting('elasticsearch', 'yaml.chewy.production.url', 'url'),
      setting('elasticsearch', 'yaml.chewy.host', { property: 'url', form: 'host:port' }),
    ],
  },
  client(
    'meilisearch',
    ['meilisearch', 'meilisearch-rails'],
    ['MeiliSearch', 'Meilisearch'],
    ['MeiliSearch.Client', 'Meilisearch.Client'],
    { '0': 'url', '1': 'apiKey' },
    {},
    [
      setting('meilisearch', 'MeiliSearch.Rails.configuration.meilisearch_url', 'url'),
      setting('meilisearch', 'MeiliSearch.Rails.configuration.meilisearch_host', 'url'),
      setting('meilisearch', 'MeiliSearch.Rails.configuration.meilisearch_api_key', 'apiKey'),
      setting('meilisearch', 'Meilisearch.Rails.configuration.meilisearch_url', 'url'),
      setting('meilisearch', 'Meilisearch.Rails.configuration.meilisearch_api_key', 'apiKey'),
    ],
  ),
  client('typesense', ['typesense', 'typesense-rails'], ['Typesense'], ['Typesense.Client'], {
    'nodes.0.host': 'host',
    'nodes.0.port': 'port',
    api_key: 'apiKey',
  }),
  {
    language: 'ruby',
    packages: ['rails', 'actionmailer', 'mail', 'pony', 'net-smtp'],
    modules: ['ActionMailer', 'Mail', 'Pony', 'Net::SMTP'],
    clients: [
      {
        calls: ['Net.SMTP.start', 'Net.SMTP'],
        resource: 'smtp',
        arguments: {
          '0': 'host',
          '1': 'port',
          address: 'host',
          port: 'port',
          '3': 'user',
          '4': 'password',
          user: 'user',
          password: 'password',
          secret: 'password',
        },
        need: 'optional',
      },
      {
        calls: ['Pony.mail', 'Pony.options', 'Mail.defaults', 'Mail().delivery_method'],
        resource: 'smtp',
        arguments: {
          'via_options.address': 'host',
          'via_options.port': 'port',
          'via_options.user_name': 'user',
          'via_options.password': 'password',
          address: 'host',
          port: 'port',
          user_name: 'user',
          password: 'password',
        },
        need: 'optional',
      },
      { calls: ['delivery_method'], resource: 'smtp', arguments: smtpKeys, need: 'optional' },
    ],
    settings: ['**.action_mailer.smtp_settings', 'ActionMailer.Base.smtp_settings', '**.action_mailer.delivery_method.smtp'].flatMap(
      (prefix) =>
        Object.entries(smtpKeys).map(([key, carries]): SettingRule => ({
          path: `${prefix}.${key}`,
          resource: 'smtp',
          carries,
          need: 'optional',
        })),
    ),
  },
  client(
    'llm_api',
    ['ruby-openai', 'openai'],
    ['OpenAI'],
    ['OpenAI.Client'],
    {
      access_token: 'apiKey',
      api_key: 'apiKey',
      uri_base: 'url',
      base_url: 'url',
      organization_id: 'organization',
      organization: 'organization',
    },
    { environment: { OPENAI_API_KEY: 'apiKey' } },
    [
      setting('llm_api', 'OpenAI.configure().access_token', 'apiKey'),
      setting('llm_api', 'OpenAI.configure().uri_base', 'url'),
      setting('llm_api', 'OpenAI.configure().organization_id', 'organization'),
    ],
  ),
  client(
    'llm_api',
    ['anthropic', 'ruby-anthropic'],
    ['Anthropic'],
    ['Anthropic.Client'],
    { access_token: 'apiKey', api_key: 'apiKey', base_url: 'url' },
    { environment: { ANTHROPIC_API_KEY: 'apiKey' } },
    [setting('llm_api', 'Anthropic.configure().access_token', 'apiKey')],
  ),
  client('llm_api', ['ruby_llm'], ['RubyLLM'], ['RubyLLM.chat', 'RubyLLM.embed', 'RubyLLM.paint'], { model: 'model' }, {}, [
    setting('llm_api', 'RubyLLM.configure().openai_api_key', 'apiKey'),
    setting('llm_api', 'RubyLLM.configure().anthropic_api_key', 'apiKey'),
    setting('llm_api', 'RubyLLM.configure().gemini_api_key', 'apiKey'),
  ]),
  client(
    'llm_api',
    ['langchainrb'],
    ['Langchain'],
    ['Langchain.LLM.OpenAI', 'Langchain.LLM.Anthropic', 'Langchain.LLM.GoogleGemini', 'Langchain.LLM.Cohere'],
    { api_key: 'apiKey' },
  ),
  client('ollama', ['ollama-ai'], ['Ollama', 'Langchain'], ['Ollama', 'Langchain.LLM.Ollama'], {
    'credentials.address': 'url',
    url: 'url',
  }),
  client('qdrant', ['qdrant-ruby'], ['Qdrant', 'Langchain'], ['Qdrant.Client', 'Langchain.Vectorsearch.Qdrant'], {
    url: 'url',
    api_key: 'apiKey',
  }),
  client('weaviate', ['weaviate-ruby'], ['Weaviate', 'Langchain'], ['Weaviate.Client', 'Langchain.Vectorsearch.Weaviate'], {
    url: 'url',
    api_key: 'apiKey',
  }),
  client(
    'pinecone',
    ['pinecone'],
    ['Pinecone', 'Langchain'],
    ['Pinecone.Client', 'Langchain.Vectorsearch.Pinecone'],
    { api_key: 'apiKey' },
    {},
    [setting('pinecone', 'Pinecone.configure().api_key', 'apiKey')],
  ),
  client('gotenberg', ['gotenberg'], ['Gotenberg'], ['Gotenberg.Client'], { '0': 'url' }),
  client(
    'otel',
    ['opentelemetry-exporter-otlp'],
    ['OpenTelemetry'],
    ['OpenTelemetry.Exporter.OTLP.Exporter'],
    { endpoint: 'url' },
    { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'url' }, silent: 'http://localhost:4318', need: 'optional' },
  ),
];
