import type { ResourceType } from '@groundwork/blueprint';
import type { Support } from '@groundwork/provision';

const container = (title: string): Support => ({ unsupported: `${title} is not rendered yet` });
const outside = (title: string): Support => ({ unsupported: `${title} is not rendered yet` });
const elsewhere = (what: string): Support => ({ unsupported: what });

/** Every resource type, and what serves it on AWS. */
export const support = {
  postgres: { title: 'RDS for PostgreSQL, or Aurora' },
  mysql: { title: 'RDS for MySQL, or Aurora' },
  mssql: { title: 'RDS for SQL Server Express' },
  sqlite: elsewhere('a file on EFS is not rendered yet'),
  mongodb: elsewhere('DocumentDB is not rendered yet'),
  redis: { title: 'ElastiCache for Valkey' },
  memcached: elsewhere('ElastiCache for Memcached is not rendered yet'),
  dynamodb: elsewhere('DynamoDB is not rendered yet'),
  firestore: elsewhere('Firestore is served by Google Cloud alone'),
  spanner: elsewhere('Spanner is served by Google Cloud alone'),
  cassandra: container('Cassandra'),
  clickhouse: container('ClickHouse'),
  neo4j: container('Neo4j'),
  elasticsearch: elsewhere('OpenSearch Service, or Elasticsearch in a container is not rendered yet'),
  meilisearch: container('Meilisearch'),
  typesense: container('Typesense'),
  pgvector: { title: 'RDS for PostgreSQL with pgvector' },
  qdrant: container('Qdrant'),
  weaviate: container('Weaviate'),
  milvus: container('Milvus'),
  chroma: container('Chroma'),
  pinecone: outside('Pinecone'),
  azure_ai_search: elsewhere('Azure AI Search is served by Azure alone'),
  kafka: elsewhere('Kafka in a container, or MSK is not rendered yet'),
  rabbitmq: elsewhere('Amazon MQ for RabbitMQ, or RabbitMQ in a container is not rendered yet'),
  nats: container('NATS'),
  sqs: elsewhere('SQS is not rendered yet'),
  sns: elsewhere('SNS is not rendered yet'),
  pubsub: elsewhere('Pub/Sub is served by Google Cloud alone'),
  kinesis: elsewhere('Kinesis Data Streams is not rendered yet'),
  azure_servicebus: elsewhere('Service Bus is served by Azure alone'),
  object_storage: { title: 'S3' },
  smtp: outside('a mail server'),
  llm_api: elsewhere('Bedrock where the code uses it, else an outside service is not rendered yet'),
  ollama: container('Ollama'),
  tika: container('Apache Tika'),
  gotenberg: container('Gotenberg'),
  otel: container('OpenTelemetry Collector'),
  mlflow: container('MLflow'),
  label_studio: container('Label Studio'),
  logstash: container('Logstash'),
} satisfies Record<ResourceType, Support>;
