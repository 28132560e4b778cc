import type { Property, ResourceType } from '@groundwork/blueprint';
import { readImage } from './image-names.ts';

/** A kind of image that is somebody else's server. */
export interface ImageRule {
  /** The image's name without registry and tag, or the end of it: `postgres` also covers `library/postgres` and `docker.io/bitnami/postgres`. */
  readonly images: readonly string[];
  readonly type: ResourceType;
  readonly extensions?: readonly string[];
  /** The tag tells the version of the server. `false` where it numbers the distribution instead. */
  readonly versioned?: boolean;
  /** It stands in for something real while one develops: a mail catcher, an emulator. */
  readonly standIn?: boolean;
  /** Variables by which the image itself is told, and what they carry. */
  readonly settings?: Readonly<Record<string, Property>>;
  /** One image that emulates many things: a variable that lists them, and what each is. */
  readonly lists?: { readonly variable: string; readonly types: Readonly<Record<string, ResourceType>> };
}

const postgresSettings = {
  POSTGRES_USER: 'user',
  POSTGRES_PASSWORD: 'password',
  POSTGRES_DB: 'database',
  POSTGRESQL_USERNAME: 'user',
  POSTGRESQL_PASSWORD: 'password',
  POSTGRESQL_DATABASE: 'database',
} as const satisfies Record<string, Property>;

const mysqlSettings = {
  MYSQL_USER: 'user',
  MYSQL_PASSWORD: 'password',
  MYSQL_ROOT_PASSWORD: 'password',
  MYSQL_DATABASE: 'database',
  MARIADB_USER: 'user',
  MARIADB_PASSWORD: 'password',
  MARIADB_ROOT_PASSWORD: 'password',
  MARIADB_DATABASE: 'database',
} as const satisfies Record<string, Property>;

const awsServices = {
  s3: 'object_storage',
  sqs: 'sqs',
  sns: 'sns',
  dynamodb: 'dynamodb',
  kinesis: 'kinesis',
} as const satisfies Record<string, ResourceType>;

/** Images of servers that services are told about. Names as on Docker Hub, ghcr.io, quay.io and the vendors' registries. */
export const imageRules: readonly ImageRule[] = [
  {
    images: ['pgvector/pgvector', 'ankane/pgvector', 'tensorchord/pgvecto-rs', 'tensorchord/vchord-postgres', 'immich-app/postgres'],
    type: 'postgres',
    extensions: ['vector'],
    settings: postgresSettings,
  },
  {
    images: ['postgis/postgis', 'mdillon/postgis', 'kartoza/postgis'],
    type: 'postgres',
    extensions: ['postgis'],
    settings: postgresSettings,
  },
  {
    images: ['timescale/timescaledb', 'timescale/timescaledb-ha', 'timescaledb'],
    type: 'postgres',
    extensions: ['timescaledb'],
    versioned: false,
    settings: postgresSettings,
  },
  { images: ['apache/age'], type: 'postgres', extensions: ['age'], versioned: false, settings: postgresSettings },
  {
    images: ['supabase/postgres', 'citusdata/citus', 'paradedb/paradedb', 'zalando/spilo', 'spilo-16', 'cloudnative-pg/postgresql'],
    type: 'postgres',
    versioned: false,
    settings: postgresSettings,
  },
  { images: ['postgres', 'postgresql', 'postgresql-16', 'crunchy-postgres', 'alloydbomni'], type: 'postgres', settings: postgresSettings },
  { images: ['mysql', 'mysql-server', 'mariadb', 'percona', 'percona-server', 'mariadb-galera'], type: 'mysql', settings: mysqlSettings },
  {
    images: ['mssql/server', 'azure-sql-edge', 'microsoft/mssql-server-linux'],
    type: 'mssql',
    settings: { SA_PASSWORD: 'password', MSSQL_SA_PASSWORD: 'password' },
  },
  {
    images: ['mongo', 'mongodb', 'mongodb-community-server', 'percona-server-mongodb', 'mongodb-atlas-local', 'ferretdb'],
    type: 'mongodb',
    settings: {
      MONGO_INITDB_ROOT_USERNAME: 'user',
      MONGO_INITDB_ROOT_PASSWORD: 'password',
      MONGO_INITDB_DATABASE: 'database',
      MONGODB_USERNAME: 'user',
      MONGODB_PASSWORD: 'password',
      MONGODB_DATABASE: 'database',
    },
  },
  {
    images: ['redis', 'valkey', 'valkey-bundle', 'redis-stack', 'redis-stack-server', 'keydb', 'dragonfly', 'redis-cluster', 'redismod'],
    type: 'redis',
    settings: { REDIS_PASSWORD: 'password', VALKEY_PASSWORD: 'password' },
  },
  { images: ['memcached'], type: 'memcached' },
  {
    images: ['rabbitmq', 'rabbitmq-management', 'cloudamqp/lavinmq'],
    type: 'rabbitmq',
    settings: {
      RABBITMQ_DEFAULT_USER: 'user',
      RABBITMQ_DEFAULT_PASS: 'password',
      RABBITMQ_USERNAME: 'user',
      RABBITMQ_PASSWORD: 'password',
    },
  },
  { images: ['nats', 'nats-streaming', 'nats-server'], type: 'nats' },
  {
    images: ['cp-kafka', 'kafka', 'apache/kafka-native', 'redpanda', 'kafka-native', 'strimzi/kafka', 'fast-data-dev', 'cp-server'],
    type: 'kafka',
    versioned: false,
  },
  {
    images: ['minio', 'azurite', 'fake-gcs-server', 'garage', 'seaweedfs', 's3mock', 'rustfs', 'versity/versitygw', 'zenko/cloudserver'],
    type: 'object_storage',
    versioned: false,
    settings: {
      MINIO_ROOT_USER: 'accessKey',
      MINIO_ROOT_PASSWORD: 'secretKey',
      MINIO_ACCESS_KEY: 'accessKey',
      MINIO_SECRET_KEY: 'secretKey',
      MINIO_DEFAULT_BUCKETS: 'bucket',
    },
  },
  {
    images: ['localstack', 'localstack-pro', 'localstack-light', 'motoserver/moto', 'ministackorg/ministack'],
    type: 'object_storage',
    versioned: false,
    standIn: true,
    lists: { variable: 'SERVICES', types: awsServices },
  },
  { images: ['elasticmq', 'elasticmq-native'], type: 'sqs', versioned: false, standIn: true },
  { images: ['dynamodb-local', 'dynalite'], type: 'dynamodb', versioned: false, standIn: true },
  { images: ['kinesalite', 'kinesis-mock'], type: 'kinesis', versioned: false, standIn: true },
  { images: ['azure-messaging/servicebus-emulator'], type: 'azure_servicebus', versioned: false, standIn: true },
  { images: ['cloud-spanner-emulator/emulator'], type: 'spanner', versioned: false, standIn: true },
  { images: ['firestore-emulator', 'google-cloud-firestore-emulator'], type: 'firestore', versioned: false, standIn: true },
  {
    images: ['pubsub-emulator', 'gcloud-pubsub-emulator', 'google-cloud-pubsub-emulator'],
    type: 'pubsub',
    versioned: false,
    standIn: true,
  },
  {
    images: [
      'mailhog',
      'mailpit',
      'maildev',
      'mailcatcher',
      'smtp4dev',
      'inbucket',
      'mailslurper',
      'greenmail/standalone',
      'mailtutan',
      'sj26/mailcatcher',
    ],
    type: 'smtp',
    versioned: false,
    standIn: true,
  },
  {
    images: ['boky/postfix', 'namshi/smtp', 'exim4', 'mailserver/docker-mailserver', 'docker-mailserver', 'bytemark/smtp'],
    type: 'smtp',
    versioned: false,
  },
  {
    images: ['elasticsearch', 'opensearch', 'elasticsearch-oss', 'zincsearch', 'opendistro-for-elasticsearch'],
    type: 'elasticsearch',
    settings: { ELASTIC_PASSWORD: 'password', OPENSEARCH_INITIAL_ADMIN_PASSWORD: 'password' },
  },
  { images: ['meilisearch'], type: 'meilisearch', settings: { MEILI_MASTER_KEY: 'apiKey' } },
  { images: ['typesense'], type: 'typesense', settings: { TYPESENSE_API_KEY: 'apiKey' } },
  { images: ['qdrant'], type: 'qdrant', settings: { QDRANT__SERVICE__API_KEY: 'apiKey' } },
  { images: ['weaviate'], type: 'weaviate' },
  { images: ['milvus'], type: 'milvus' },
  { images: ['chromadb/chroma', 'chroma-core/chroma'], type: 'chroma' },
  {
    images: ['clickhouse', 'clickhouse-server', 'altinity/clickhouse-server'],
    type: 'clickhouse',
    settings: { CLICKHOUSE_USER: 'user', CLICKHOUSE_PASSWORD: 'password', CLICKHOUSE_DB: 'database' },
  },
  { images: ['cassandra', 'scylla', 'dse-server'], type: 'cassandra' },
  { images: ['neo4j', 'memgraph/memgraph', 'memgraph-platform'], type: 'neo4j' },
  { images: ['ollama'], type: 'ollama', versioned: false },
  {
    images: ['vllm-openai', 'text-generation-inference', 'localai', 'litellm', 'litellm-database', 'llama.cpp', 'tabbyml/tabby'],
    type: 'llm_api',
    versioned: false,
  },
  { images: ['apache/tika', 'logicalspark/docker-tikaserver', 'paperless-ngx/tika'], type: 'tika', versioned: false },
  { images: ['gotenberg', 'thecodingmachine/gotenberg'], type: 'gotenberg' },
  {
    images: [
      'opentelemetry-collector',
      'opentelemetry-collector-contrib',
      'otel-lgtm',
      'jaegertracing/all-in-one',
      'jaegertracing/jaeger',
      'grafana/tempo',
      'grafana/alloy',
      'signoz-otel-collector',
      'aws-otel-collector',
      'aspire-dashboard',
    ],
    type: 'otel',
    versioned: false,
  },
  { images: ['mlflow/mlflow', 'bitnami/mlflow'], type: 'mlflow' },
  { images: ['heartexlabs/label-studio', 'humansignal/label-studio'], type: 'label_studio' },
  { images: ['logstash', 'logstash-oss'], type: 'logstash' },
];

/** Servers of files and reverse proxies: what is built on one serves files, or stands before something else. */
const fileServers =
  /(^|\/)(nginx|nginx-unprivileged|httpd|caddy|static-web-server|traefik|haproxy|envoy|openresty|angie|lighttpd|darkhttpd)$/;

/** The server an image is, `null` when it is none of the table. */
export function ruleOfImage(image: string): ImageRule | null {
  const { name } = readImage(image);
  // A name with a folder says more than one without.
  for (const rule of imageRules) if (rule.images.some((each) => each.includes('/') && ends(name, each))) return rule;
  for (const rule of imageRules) if (rule.images.some((each) => !each.includes('/') && ends(name, each))) return rule;
  return null;
}

const ends = (name: string, part: string): boolean => name === part || name.endsWith(`/${part}`);

/** Whether an image serves files or stands before something else. */
export const isFileServer = (image: string): boolean => fileServers.test(readImage(image).name);

/** Companions of a database, broker or service that no service is told about: consoles, exporters, proxies, schedulers of certificates. */
const companionImages =
  /(^|\/)(adminer|pgadmin4|phpmyadmin|mongo-express|redis-?commander|redisinsight|kibana|opensearch-dashboards|grafana|prometheus|alertmanager|cadvisor|node-exporter|\S+-exporter|portainer(-ce)?|watchtower|zookeeper|cp-zookeeper|cp-schema-registry|schema-registry|akhq|kafka-ui|kafdrop|kowl|console|pgbouncer|pgpool|redis-sentinel|mc|dozzle|busybox|alpine|etcd|flower|metabase|superset|loki|promtail|fluentd|fluent-bit|certbot|whoami|dnsmasq|autoheal|selenium\S*|standalone-chrome|chrome|browserless)$/;

export const isCompanion = (image: string): boolean => companionImages.test(readImage(image).name);

/** A connection pooler answers for the database behind it. */
export const isPooler = (image: string): boolean =>
  /(^|\/)(pgbouncer|pgpool|pgcat|odyssey|supavisor|proxysql|redis-sentinel)$/.test(readImage(image).name);
