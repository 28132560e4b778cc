import type { LaunchedResource } from '../launch/schema.ts';
import { memcachedDriver } from './memcached/driver.ts';
import { mongodbDriver } from './mongodb/driver.ts';
import { mysqlDriver } from './mysql/driver.ts';
import { containerDriver } from './container/driver.ts';
import { dynamodbDriver } from './dynamodb/driver.ts';
import { elasticsearchDriver } from './elasticsearch/driver.ts';
import { cassandraDriver } from './cassandra/driver.ts';
import { kafkaDriver } from './kafka/driver.ts';
import { sqsDriver } from './sqs/driver.ts';
import { tikaDriver } from './tika/driver.ts';
import { natsDriver } from './nats/driver.ts';
import { neo4jDriver } from './neo4j/driver.ts';
import { postgresDriver } from './postgres/driver.ts';
import type { RunningServer, ServerDriver } from './provider.ts';
import { rabbitmqDriver } from './rabbitmq/driver.ts';
import { redisDriver } from './redis/driver.ts';
import type { Server } from './schema.ts';
import { smtpDriver } from './smtp/driver.ts';
import { sqliteDriver } from './sqlite.ts';
import { webDriver } from './web/driver.ts';

type Drivers = { readonly [Name in Server['driver']]: ServerDriver<Extract<Server, { driver: Name }>> };

const drivers: Drivers = {
  memcached: memcachedDriver,
  cassandra: cassandraDriver,
  container: containerDriver,
  dynamodb: dynamodbDriver,
  elasticsearch: elasticsearchDriver,
  mongodb: mongodbDriver,
  mysql: mysqlDriver,
  nats: natsDriver,
  neo4j: neo4jDriver,
  postgres: postgresDriver,
  rabbitmq: rabbitmqDriver,
  redis: redisDriver,
  smtp: smtpDriver,
  sqlite: sqliteDriver,
  tika: tikaDriver,
  sqs: sqsDriver,
  kafka: kafkaDriver,
  web: webDriver,
};

/** Starts the server of a resource and returns when it answers. */
export function startServer(resource: LaunchedResource, run: string, signal: AbortSignal): Promise<RunningServer> {
  const driver: ServerDriver<Server> = drivers[resource.server.driver];
  return driver.start(resource.server, { resource, run, signal });
}
