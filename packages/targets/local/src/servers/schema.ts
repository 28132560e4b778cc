import { z } from 'zod';
import { memcachedServerSchema } from './memcached/schema.ts';
import { mongodbServerSchema } from './mongodb/schema.ts';
import { mysqlServerSchema } from './mysql/schema.ts';
import { containerServerSchema } from './container/schema.ts';
import { dynamodbServerSchema } from './dynamodb/schema.ts';
import { elasticsearchServerSchema } from './elasticsearch/schema.ts';
import { cassandraServerSchema } from './cassandra/schema.ts';
import { kafkaServerSchema } from './kafka/schema.ts';
import { sqsServerSchema } from './sqs/schema.ts';
import { tikaServerSchema } from './tika/schema.ts';
import { natsServerSchema } from './nats/schema.ts';
import { neo4jServerSchema } from './neo4j/schema.ts';
import { postgresServerSchema } from './postgres/schema.ts';
import { rabbitmqServerSchema } from './rabbitmq/schema.ts';
import { redisServerSchema } from './redis/schema.ts';
import { smtpServerSchema } from './smtp/schema.ts';
import { sqliteServerSchema } from './sqlite.ts';
import { webServerSchema } from './web/schema.ts';

/** A server found on this machine, with everything its driver needs to start it. */
export const serverSchema = z.discriminatedUnion('driver', [
  memcachedServerSchema,
  cassandraServerSchema,
  containerServerSchema,
  dynamodbServerSchema,
  elasticsearchServerSchema,
  mongodbServerSchema,
  mysqlServerSchema,
  natsServerSchema,
  neo4jServerSchema,
  postgresServerSchema,
  rabbitmqServerSchema,
  redisServerSchema,
  smtpServerSchema,
  sqliteServerSchema,
  kafkaServerSchema,
  sqsServerSchema,
  tikaServerSchema,
  webServerSchema,
]);

export type Server = z.infer<typeof serverSchema>;
