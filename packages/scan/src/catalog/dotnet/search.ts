import type { Library } from '../library.ts';
import { extending, library, methods, properties } from './entry.ts';

/** Search engines, vector stores, mail, and where logs and traces go. */
export const search: readonly Library[] = [
  library(
    ['Elastic.Clients.Elasticsearch', 'NEST', 'Elasticsearch.Net', 'OpenSearch.Client', 'OpenSearch.Net'],
    ['Elastic.Clients.Elasticsearch', 'Nest', 'Elasticsearch.Net', 'OpenSearch.Client', 'OpenSearch.Net', 'Elastic.Transport'],
    [
      {
        calls: [
          'Elastic.Clients.Elasticsearch.ElasticsearchClientSettings',
          'Nest.ConnectionSettings',
          'OpenSearch.Client.ConnectionSettings',
          'Elasticsearch.Net.SingleNodeConnectionPool',
          'Elasticsearch.Net.ConnectionConfiguration',
          'OpenSearch.Net.SingleNodeConnectionPool',
          'Elastic.Transport.SingleNodePool',
        ],
        resource: 'elasticsearch',
        arguments: { '0': 'url', '.DefaultIndex.0': 'index', '.BasicAuthentication.0': 'user', '.BasicAuthentication.1': 'password' },
      },
      {
        calls: ['Elastic.Clients.Elasticsearch.ElasticsearchClient', 'Nest.ElasticClient', 'OpenSearch.Client.OpenSearchClient'],
        resource: 'elasticsearch',
        arguments: { '0': 'url' },
        silent: 'http://localhost:9200',
      },
      { calls: ['Elastic.Transport.ApiKey'], resource: 'elasticsearch', arguments: { '0': 'apiKey' } },
      { calls: ['Elastic.Transport.BasicAuthentication'], resource: 'elasticsearch', arguments: { '0': 'user', '1': 'password' } },
    ],
  ),
  library(
    ['Serilog.Sinks.Elasticsearch', 'Elastic.Serilog.Sinks'],
    ['Serilog.Sinks.Elasticsearch'],
    [
      {
        calls: ['Serilog.Sinks.Elasticsearch.ElasticsearchSinkOptions'],
        resource: 'elasticsearch',
        arguments: { '0': 'url' },
        need: 'optional',
      },
    ],
  ),
  library(
    ['MeiliSearch'],
    ['Meilisearch'],
    [{ calls: ['Meilisearch.MeilisearchClient'], resource: 'meilisearch', arguments: { '0': 'url', '1': 'apiKey' } }],
  ),
  library(
    ['Typesense'],
    ['Typesense.Setup', 'Typesense', ...extending],
    [
      methods(['AddTypesenseClient'], 'typesense', {}),
      { calls: ['Typesense.Setup.Node'], resource: 'typesense', arguments: { '0': 'host', '1': 'port' } },
    ],
    properties('AddTypesenseClient', 'typesense', { ApiKey: 'apiKey' }),
  ),
  library(
    ['Qdrant.Client', 'Microsoft.SemanticKernel.Connectors.Qdrant'],
    ['Qdrant.Client', 'Qdrant.Client.Grpc', ...extending],
    [
      {
        calls: ['Qdrant.Client.QdrantClient', 'Qdrant.Client.Grpc.QdrantChannel.ForAddress'],
        resource: 'qdrant',
        arguments: { '0': 'host', '1': 'port', host: 'host', port: 'port', apiKey: 'apiKey', address: 'url' },
      },
      methods(['AddQdrantVectorStore', 'AddQdrantCollection'], 'qdrant', { '0': 'host' }),
    ],
  ),
  library(
    ['Weaviate.Client', 'Milvus.Client', 'Pinecone.NET', 'Pinecone.Client', 'ChromaDB.Client'],
    ['Milvus.Client', 'Pinecone', 'ChromaDB.Client'],
    [
      { calls: ['Milvus.Client.MilvusClient'], resource: 'milvus', arguments: { '0': 'host', '1': 'port' } },
      { calls: ['Pinecone.PineconeClient'], resource: 'pinecone', arguments: { '0': 'apiKey' } },
      { calls: ['ChromaDB.Client.ChromaConfigurationOptions'], resource: 'chroma', arguments: { '0': 'url', uri: 'url' } },
    ],
  ),
  library(
    ['Pgvector', 'Pgvector.EntityFrameworkCore'],
    ['Pgvector', 'Pgvector.EntityFrameworkCore', 'Pgvector.Npgsql', 'Npgsql', 'Microsoft.EntityFrameworkCore'],
    [methods(['UseVector'], 'pgvector', {})],
  ),
  library(
    ['MailKit', 'MimeKit'],
    ['MailKit.Net.Smtp', 'MailKit'],
    [
      {
        calls: [
          'MailKit.Net.Smtp.SmtpClient().Connect',
          'MailKit.Net.Smtp.SmtpClient().ConnectAsync',
          'MailKit.Net.Smtp.ISmtpClient().ConnectAsync',
        ],
        resource: 'smtp',
        arguments: { '0': 'host', '1': 'port' },
      },
      {
        calls: [
          'MailKit.Net.Smtp.SmtpClient().Authenticate',
          'MailKit.Net.Smtp.SmtpClient().AuthenticateAsync',
          'MailKit.Net.Smtp.ISmtpClient().AuthenticateAsync',
        ],
        resource: 'smtp',
        arguments: { '0': 'user', '1': 'password' },
      },
    ],
  ),
  library(
    ['System.Net.Mail'],
    ['System.Net.Mail', 'System.Net'],
    [{ calls: ['System.Net.Mail.SmtpClient'], resource: 'smtp', arguments: { '0': 'host', '1': 'port', Host: 'host', Port: 'port' } }],
    properties('System.Net.Mail.SmtpClient', 'smtp', { Host: 'host', Port: 'port' }),
  ),
  library(['FluentEmail.Smtp', 'FluentEmail.MailKit'], extending, [
    methods(['AddSmtpSender'], 'smtp', { '0': 'host', '1': 'port', '2': 'user', '3': 'password' }),
  ]),
  library(
    ['OpenTelemetry.Exporter.OpenTelemetryProtocol'],
    ['OpenTelemetry.Trace', 'OpenTelemetry.Metrics', 'OpenTelemetry.Logs', 'OpenTelemetry', ...extending],
    [
      methods(
        ['AddOtlpExporter', 'UseOtlpExporter'],
        'otel',
        {},
        { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'url' }, silent: 'http://localhost:4317', need: 'optional' },
      ),
    ],
    properties('AddOtlpExporter', 'otel', { Endpoint: 'url' }).map((rule) => ({ ...rule, need: 'optional' as const })),
  ),
];
