import type { Carries, ClientRule, Library } from '../library.ts';

const elastic: Readonly<Record<string, Carries>> = {
  '0': 'url',
  hosts: 'url',
  'hosts.0.host': 'host',
  'hosts.0.port': 'port',
  '0.0.host': 'host',
  '0.0.port': 'port',
  cloud_id: 'url',
  api_key: 'apiKey',
  'basic_auth.0': 'user',
  'basic_auth.1': 'password',
  'http_auth.0': 'user',
  'http_auth.1': 'password',
};

const searchEngine = (calls: readonly string[]): ClientRule => ({
  calls,
  resource: 'elasticsearch',
  arguments: elastic,
  silent: 'localhost:9200',
});

/** Search engines. */
export const searchLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['elasticsearch', 'elasticsearch-dsl', 'elasticsearch7', 'elasticsearch8'],
    modules: ['elasticsearch', 'elasticsearch_dsl', 'elasticsearch7', 'elasticsearch8'],
    clients: [
      searchEngine([
        'elasticsearch.Elasticsearch',
        'elasticsearch.AsyncElasticsearch',
        'elasticsearch.client.Elasticsearch',
        'elasticsearch7.Elasticsearch',
        'elasticsearch8.Elasticsearch',
        'elasticsearch_dsl.connections.connections.create_connection',
        'elasticsearch_dsl.connections.create_connection',
        'elasticsearch.dsl.connections.create_connection',
      ]),
      {
        calls: [
          'elasticsearch.Elasticsearch().index',
          'elasticsearch.Elasticsearch().search',
          'elasticsearch.AsyncElasticsearch().search',
          'elasticsearch.AsyncElasticsearch().index',
        ],
        resource: 'elasticsearch',
        arguments: { index: 'index' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['opensearch-py', 'opensearch-dsl'],
    modules: ['opensearchpy', 'opensearch_dsl'],
    clients: [
      searchEngine([
        'opensearchpy.OpenSearch',
        'opensearchpy.AsyncOpenSearch',
        'opensearchpy.connections.create_connection',
        'opensearch_dsl.connections.connections.create_connection',
      ]),
    ],
  },
  {
    language: 'python',
    packages: ['django-elasticsearch-dsl', 'django-opensearch-dsl'],
    modules: ['django_elasticsearch_dsl', 'django_opensearch_dsl'],
    drives: 'elasticsearch',
    settings: [
      { path: '**.ELASTICSEARCH_DSL.*.hosts', resource: 'elasticsearch', carries: 'url' },
      { path: '**.OPENSEARCH_DSL.*.hosts', resource: 'elasticsearch', carries: 'url' },
    ],
  },
  {
    language: 'python',
    packages: ['django-haystack'],
    modules: ['haystack'],
    settings: [
      {
        path: '**.HAYSTACK_CONNECTIONS.*.URL',
        resource: { told: 'ENGINE', contains: { elasticsearch: 'elasticsearch' } },
        carries: 'url',
        among: ['elasticsearch'],
      },
    ],
  },
  {
    language: 'python',
    packages: ['wagtail'],
    settings: [
      {
        path: '**.WAGTAILSEARCH_BACKENDS.*.URLS',
        resource: { told: 'BACKEND', contains: { elasticsearch: 'elasticsearch', opensearch: 'elasticsearch' } },
        carries: 'url',
        among: ['elasticsearch'],
      },
    ],
  },
  {
    language: 'python',
    packages: ['meilisearch', 'meilisearch-python-sdk', 'meilisearch-python-async'],
    modules: ['meilisearch', 'meilisearch_python_sdk', 'meilisearch_python_async'],
    clients: [
      {
        calls: [
          'meilisearch.Client',
          'meilisearch.client.Client',
          'meilisearch_python_sdk.Client',
          'meilisearch_python_sdk.AsyncClient',
          'meilisearch_python_async.Client',
        ],
        resource: 'meilisearch',
        arguments: { '0': 'url', url: 'url', '1': 'apiKey', api_key: 'apiKey' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['typesense'],
    clients: [
      {
        calls: ['typesense.Client', 'typesense.client.Client'],
        resource: 'typesense',
        arguments: { api_key: 'apiKey', 'nodes.0.host': 'host', 'nodes.0.port': 'port' },
      },
    ],
  },
];
