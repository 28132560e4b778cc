import type { LaunchedResource } from '../launch/schema.ts';
import type { RunningServer, ServerDriver } from './provider.ts';
import type { Server } from './schema.ts';

type Drivers = { readonly [Name in Server['driver']]: () => Promise<ServerDriver<Extract<Server, { driver: Name }>>> };

/** Loaded when one is to start: a client of every kind of server would be half of what a supervisor keeps in memory. */
const drivers: Drivers = {
  memcached: async () => (await import('./memcached/driver.ts')).memcachedDriver,
  cassandra: async () => (await import('./cassandra/driver.ts')).cassandraDriver,
  container: async () => (await import('./container/driver.ts')).containerDriver,
  dynamodb: async () => (await import('./dynamodb/driver.ts')).dynamodbDriver,
  elasticsearch: async () => (await import('./elasticsearch/driver.ts')).elasticsearchDriver,
  mongodb: async () => (await import('./mongodb/driver.ts')).mongodbDriver,
  mysql: async () => (await import('./mysql/driver.ts')).mysqlDriver,
  nats: async () => (await import('./nats/driver.ts')).natsDriver,
  neo4j: async () => (await import('./neo4j/driver.ts')).neo4jDriver,
  postgres: async () => (await import('./postgres/driver.ts')).postgresDriver,
  rabbitmq: async () => (await import('./rabbitmq/driver.ts')).rabbitmqDriver,
  redis: async () => (await import('./redis/driver.ts')).redisDriver,
  smtp: async () => (await import('./smtp/driver.ts')).smtpDriver,
  sqlite: async () => (await import('./sqlite.ts')).sqliteDriver,
  tika: async () => (await import('./tika/driver.ts')).tikaDriver,
  sqs: async () => (await import('./sqs/driver.ts')).sqsDriver,
  kafka: async () => (await import('./kafka/driver.ts')).kafkaDriver,
  web: async () => (await import('./web/driver.ts')).webDriver,
};

/** Starts the server of a resource and returns when it answers. */
export async function startServer(resource: LaunchedResource, run: string, signal: AbortSignal): Promise<RunningServer> {
  const driver: ServerDriver<Server> = await drivers[resource.server.driver]();
  return driver.start(resource.server, { resource, run, signal });
}
