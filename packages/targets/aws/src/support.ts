import type { ResourceType } from '@groundwork/blueprint';
import { serverImageOf, type Support } from '@groundwork/provision';

const container = (type: ResourceType): Support => {
  const image = serverImageOf(type);
  return image
    ? { title: `${image.title} in a container, Fargate and EFS` }
    : { unsupported: 'there is no image whose makers stand for it' };
};
const outside = (title: string): Support => ({ title: `${title}, an outside service: its key is a secret of the environment` });
const elsewhere = (what: string): Support => ({ unsupported: what });

/** Every resource type, and what serves it on AWS. */
export const support: Readonly<Record<ResourceType, Support>> = {
  postgres: { title: 'RDS for PostgreSQL, or Aurora' },
  mysql: { title: 'RDS for MySQL, or Aurora' },
  mssql: { title: 'RDS for SQL Server Express' },
  sqlite: { title: 'a file on EFS' },
  mongodb: { title: 'DocumentDB' },
  redis: { title: 'ElastiCache for Valkey' },
  memcached: { title: 'ElastiCache for Memcached' },
  dynamodb: { title: 'DynamoDB' },
  firestore: elsewhere('Firestore is served by Google Cloud alone'),
  spanner: elsewhere('Spanner is served by Google Cloud alone'),
  cassandra: container('cassandra'),
  clickhouse: container('clickhouse'),
  neo4j: container('neo4j'),
  elasticsearch: { title: 'OpenSearch Service, or Elasticsearch in a container' },
  meilisearch: container('meilisearch'),
  typesense: container('typesense'),
  pgvector: { title: 'RDS for PostgreSQL with pgvector' },
  qdrant: container('qdrant'),
  weaviate: container('weaviate'),
  milvus: container('milvus'),
  chroma: container('chroma'),
  pinecone: outside('Pinecone'),
  azure_ai_search: elsewhere('Azure AI Search is served by Azure alone'),
  kafka: container('kafka'),
  rabbitmq: { title: 'Amazon MQ for RabbitMQ, or RabbitMQ in a container' },
  nats: container('nats'),
  sqs: { title: 'SQS' },
  sns: { title: 'SNS' },
  pubsub: elsewhere('Pub/Sub is served by Google Cloud alone'),
  kinesis: { title: 'Kinesis Data Streams' },
  azure_servicebus: elsewhere('Service Bus is served by Azure alone'),
  object_storage: { title: 'S3' },
  smtp: outside('a mail server'),
  llm_api: { title: 'Bedrock where the code uses it, else an outside service' },
  ollama: container('ollama'),
  tika: container('tika'),
  gotenberg: container('gotenberg'),
  otel: container('otel'),
  mlflow: container('mlflow'),
  label_studio: container('label_studio'),
  logstash: container('logstash'),
};
