import { awsConnection } from '../aws.ts';
import type { ServerImage } from '../image.ts';
import { postgresImage } from '../postgres-image.ts';
import { account } from './login.ts';

export const postgres: ServerImage = {
  title: 'PostgreSQL',
  image: 'docker.io/library/postgres',
  tag: '17',
  withExtensions: postgresImage,
  port: 5432,
  data: '/var/lib/postgresql/data',
  below: 'pgdata',
  account: 999,
  writes: ['/var/run/postgresql'],
  memory: 512,
  ready: { program: ['sh', '-c', 'exec pg_isready -h 127.0.0.1 -U "$POSTGRES_USER" -d "$POSTGRES_DB"'] },
  // From 18 on the image keeps its data elsewhere, and refuses a volume here, unless it is told (docker-library/postgres#1259).
  env: ({ user, password, database }) => ({
    PGDATA: '/var/lib/postgresql/data',
    POSTGRES_USER: user,
    POSTGRES_PASSWORD: password,
    POSTGRES_DB: database,
  }),
  connection: account,
};

export const mysql: ServerImage = {
  title: 'MySQL',
  image: 'docker.io/library/mysql',
  tag: '8.4',
  port: 3306,
  data: '/var/lib/mysql',
  below: 'mysql',
  account: 999,
  writes: ['/var/run/mysqld'],
  memory: 1024,
  // It says yes to nobody in particular, and only once it listens for others than itself.
  ready: { program: ['mysqladmin', 'ping', '--host=127.0.0.1', '--silent'] },
  env: ({ user, password, database, adminPassword }) => ({
    MYSQL_USER: user,
    MYSQL_PASSWORD: password,
    MYSQL_DATABASE: database,
    MYSQL_ROOT_PASSWORD: adminPassword,
  }),
  connection: account,
};

export const mongodb: ServerImage = {
  title: 'MongoDB',
  image: 'docker.io/library/mongo',
  tag: '7',
  port: 27017,
  data: '/data/db',
  account: 999,
  writes: ['/data/configdb'],
  memory: 1024,
  ready: { program: ['mongosh', '--quiet', '--eval', "db.adminCommand('ping').ok"] },
  env: ({ told, user, password }) => (told.password ? { MONGO_INITDB_ROOT_USERNAME: user, MONGO_INITDB_ROOT_PASSWORD: password } : {}),
  connection: (login) => (login.told.password ? account(login) : { database: login.database }),
};

export const cassandra: ServerImage = {
  title: 'Apache Cassandra',
  image: 'docker.io/library/cassandra',
  tag: '5.0',
  port: 9042,
  data: '/var/lib/cassandra',
  account: 999,
  // Its start writes what it is told into its own configuration.
  writes: null,
  memory: 1536,
  ready: 'connects',
  env: () => ({ MAX_HEAP_SIZE: '512M', HEAP_NEWSIZE: '128M' }),
  connection: ({ database }) => ({ database }),
};

export const clickhouse: ServerImage = {
  title: 'ClickHouse',
  image: 'docker.io/clickhouse/clickhouse-server',
  tag: '25.8',
  port: 8123,
  ports: { native: 9000 },
  data: '/var/lib/clickhouse',
  account: 101,
  writes: ['/var/log/clickhouse-server', '/etc/clickhouse-server/users.d'],
  memory: 1024,
  ready: { page: '/ping' },
  env: ({ user, password, database }) => ({
    CLICKHOUSE_USER: user,
    CLICKHOUSE_PASSWORD: password,
    CLICKHOUSE_DB: database,
    CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT: '1',
  }),
  connection: account,
};

export const neo4j: ServerImage = {
  title: 'Neo4j',
  image: 'docker.io/library/neo4j',
  tag: '5',
  port: 7687,
  ports: { http: 7474 },
  data: '/data',
  account: 7474,
  writes: null,
  memory: 1024,
  ready: 'connects',
  env: ({ told, password }) => ({ NEO4J_AUTH: told.password ? `neo4j/${password}` : 'none', NEO4J_server_memory_heap_max__size: '512m' }),
  connection: ({ told, password, host, port }) => ({
    ...(told.password ? { user: 'neo4j', password } : {}),
    database: 'neo4j',
    properties: { url: `bolt://${host}:${port}` },
  }),
};

export const dynamodb: ServerImage = {
  title: 'DynamoDB Local',
  image: 'docker.io/amazon/dynamodb-local',
  tag: '2.6.1',
  tags: 'none',
  port: 8000,
  data: '/home/dynamodblocal/data',
  user: 'root',
  account: 1000,
  writes: null,
  memory: 512,
  ready: 'connects',
  arguments: () => ['-jar', 'DynamoDBLocal.jar', '-sharedDb', '-dbPath', './data'],
  connection: (login) => awsConnection('dynamodb', 'DYNAMODB', login),
};
