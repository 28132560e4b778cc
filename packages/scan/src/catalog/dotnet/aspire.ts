import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, Library } from '../library.ts';
import { ado, driver, extending, library, methods } from './entry.ts';

interface Integration {
  readonly packages: readonly string[];
  readonly methods: readonly string[];
  readonly resource: ResourceType;
  readonly carries: Carries;
}

const integration = (resource: ResourceType, carries: Carries, packages: readonly string[], ...names: readonly string[]): Integration => ({
  packages,
  methods: names.flatMap((name) => [name, name.replace(/^Add/, 'AddKeyed')]),
  resource,
  carries,
});

/** Aspire's client integrations: each is told the name of a connection string. https://aspire.dev/integrations/ */
const integrations: readonly Integration[] = [
  integration(
    'postgres',
    ado,
    ['Aspire.Npgsql', 'Aspire.Npgsql.EntityFrameworkCore.PostgreSQL', 'Aspire.Azure.Npgsql'],
    'AddNpgsqlDbContext',
    'AddNpgsqlDataSource',
    'AddAzureNpgsqlDataSource',
    'AddAzureNpgsqlDbContext',
  ),
  integration(
    'mssql',
    ado,
    ['Aspire.Microsoft.Data.SqlClient', 'Aspire.Microsoft.EntityFrameworkCore.SqlServer'],
    'AddSqlServerDbContext',
    'AddSqlServerClient',
  ),
  integration(
    'mysql',
    ado,
    ['Aspire.MySqlConnector', 'Aspire.Pomelo.EntityFrameworkCore.MySql'],
    'AddMySqlDbContext',
    'AddMySqlDataSource',
  ),
  integration('mongodb', 'url', ['Aspire.MongoDB.Driver'], 'AddMongoDBClient'),
  integration(
    'redis',
    { property: 'url', form: 'host:port' },
    ['Aspire.StackExchange.Redis', 'Aspire.StackExchange.Redis.DistributedCaching', 'Aspire.StackExchange.Redis.OutputCaching'],
    'AddRedisClient',
    'AddRedisDistributedCache',
    'AddRedisOutputCache',
    'AddRedisClientBuilder',
  ),
  integration('rabbitmq', 'url', ['Aspire.RabbitMQ.Client'], 'AddRabbitMQClient'),
  integration('kafka', 'url', ['Aspire.Confluent.Kafka'], 'AddKafkaProducer', 'AddKafkaConsumer'),
  integration('nats', 'url', ['Aspire.NATS.Net'], 'AddNatsClient'),
  integration(
    'object_storage',
    'url',
    ['Aspire.Azure.Storage.Blobs'],
    'AddAzureBlobClient',
    'AddAzureBlobServiceClient',
    'AddAzureBlobContainerClient',
  ),
  integration('azure_servicebus', 'url', ['Aspire.Azure.Messaging.ServiceBus'], 'AddAzureServiceBusClient'),
  integration('azure_ai_search', 'url', ['Aspire.Azure.Search.Documents'], 'AddAzureSearchClient'),
  integration(
    'llm_api',
    'url',
    ['Aspire.Azure.AI.OpenAI', 'Aspire.OpenAI'],
    'AddAzureOpenAIClient',
    'AddOpenAIClientFromConfiguration',
    'AddOpenAIClient',
  ),
  integration('ollama', 'url', ['CommunityToolkit.Aspire.OllamaSharp'], 'AddOllamaApiClient', 'AddOllamaSharpChatClient'),
  integration('elasticsearch', 'url', ['Aspire.Elastic.Clients.Elasticsearch'], 'AddElasticsearchClient'),
  integration('qdrant', 'url', ['Aspire.Qdrant.Client'], 'AddQdrantClient'),
  integration('milvus', 'url', ['Aspire.Milvus.Client'], 'AddMilvusClient'),
  integration('meilisearch', 'url', ['CommunityToolkit.Aspire.Meilisearch'], 'AddMeilisearchClient'),
  integration('sqlite', ado, ['CommunityToolkit.Aspire.Microsoft.EntityFrameworkCore.Sqlite'], 'AddSqliteDbContext', 'AddSqliteConnection'),
];

/** Registrations whose first argument names a connection string, and the names that argument has. */
export const connectionNames: ReadonlyMap<string, readonly string[]> = new Map(
  integrations.flatMap((each) => each.methods.map((name) => [name, ['connectionName', 'name']] as const)),
);

export const aspire: readonly Library[] = integrations.flatMap(({ packages, methods: names, resource, carries }) => [
  library(packages, extending, [methods(names, resource, { '0': carries })]),
  driver(resource, packages),
]);
