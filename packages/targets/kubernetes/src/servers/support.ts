import type { ResourceType } from '@groundwork/blueprint';
import type { Support } from '@groundwork/provision';

const ofVendor = (vendor: string): Support => ({ title: `${vendor}'s own, whose key a person gives` });

/** What serves each type in a cluster. A type that is not here does not compile. */
export const support: Readonly<Record<ResourceType, Support>> = {
  postgres: { title: 'PostgreSQL: StatefulSet, or CloudNativePG' },
  mysql: { title: 'MySQL: StatefulSet, or MariaDB operator' },
  mssql: {
    unsupported:
      'its licence has to be accepted by a person: run its image with ACCEPT_EULA=Y and give the code its address (serving: external)',
  },
  sqlite: { title: 'a file on a volume' },
  mongodb: { title: 'MongoDB: StatefulSet' },
  redis: { title: 'Redis: StatefulSet, or Redis operator' },
  memcached: { title: 'Memcached: StatefulSet' },
  dynamodb: { title: 'DynamoDB Local: StatefulSet' },
  firestore: { unsupported: 'only Google runs it; its emulator keeps nothing' },
  spanner: { unsupported: 'only Google runs it; its emulator keeps nothing' },
  cassandra: { title: 'Apache Cassandra: StatefulSet' },
  clickhouse: { title: 'ClickHouse: StatefulSet' },
  neo4j: { title: 'Neo4j: StatefulSet' },
  elasticsearch: { title: 'Elasticsearch: StatefulSet' },
  meilisearch: { title: 'Meilisearch: StatefulSet' },
  typesense: { title: 'Typesense: StatefulSet' },
  pgvector: { title: 'PostgreSQL with pgvector: StatefulSet' },
  qdrant: { title: 'Qdrant: StatefulSet' },
  weaviate: { title: 'Weaviate: StatefulSet' },
  milvus: { title: 'Milvus standalone: StatefulSet' },
  chroma: { title: 'Chroma: StatefulSet' },
  pinecone: ofVendor('Pinecone'),
  azure_ai_search: ofVendor('Microsoft'),
  kafka: { title: 'Apache Kafka: StatefulSet' },
  rabbitmq: { title: 'RabbitMQ: StatefulSet, or RabbitMQ cluster operator' },
  nats: { title: 'NATS: StatefulSet' },
  sqs: { title: 'ElasticMQ, which speaks its protocol: StatefulSet' },
  sns: { unsupported: 'only Amazon runs it' },
  pubsub: { unsupported: 'only Google runs it; its emulator keeps nothing' },
  kinesis: { unsupported: 'only Amazon runs it' },
  azure_servicebus: { unsupported: 'only Microsoft runs it; its emulator needs a SQL Server, whose licence a person has to accept' },
  object_storage: { title: 'Versity S3 Gateway on a volume: StatefulSet' },
  smtp: { title: 'a relay outside, whose address a person gives' },
  llm_api: ofVendor('its vendor'),
  ollama: { title: 'Ollama: StatefulSet' },
  tika: { title: 'Apache Tika: StatefulSet' },
  gotenberg: { title: 'Gotenberg: StatefulSet' },
  otel: { title: 'a collector of the cluster, whose address a person gives' },
  mlflow: { title: 'MLflow tracking server: StatefulSet' },
  label_studio: { title: 'Label Studio: StatefulSet' },
  logstash: { unsupported: 'what it does is in a configuration of its own: run it with that of the repository (serving: external)' },
};

/** Types that nobody serves in the cluster: a person says where they are. */
export const outside: ReadonlySet<ResourceType> = new Set(['pinecone', 'azure_ai_search', 'smtp', 'llm_api', 'otel']);
