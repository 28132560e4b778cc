import type { ResourceType } from '@groundwork/blueprint';
import type { DeployedResource } from '@groundwork/provision';
import type { Context, Made } from '../render/context.ts';
import { cloudSql } from './cloud-sql.ts';
import { firestore, spanner, vertex } from './documents.ts';
import { machine } from './machine.ts';
import { memcached, redis } from './memorystore.ts';
import { pubsub } from './pubsub.ts';
import { runServer } from './run-server.ts';
import { storage } from './storage.ts';

/** `null` for what others run: the code is told its address and key by secrets that a person gives. */
export type ResourceRenderer = (resource: DeployedResource, context: Context) => Made | null;

/** What makes each type; a type without a row has no server there (`support` says why) or is outside. */
export const renderers: Partial<Readonly<Record<ResourceType, ResourceRenderer>>> = {
  postgres: (resource, context) => cloudSql(resource, context, 'postgres'),
  pgvector: (resource, context) => cloudSql(resource, context, 'postgres'),
  mysql: (resource, context) => cloudSql(resource, context, 'mysql'),
  mssql: (resource, context) => cloudSql(resource, context, 'mssql'),
  redis,
  memcached,
  object_storage: storage,
  pubsub,
  firestore,
  spanner,
  llm_api: vertex,
  tika: runServer,
  gotenberg: runServer,
  mongodb: machine,
  cassandra: machine,
  clickhouse: machine,
  neo4j: machine,
  elasticsearch: machine,
  meilisearch: machine,
  typesense: machine,
  qdrant: machine,
  weaviate: machine,
  milvus: machine,
  chroma: machine,
  kafka: machine,
  rabbitmq: machine,
  nats: machine,
  ollama: machine,
  mlflow: machine,
  label_studio: machine,
};
