import { azureAiSearch } from './azure-ai-search.ts';
import { azureServicebus } from './azure-servicebus.ts';
import { cassandra } from './cassandra.ts';
import { chroma } from './chroma.ts';
import { clickhouse } from './clickhouse.ts';
import { dynamodb } from './dynamodb.ts';
import { elasticsearch } from './elasticsearch.ts';
import { firestore } from './firestore.ts';
import { gotenberg } from './gotenberg.ts';
import { kafka } from './kafka.ts';
import { kinesis } from './kinesis.ts';
import { labelStudio } from './label-studio.ts';
import { llmApi } from './llm-api.ts';
import { logstash } from './logstash.ts';
import { meilisearch } from './meilisearch.ts';
import { memcached } from './memcached.ts';
import { milvus } from './milvus.ts';
import { mlflow } from './mlflow.ts';
import { mongodb } from './mongodb.ts';
import { mssql } from './mssql.ts';
import { mysql } from './mysql.ts';
import { nats } from './nats.ts';
import { neo4j } from './neo4j.ts';
import { objectStorage } from './object-storage.ts';
import { ollama } from './ollama.ts';
import { otel } from './otel.ts';
import { pgvector } from './pgvector.ts';
import { pinecone } from './pinecone.ts';
import { postgres } from './postgres.ts';
import { pubsub } from './pubsub.ts';
import { qdrant } from './qdrant.ts';
import { rabbitmq } from './rabbitmq.ts';
import { redis } from './redis.ts';
import { smtp } from './smtp.ts';
import { sns } from './sns.ts';
import { spanner } from './spanner.ts';
import { sqlite } from './sqlite.ts';
import { sqs } from './sqs.ts';
import { tika } from './tika.ts';
import { typesense } from './typesense.ts';
import { weaviate } from './weaviate.ts';
import type { ResourceDefinition } from './define.ts';

/**
 * Every resource type a blueprint can name. The keys are the vocabulary: a target's
 * renderers are a record over them, so a new file here fails to compile there until
 * it is rendered or declared unsupported.
 */
export const resourceDefinitions = {
  postgres: postgres,
  mysql: mysql,
  mssql: mssql,
  sqlite: sqlite,
  mongodb: mongodb,
  redis: redis,
  memcached: memcached,
  dynamodb: dynamodb,
  firestore: firestore,
  spanner: spanner,
  cassandra: cassandra,
  clickhouse: clickhouse,
  neo4j: neo4j,
  elasticsearch: elasticsearch,
  meilisearch: meilisearch,
  typesense: typesense,
  pgvector: pgvector,
  qdrant: qdrant,
  weaviate: weaviate,
  milvus: milvus,
  chroma: chroma,
  pinecone: pinecone,
  azure_ai_search: azureAiSearch,
  kafka: kafka,
  rabbitmq: rabbitmq,
  nats: nats,
  sqs: sqs,
  sns: sns,
  pubsub: pubsub,
  kinesis: kinesis,
  azure_servicebus: azureServicebus,
  object_storage: objectStorage,
  smtp: smtp,
  llm_api: llmApi,
  ollama: ollama,
  tika: tika,
  gotenberg: gotenberg,
  otel: otel,
  mlflow: mlflow,
  label_studio: labelStudio,
  logstash: logstash,
} as const satisfies Record<string, ResourceDefinition>;

export type ResourceType = keyof typeof resourceDefinitions;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys loses the key type; the table above is closed and not empty
export const resourceTypes = Object.keys(resourceDefinitions) as [ResourceType, ...ResourceType[]];

/** The resource type a connection URL's scheme names, `null` for a scheme nobody here speaks. A `+driver` suffix is ignored. */
export function resourceTypeOfScheme(scheme: string): ResourceType | null {
  const plain = scheme.toLowerCase();
  return byScheme.get(plain) ?? byScheme.get(plain.split('+')[0] ?? plain) ?? null;
}

const byScheme = new Map<string, ResourceType>(
  resourceTypes.flatMap((type) => resourceDefinitions[type].schemes.map((scheme): [string, ResourceType] => [scheme, type])),
);
