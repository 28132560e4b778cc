import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, Library } from '../library.ts';

const client = (
  resource: ResourceType,
  packages: readonly string[],
  modules: readonly string[],
  calls: readonly string[],
  args: Readonly<Record<string, Carries>>,
  more: Partial<ClientRule> = {},
): Library => ({ language: 'php', packages, modules, drives: resource, clients: [{ calls, resource, arguments: args, ...more }] });

const smtpAccount = { username: 'user', password: 'password' } as const;

const mailSettings = (object: string, names: Readonly<Record<string, Carries>>): Library['settings'] =>
  Object.entries(names).map(([name, carries]) => ({ path: `${object}.${name}`, resource: 'smtp', carries, need: 'optional' }));

/** Search, mail, language models. */
export const serviceLibraries: readonly Library[] = [
  client(
    'elasticsearch',
    ['elasticsearch/elasticsearch', 'opensearch-project/opensearch-php'],
    ['Elasticsearch', 'Elastic\\Elasticsearch', 'OpenSearch'],
    ['Elastic.Elasticsearch.ClientBuilder.create', 'Elasticsearch.ClientBuilder.create', 'OpenSearch.ClientBuilder.create'],
    { '.setHosts.0': 'url', '.setBasicAuthentication.0': 'user', '.setBasicAuthentication.1': 'password' },
    { silent: 'http://localhost:9200' },
  ),
  client('elasticsearch', ['ruflin/elastica'], ['Elastica'], ['Elastica.Client'], {
    host: 'host',
    port: 'port',
    url: 'url',
    'hosts.0': 'url',
    'servers.0.host': 'host',
    'servers.0.port': 'port',
    ...smtpAccount,
  }),
  client('meilisearch', ['meilisearch/meilisearch-php'], ['Meilisearch', 'MeiliSearch'], ['Meilisearch.Client', 'MeiliSearch.Client'], {
    '0': 'url',
    '1': 'apiKey',
  }),
  client('typesense', ['typesense/typesense-php'], ['Typesense'], ['Typesense.Client'], {
    api_key: 'apiKey',
    'nodes.0.host': 'host',
    'nodes.0.port': 'port',
  }),
  client(
    'smtp',
    ['swiftmailer/swiftmailer'],
    ['Swift_SmtpTransport'],
    ['Swift_SmtpTransport'],
    {
      '0': 'host',
      '1': 'port',
      '.setUsername.0': 'user',
      '.setPassword.0': 'password',
    },
    { need: 'optional' },
  ),
  client(
    'smtp',
    ['symfony/mailer'],
    ['Symfony\\Component\\Mailer'],
    ['Symfony.Component.Mailer.Transport.fromDsn'],
    { '0': 'url' },
    { need: 'optional' },
  ),
  client(
    'smtp',
    ['symfony/mailer'],
    ['Symfony\\Component\\Mailer'],
    ['Symfony.Component.Mailer.Transport.Smtp.EsmtpTransport'],
    { '0': 'host', '1': 'port', host: 'host', port: 'port' },
    { need: 'optional' },
  ),
  {
    language: 'php',
    packages: ['phpmailer/phpmailer'],
    modules: ['PHPMailer'],
    settings: ['PHPMailer.PHPMailer.PHPMailer()', 'PHPMailer()'].flatMap(
      (object) => mailSettings(object, { Host: 'host', Port: 'port', Username: 'user', Password: 'password' }) ?? [],
    ),
  },
  {
    language: 'php',
    packages: ['openai-php/client', 'openai-php/laravel', 'openai-php/symfony', 'orhanerday/open-ai'],
    modules: ['OpenAI', 'Orhanerday\\OpenAi'],
    clients: [
      { calls: ['OpenAI.client', 'Orhanerday.OpenAi.OpenAi'], resource: 'llm_api', arguments: { '0': 'apiKey', '1': 'organization' } },
      { calls: ['OpenAI.factory'], resource: 'llm_api', arguments: { '.withApiKey.0': 'apiKey', '.withBaseUri.0': 'url' } },
    ],
  },
  client('llm_api', ['anthropic-ai/sdk', 'mozex/anthropic-php'], ['Anthropic'], ['Anthropic.Client', 'Anthropic.client'], {
    '0': 'apiKey',
    apiKey: 'apiKey',
  }),
  client('llm_api', ['google-gemini-php/client', 'google-gemini-php/laravel'], ['Gemini'], ['Gemini.client'], { '0': 'apiKey' }),
  client('qdrant', ['hkulekci/qdrant'], ['Qdrant'], ['Qdrant.Config'], { '0': 'url', '1': 'port' }),
  client('pinecone', ['probots-io/pinecone-php'], ['Probots\\Pinecone'], ['Probots.Pinecone.Client'], { '0': 'apiKey', '1': 'url' }),
];
