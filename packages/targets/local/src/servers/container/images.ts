import type { ResourceType } from '@groundwork/blueprint';
import { awsConnection } from '../aws/connection.ts';
import { handshakes } from '../handshake/of-type.ts';
import type { Login, ServerImage } from './image.ts';
import { postgresImage } from './postgres-image.ts';

const account = ({ user, password }: Login) => ({ user, password, database: user });

const at = ({ port }: Login, properties: Readonly<Record<string, string>> = {}) => {
  const url = `http://127.0.0.1:${port}`;
  return { properties: { url, endpoint: url, ...properties } };
};

/** With a key only where the code can be told one. */
const keyed = (login: Login) => at(login, wantsKey(login) ? { apiKey: login.password } : {});

const wantsKey = ({ told }: Login): boolean => told.variables.some(({ property }) => property === 'apiKey');

const key = (login: Login, name: string): Record<string, string> => (wantsKey(login) ? { [name]: login.password } : {});

const postgres: ServerImage = {
  title: 'PostgreSQL',
  image: 'docker.io/library/postgres',
  tag: '17',
  withExtensions: postgresImage,
  port: 5432,
  data: '/var/lib/postgresql/data',
  env: ({ user, password }) => ({ POSTGRES_USER: user, POSTGRES_PASSWORD: password, POSTGRES_DB: user }),
  connection: account,
  answers: handshakes.postgres,
};

export const openSearchImage: ServerImage = {
  title: 'OpenSearch',
  image: 'docker.io/opensearchproject/opensearch',
  tag: '2.19.1',
  tags: 'complete',
  port: 9200,
  data: '/usr/share/opensearch/data',
  env: () => ({
    'discovery.type': 'single-node',
    DISABLE_SECURITY_PLUGIN: 'true',
    DISABLE_INSTALL_DEMO_CONFIG: 'true',
    OPENSEARCH_JAVA_OPTS: '-Xms512m -Xmx512m',
  }),
  connection: at,
  answers: handshakes.elasticsearch,
};

/** Images by type. Types that have no row have no image whose maker stands for it, or ask for a licence to be accepted. */
export const images: Partial<Readonly<Record<ResourceType, ServerImage>>> = {
  postgres,
  // A vector store inside PostgreSQL: the same server, asked for the extension.
  pgvector: postgres,
  mysql: {
    title: 'MySQL',
    image: 'docker.io/library/mysql',
    tag: '8.4',
    port: 3306,
    data: '/var/lib/mysql',
    env: ({ user, password, adminPassword }) => ({
      MYSQL_USER: user,
      MYSQL_PASSWORD: password,
      MYSQL_DATABASE: user,
      MYSQL_ROOT_PASSWORD: adminPassword,
    }),
    connection: account,
    answers: handshakes.mysql,
  },
  redis: {
    title: 'Redis',
    image: 'docker.io/library/redis',
    tag: '7',
    port: 6379,
    data: '/data',
    env: ({ told, password }) => ({ REDIS_PASSWORD: told.password ? password : '' }),
    // Its password is read from a file made inside; the shell's own printf is no program that shows its arguments.
    arguments: () => [
      'sh',
      '-c',
      '{ echo "appendonly yes"; echo "dir /data"; [ -z "$REDIS_PASSWORD" ] || printf "requirepass %s\\n" "$REDIS_PASSWORD"; } > /tmp/redis.conf; exec redis-server /tmp/redis.conf',
    ],
    connection: ({ told, password }) => ({ password: told.password ? password : null }),
    answers: handshakes.redis,
  },
  mongodb: {
    title: 'MongoDB',
    image: 'docker.io/library/mongo',
    tag: '7',
    port: 27017,
    data: '/data/db',
    env: ({ told, user, password }) => (told.password ? { MONGO_INITDB_ROOT_USERNAME: user, MONGO_INITDB_ROOT_PASSWORD: password } : {}),
    connection: (login) => (login.told.password ? account(login) : { database: login.user }),
    answers: handshakes.mongodb,
  },
  memcached: {
    title: 'Memcached',
    image: 'docker.io/library/memcached',
    tag: '1.6',
    port: 11211,
    data: null,
    answers: handshakes.memcached,
  },
  rabbitmq: {
    title: 'RabbitMQ',
    image: 'docker.io/library/rabbitmq',
    tag: '4',
    port: 5672,
    data: '/var/lib/rabbitmq',
    env: ({ user, password }) => ({ RABBITMQ_DEFAULT_USER: user, RABBITMQ_DEFAULT_PASS: password, RABBITMQ_NODENAME: 'rabbit@localhost' }),
    connection: ({ user, password }) => ({ user, password }),
    answers: handshakes.rabbitmq,
  },
  nats: {
    title: 'NATS',
    image: 'docker.io/library/nats',
    tag: '2-alpine',
    flavour: '-alpine',
    port: 4222,
    data: '/data',
    env: ({ told, password }) => ({ NATS_PASSWORD: told.password ? password : '' }),
    arguments: ({ user }) => [
      'sh',
      '-c',
      `[ -z "$NATS_PASSWORD" ] || printf 'authorization { user: ${user}, password: "%s" }\\n' "$NATS_PASSWORD" > /tmp/nats.conf; touch /tmp/nats.conf; exec nats-server -c /tmp/nats.conf -js -sd /data`,
    ],
    connection: ({ told, user, password }) => (told.password ? { user, password } : {}),
    answers: handshakes.nats,
  },
  kafka: {
    title: 'Apache Kafka',
    image: 'docker.io/apache/kafka',
    tag: '3.9.1',
    tags: 'complete',
    port: 9092,
    data: '/var/lib/kafka/data',
    user: 'root',
    env: ({ port }) => ({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_LOG_DIRS: '/var/lib/kafka/data',
      KAFKA_HEAP_OPTS: '-Xmx512m',
    }),
    connection: ({ port }) => ({ properties: { url: `127.0.0.1:${port}` } }),
    answers: handshakes.kafka,
  },
  cassandra: {
    title: 'Apache Cassandra',
    image: 'docker.io/library/cassandra',
    tag: '5.0',
    port: 9042,
    data: '/var/lib/cassandra',
    env: () => ({ MAX_HEAP_SIZE: '512M', HEAP_NEWSIZE: '128M' }),
    connection: ({ user }) => ({ database: user }),
    answers: handshakes.cassandra,
  },
  clickhouse: {
    title: 'ClickHouse',
    image: 'docker.io/clickhouse/clickhouse-server',
    tag: '25.8',
    port: 8123,
    data: '/var/lib/clickhouse',
    env: ({ user, password }) => ({
      CLICKHOUSE_USER: user,
      CLICKHOUSE_PASSWORD: password,
      CLICKHOUSE_DB: user,
      CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT: '1',
    }),
    connection: account,
    answers: handshakes.clickhouse,
  },
  neo4j: {
    title: 'Neo4j',
    image: 'docker.io/library/neo4j',
    tag: '5',
    port: 7687,
    data: '/data',
    env: ({ told, password }) => ({ NEO4J_AUTH: told.password ? `neo4j/${password}` : 'none', NEO4J_server_memory_heap_max__size: '512m' }),
    connection: ({ told, password, port }) => ({
      ...(told.password ? { user: 'neo4j', password } : {}),
      database: 'neo4j',
      properties: { url: `bolt://127.0.0.1:${port}` },
    }),
    answers: handshakes.neo4j,
  },
  elasticsearch: {
    title: 'Elasticsearch',
    image: 'docker.io/library/elasticsearch',
    tag: '8.19.4',
    tags: 'complete',
    port: 9200,
    data: '/usr/share/elasticsearch/data',
    env: () => ({ 'discovery.type': 'single-node', 'xpack.security.enabled': 'false', ES_JAVA_OPTS: '-Xms512m -Xmx512m' }),
    connection: at,
    answers: handshakes.elasticsearch,
  },
  meilisearch: {
    title: 'Meilisearch',
    image: 'docker.io/getmeili/meilisearch',
    tag: 'v1.15',
    tags: 'none',
    port: 7700,
    data: '/meili_data',
    env: (login) => ({ MEILI_NO_ANALYTICS: 'true', ...key(login, 'MEILI_MASTER_KEY') }),
    connection: keyed,
    answers: handshakes.meilisearch,
  },
  typesense: {
    title: 'Typesense',
    image: 'docker.io/typesense/typesense',
    tag: '29.0',
    tags: 'none',
    port: 8108,
    data: '/data',
    // It does not start without a key.
    env: ({ password }) => ({ TYPESENSE_DATA_DIR: '/data', TYPESENSE_API_KEY: password }),
    connection: (login) => at(login, { apiKey: login.password }),
    answers: handshakes.typesense,
  },
  qdrant: {
    title: 'Qdrant',
    image: 'docker.io/qdrant/qdrant',
    tag: 'v1.15.4',
    tags: 'none',
    port: 6333,
    data: '/qdrant/storage',
    env: (login) => key(login, 'QDRANT__SERVICE__API_KEY'),
    connection: keyed,
    answers: handshakes.qdrant,
  },
  chroma: {
    title: 'Chroma',
    image: 'docker.io/chromadb/chroma',
    tag: '1.0.20',
    tags: 'complete',
    port: 8000,
    data: '/data',
    connection: at,
    answers: handshakes.chroma,
  },
  ollama: {
    title: 'Ollama',
    image: 'docker.io/ollama/ollama',
    tag: 'latest',
    tags: 'none',
    port: 11434,
    data: '/root/.ollama',
    connection: at,
    answers: handshakes.ollama,
  },
  tika: {
    title: 'Apache Tika',
    image: 'docker.io/apache/tika',
    tag: 'latest',
    tags: 'none',
    port: 9998,
    data: null,
    connection: at,
    answers: handshakes.tika,
  },
  gotenberg: {
    title: 'Gotenberg',
    image: 'docker.io/gotenberg/gotenberg',
    tag: '8',
    port: 3000,
    data: null,
    connection: at,
    answers: handshakes.gotenberg,
  },
  dynamodb: {
    title: 'DynamoDB Local',
    image: 'docker.io/amazon/dynamodb-local',
    tag: 'latest',
    tags: 'none',
    port: 8000,
    data: '/home/dynamodblocal/data',
    user: 'root',
    arguments: () => ['-jar', 'DynamoDBLocal.jar', '-sharedDb', '-dbPath', './data'],
    connection: (login) => awsConnection('dynamodb', 'DYNAMODB', login),
    answers: handshakes.dynamodb,
  },
};

export const imageOf = (type: ResourceType): ServerImage | null => images[type] ?? null;
