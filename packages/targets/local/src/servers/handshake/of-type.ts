import type { ResourceType } from '@groundwork/blueprint';
import type { Connection } from '@groundwork/provision';
import { cassandraAnswers } from '../cassandra/handshake.ts';
import { dynamodbAnswers } from '../dynamodb/handshake.ts';
import { kafkaAnswers } from '../kafka/handshake.ts';
import { memcachedAnswers } from '../memcached/handshake.ts';
import { natsAnswers } from '../nats/handshake.ts';
import { neo4jAnswers } from '../neo4j/handshake.ts';
import { logsIn } from '../rabbitmq/handshake.ts';
import { redisAnswers } from '../redis/handshake.ts';
import { tikaAnswers } from '../tika/handshake.ts';
import { pageHas } from './exchange.ts';
import { postgresAnswers } from './postgres.ts';

/** Whether the server behind a connection does what it is for. */
export type Handshake = (connection: Connection, extensions: readonly string[]) => Promise<boolean>;

const page =
  (path: string, text = ''): Handshake =>
  ({ port, properties }) =>
    pageHas(`http://127.0.0.1:${port}${path}`, text, bearer(properties?.apiKey));

const bearer = (key: string | undefined): Record<string, string> => (key === undefined ? {} : { authorization: `Bearer ${key}` });

/** By type and not by how it was started: a server in a container is asked what one from a package is. */
export const handshakes = {
  postgres: postgresAnswers,
  redis: redisAnswers,
  mysql: async (connection) => (await import('./mysql.ts')).mysqlAnswers(connection),
  mongodb: async (connection) => (await import('../mongodb/users.ts')).mongodbAnswers(connection),
  kafka: ({ port }) => kafkaAnswers({ port, topics: [] }),
  tika: tikaAnswers,
  memcached: memcachedAnswers,
  nats: natsAnswers,
  rabbitmq: ({ port, user, password }) => logsIn({ port, user: user ?? '', password: password ?? '' }),
  cassandra: ({ port, database }) => cassandraAnswers({ port, keyspaces: database === null ? [] : [database] }),
  neo4j: neo4jAnswers,
  elasticsearch: page('/_cluster/health', '"status"'),
  clickhouse: page('/ping', 'Ok.'),
  meilisearch: page('/health', 'available'),
  typesense: page('/health', '"ok":true'),
  qdrant: page('/readyz'),
  weaviate: page('/v1/.well-known/ready'),
  chroma: page('/api/v2/heartbeat', 'heartbeat'),
  ollama: page('/api/version', 'version'),
  gotenberg: page('/health', '"up"'),
  dynamodb: dynamodbAnswers,
  firestore: page('/', 'Ok'),
  pubsub: page('/', 'Ok'),
} satisfies Partial<Record<ResourceType, Handshake>>;

const byType: Partial<Readonly<Record<ResourceType, Handshake>>> = handshakes;

export const handshakeOf = (type: ResourceType): Handshake | null => byType[type] ?? null;
