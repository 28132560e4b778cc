import type { ResourceType } from '@groundwork/blueprint';
import type { Support } from '@groundwork/provision';

const onMachine = (what: string): Support => ({ title: `${what} in a container on a Compute Engine machine with a disk of its own` });
const outside = (what: string): Support => ({ title: `${what}, outside: its address and key are secrets of the environment` });
const amazon = (name: string, instead: string): Support => ({
  unsupported: `${name} is an interface of Amazon's that Google Cloud does not speak: deploy to aws, or use ${instead} in the code`,
});

/** What serves each type on Google Cloud, or why nothing does. */
export const support: Readonly<Record<ResourceType, Support>> = {
  postgres: { title: 'Cloud SQL for PostgreSQL' },
  pgvector: { title: 'Cloud SQL for PostgreSQL with pgvector' },
  mysql: { title: 'Cloud SQL for MySQL' },
  mssql: { title: 'Cloud SQL for SQL Server' },
  sqlite: {
    unsupported:
      'Cloud Run has no disk that outlives a container, and SQLite cannot lock a file in a mounted bucket: let the code use PostgreSQL, or deploy to kubernetes',
  },
  mongodb: onMachine('MongoDB'),
  redis: { title: 'Memorystore for Redis' },
  memcached: { title: 'Memorystore for Memcached' },
  dynamodb: amazon('DynamoDB', 'Firestore or Cloud SQL'),
  firestore: { title: 'Firestore' },
  spanner: { title: 'Spanner' },
  cassandra: onMachine('Cassandra'),
  clickhouse: onMachine('ClickHouse'),
  neo4j: onMachine('Neo4j'),
  elasticsearch: onMachine('Elasticsearch'),
  meilisearch: onMachine('Meilisearch'),
  typesense: onMachine('Typesense'),
  qdrant: onMachine('Qdrant'),
  weaviate: onMachine('Weaviate'),
  milvus: onMachine('Milvus'),
  chroma: onMachine('Chroma'),
  pinecone: outside('Pinecone'),
  azure_ai_search: outside('Azure AI Search'),
  kafka: onMachine('Apache Kafka'),
  rabbitmq: onMachine('RabbitMQ'),
  nats: onMachine('NATS'),
  sqs: amazon('SQS', 'Pub/Sub'),
  sns: amazon('SNS', 'Pub/Sub'),
  pubsub: { title: 'Pub/Sub' },
  kinesis: amazon('Kinesis', 'Pub/Sub'),
  azure_servicebus: {
    unsupported: 'Service Bus is a service of Azure: deploy to azure, or use Pub/Sub in the code',
  },
  object_storage: { title: 'Cloud Storage' },
  smtp: outside('A mail service'),
  llm_api: { title: 'Vertex AI by the role of the service, or a language model outside by its key' },
  ollama: onMachine('Ollama'),
  tika: { title: 'Apache Tika on Cloud Run' },
  gotenberg: { title: 'Gotenberg on Cloud Run' },
  otel: outside('An OpenTelemetry collector'),
  mlflow: onMachine('MLflow'),
  label_studio: onMachine('Label Studio'),
  logstash: {
    unsupported: 'Cloud Logging takes what services write: let the code log to its output, or give the address of your own as a secret',
  },
};
