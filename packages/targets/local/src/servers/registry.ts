import type { ResourceType } from '@groundwork/blueprint';
import { memcachedProvider } from './memcached/provider.ts';
import { chromaProvider } from './chroma/provider.ts';
import { labelStudioProvider } from './label-studio/provider.ts';
import { meilisearchProvider } from './meilisearch/provider.ts';
import type { Unserved } from './missing.ts';
import { mlflowProvider } from './mlflow/provider.ts';
import { clickhouseProvider } from './clickhouse/provider.ts';
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
import { neo4jProvider } from './neo4j/provider.ts';
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
export const serverProviders: Readonly<Record<ResourceType, ServerProvider | Unserved | 'outside'>> = {
  postgres: postgresProvider,
  redis: redisProvider,
  sqlite: sqliteProvider,
  mysql: mysqlProvider,
  mssql: {
    unserved: 'Microsoft hands SQL Server out under a licence that a person has to accept',
    get: 'run its image with ACCEPT_EULA=Y, and give the code its address',
  },
  mongodb: mongodbProvider,
  memcached: memcachedProvider,
  dynamodb: dynamodbProvider,
  cassandra: cassandraProvider,
  clickhouse: clickhouseProvider,
  neo4j: neo4jProvider,
  elasticsearch: elasticsearchProvider,
  firestore: {
    unserved: "Google's emulator comes with its own command line alone",
    get: 'run `gcloud emulators firestore start`, and set FIRESTORE_EMULATOR_HOST',
  },
  spanner: {
    unserved: "Google's emulator comes with its own command line alone",
    get: 'run `gcloud emulators spanner start`, and set SPANNER_EMULATOR_HOST',
  },
  meilisearch: meilisearchProvider,
  typesense: typesenseProvider,
  pgvector: pgvectorProvider,
  qdrant: qdrantProvider,
  weaviate: {
    unserved: 'its server listens for gRPC and for its cluster on every network this machine is in, and has no setting for that',
    get: 'run its image with the ports published on 127.0.0.1 alone, and give the code its address',
  },
  milvus: {
    unserved: 'it needs an etcd and an object store beside it',
    get: 'give the code a file instead of an address (`./milvus.db`), which Milvus Lite opens in the code itself',
  },
  chroma: chromaProvider,
  pinecone: 'outside',
  azure_ai_search: 'outside',
  kafka: kafkaProvider,
  rabbitmq: rabbitmqProvider,
  nats: natsProvider,
  sqs: sqsProvider,
  sns: { unserved: 'Amazon has none to run here, and nothing else speaks all of it', get: 'give the code keys of an account of Amazon' },
  pubsub: {
    unserved: "Google's emulator comes with its own command line alone",
    get: 'run `gcloud beta emulators pubsub start`, and set PUBSUB_EMULATOR_HOST',
  },
  kinesis: {
    unserved: 'Amazon has none to run here, and nothing else speaks all of it',
    get: 'give the code keys of an account of Amazon',
  },
  azure_servicebus: {
    unserved: "Microsoft's emulator needs a SQL Server, whose licence a person has to accept",
    get: 'run the emulator in containers, or give the code a namespace of Azure',
  },
  object_storage: objectStorageProvider,
  smtp: smtpProvider,
  llm_api: 'outside',
  ollama: ollamaProvider,
  tika: tikaProvider,
  gotenberg: containerProvider(3000),
  otel: {
    unserved: 'no package registry carries the collector',
    get: 'run `otelcol` on the usual port, or set OTEL_SDK_DISABLED=true',
  },
  mlflow: mlflowProvider,
  label_studio: labelStudioProvider,
  logstash: {
    unserved: 'it comes in no package registry, and what it does is in its own configuration',
    get: 'run it with the configuration of the repository',
  },
};

/** Whether this machine runs a server for a type, or could. */
export function isServed(type: ResourceType): boolean {
  const provider = serverProviders[type];
  return provider !== 'outside' && !('unserved' in provider);
}
