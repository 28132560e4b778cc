import type { ResourceType } from '@groundwork/blueprint';
import type { ServerImage } from '../image.ts';
import { cassandra, clickhouse, dynamodb, mongodb, mysql, neo4j, postgres } from './databases.ts';
import { kafka, memcached, nats, rabbitmq, redis } from './queues.ts';
import { chroma, elasticsearch, meilisearch, milvus, qdrant, typesense, weaviate } from './search.ts';
import { gotenberg, labelStudio, mlflow, ollama, tika } from './tools.ts';

/**
 * Images by type, for every target that serves it in a container. Types that have no row have no image whose maker stands for it,
 * or ask for a licence to be accepted.
 */
export const serverImages = {
  postgres,
  // A vector store inside PostgreSQL: the same server, asked for the extension.
  pgvector: postgres,
  mysql,
  redis,
  mongodb,
  memcached,
  rabbitmq,
  nats,
  kafka,
  cassandra,
  clickhouse,
  neo4j,
  elasticsearch,
  meilisearch,
  typesense,
  qdrant,
  weaviate,
  milvus,
  chroma,
  ollama,
  tika,
  gotenberg,
  mlflow,
  label_studio: labelStudio,
  dynamodb,
} as const satisfies Partial<Record<ResourceType, ServerImage>>;

const byType: Partial<Readonly<Record<ResourceType, ServerImage>>> = serverImages;

export const serverImageOf = (type: ResourceType): ServerImage | null => byType[type] ?? null;
