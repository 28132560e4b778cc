import type { ResourceType } from '@groundwork/blueprint';
import type { DeployedResource, Support } from '@groundwork/provision';
import { cosmos } from './cosmos.ts';
import { eventHubs } from './event-hubs.ts';
import { external, outside } from './external.ts';
import { mssql } from './mssql.ts';
import { mysql } from './mysql.ts';
import { objectStorage } from './object-storage.ts';
import { llmApi } from './openai.ts';
import type { Part, PartContext, PartRenderer } from './part.ts';
import { postgres } from './postgres.ts';
import { redis } from './redis.ts';
import { search } from './search.ts';
import { server } from './server.ts';
import { serviceBus } from './service-bus.ts';
import { sqlite } from './sqlite.ts';

interface Rendering {
  readonly title: string;
  readonly except?: string;
  readonly render: PartRenderer;
}

const rendered = (title: string, render: PartRenderer, except?: string): Rendering => ({
  title,
  render,
  ...(except === undefined ? {} : { except }),
});
const not = (unsupported: string): { readonly unsupported: string } => ({ unsupported });

const elsewhere = 'give one that is there already with `serving: external`';
const amazon = (instead: string) =>
  not(`an interface that only Amazon serves; on Azure ${instead} does the same for code that speaks to it, or ${elsewhere}`);
const google = (instead: string) =>
  not(`an interface that only Google serves; on Azure ${instead} does the same for code that speaks to it, or ${elsewhere}`);
const disk = not(`it wants a disk of its own, and Container Apps have network shares only: deploy it to Kubernetes, or ${elsewhere}`);

const renderings: Readonly<Record<ResourceType, Rendering | { readonly unsupported: string }>> = {
  postgres: rendered('Azure Database for PostgreSQL, flexible server', postgres),
  pgvector: rendered('Azure Database for PostgreSQL, flexible server', postgres),
  mysql: rendered('Azure Database for MySQL, flexible server', mysql),
  mssql: rendered('Azure SQL Database', mssql),
  sqlite: rendered('a file on an NFS share', sqlite),
  mongodb: rendered('Cosmos DB for MongoDB', cosmos),
  redis: rendered('Azure Managed Redis', redis),
  memcached: rendered('a container', server),
  object_storage: rendered(
    'Blob Storage, with S3Proxy in front for code that speaks S3',
    objectStorage,
    "code that speaks Google's own interface or one vendor's",
  ),
  azure_servicebus: rendered('Service Bus', serviceBus),
  kafka: rendered('Event Hubs', eventHubs, 'code that has no variable for a login'),
  azure_ai_search: rendered('AI Search', search),
  rabbitmq: rendered('a container with its files on a share', server),
  nats: rendered('a container with its files on a share', server),
  ollama: rendered('a container with its models on a share', server),
  tika: rendered('a container', server),
  gotenberg: rendered('a container', server),
  llm_api: rendered(
    'a service of others by its key; Azure OpenAI by role where it is asked for',
    llmApi,
    'Azure OpenAI where the code has no variable for its address',
  ),
  pinecone: rendered('a service of others by its key', outside),
  dynamodb: amazon('Cosmos DB'),
  sqs: amazon('Service Bus'),
  sns: amazon('Service Bus topics'),
  kinesis: amazon('Event Hubs'),
  firestore: google('Cosmos DB'),
  spanner: google('PostgreSQL'),
  pubsub: google('Service Bus'),
  cassandra: disk,
  clickhouse: disk,
  neo4j: disk,
  elasticsearch: disk,
  meilisearch: disk,
  typesense: disk,
  qdrant: disk,
  weaviate: disk,
  milvus: disk,
  chroma: disk,
  smtp: not(`mail of Communication Services needs a domain that a person proves to own: ${elsewhere}`),
  otel: not(`where its data goes is a person's to say: ${elsewhere}`),
  logstash: not(`where its data goes is a person's to say: ${elsewhere}`),
  mlflow: not(`no image of it is known that keeps its runs in a database: ${elsewhere}, or use an Azure Machine Learning workspace`),
  label_studio: not(`its account is made by hand: ${elsewhere}`),
};

/** What serves each type on Azure, or why nothing does. */
export const support: Readonly<Record<ResourceType, Support>> = renderings;

/** What a resource comes to, or why it cannot be had. */
export function partOf(resource: DeployedResource, context: PartContext): Part | { readonly unsupported: string } {
  if (resource.settings.serving === 'external') return external(resource, context);
  const rendering = renderings[resource.resource.type];
  if ('unsupported' in rendering) return rendering;
  return rendering.render(resource, context);
}
