import type { ResourceType } from '@groundwork/blueprint';
import { memcachedProvider } from './memcached/provider.ts';
import { chromaProvider } from './chroma/provider.ts';
import { labelStudioProvider } from './label-studio/provider.ts';
import { meilisearchProvider } from './meilisearch/provider.ts';
import type { Unserved } from './missing.ts';
import { mlflowProvider } from './mlflow/provider.ts';
import { containerProvider } from './container/candidate.ts';
import { elasticsearchProvider } from './elasticsearch/provider.ts';
import { cassandraProvider } from './cassandra/provider.ts';
import { dynamodbProvider } from './dynamodb/provider.ts';
import { mongodbProvider } from './mongodb/provider.ts';
import { mysqlProvider } from './mysql/provider.ts';
import { kafkaProvider } from './kafka/provider.ts';
import { sqsProvider } from './sqs/provider.ts';
import { tikaProvider } from './tika/provider.ts';
import { natsProvider } from './nats/provider.ts';
import { postgresProvider } from './postgres/provider.ts';
import type { ServerProvider } from './provider.ts';
import { rabbitmqProvider } from './rabbitmq/provider.ts';
import { objectStorageProvider } from './object-storage/provider.ts';
import { ollamaProvider } from './ollama/provider.ts';
import { pgvectorProvider } from './pgvector.ts';
import { qdrantProvider } from './qdrant/provider.ts';
import { redisProvider } from './redis/provider.ts';
import { smtpProvider } from './smtp/provider.ts';
import { sqliteProvider } from './sqlite.ts';
import { typesenseProvider } from './typesense/provider.ts';

/**
 * Every resource type, so that a new one does not compile until it is served here or declared not to be. `outside` is what
 * only its owner runs: a person gives the key, nothing is started.
 */
export const serverProviders: Readonly<Record<ResourceType, ServerProvider | Unserved | 'outside' | 'not yet'>> = {
  postgres: postgresProvider,
  redis: redisProvider,
  sqlite: sqliteProvider,
  mysql: mysqlProvider,
  mssql: 'not yet',
  mongodb: mongodbProvider,
  memcached: memcachedProvider,
  dynamodb: dynamodbProvider,
  firestore: 'not yet',
  spanner: 'not yet',
  cassandra: cassandraProvider,
  clickhouse: 'not yet',
  neo4j: 'not yet',
  elasticsearch: elasticsearchProvider,
  meilisearch: meilisearchProvider,
  typesense: typesenseProvider,
  pgvector: pgvectorProvider,
  qdrant: qdrantProvider,
  weaviate: 'not yet',
  milvus: 'not yet',
  chroma: chromaProvider,
  pinecone: 'outside',
  azure_ai_search: 'outside',
  kafka: kafkaProvider,
  rabbitmq: rabbitmqProvider,
  nats: natsProvider,
  sqs: sqsProvider,
  sns: 'not yet',
  pubsub: 'not yet',
  kinesis: 'not yet',
  azure_servicebus: 'not yet',
  object_storage: objectStorageProvider,
  smtp: smtpProvider,
  llm_api: 'outside',
  ollama: ollamaProvider,
  tika: tikaProvider,
  gotenberg: containerProvider(3000),
  otel: 'not yet',
  mlflow: mlflowProvider,
  label_studio: labelStudioProvider,
  logstash: 'not yet',
};
