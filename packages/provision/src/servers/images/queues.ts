import type { ServerImage } from '../image.ts';

export const redis: ServerImage = {
  title: 'Redis',
  image: 'docker.io/library/redis',
  tag: '7',
  port: 6379,
  data: '/data',
  account: 999,
  memory: 256,
  ready: { program: ['sh', '-c', 'REDISCLI_AUTH="$REDIS_PASSWORD" redis-cli ping | grep -q PONG'] },
  env: ({ told, password }) => ({ REDIS_PASSWORD: told.password ? password : '' }),
  // Its password is read from a file made inside; the shell's own printf is no program that shows its arguments.
  arguments: () => [
    'sh',
    '-c',
    '{ echo "appendonly yes"; echo "dir /data"; [ -z "$REDIS_PASSWORD" ] || printf "requirepass %s\\n" "$REDIS_PASSWORD"; } > /tmp/redis.conf; exec redis-server /tmp/redis.conf',
  ],
  connection: ({ told, password }) => ({ password: told.password ? password : null }),
};

export const memcached: ServerImage = {
  title: 'Memcached',
  image: 'docker.io/library/memcached',
  tag: '1.6',
  port: 11211,
  data: null,
  account: 11211,
  memory: 128,
  ready: 'connects',
};

export const rabbitmq: ServerImage = {
  title: 'RabbitMQ',
  image: 'docker.io/library/rabbitmq',
  tag: '4',
  port: 5672,
  data: '/var/lib/rabbitmq',
  account: 999,
  writes: ['/etc/rabbitmq/conf.d', '/var/log/rabbitmq'],
  memory: 512,
  ready: 'connects',
  env: ({ user, password }) => ({ RABBITMQ_DEFAULT_USER: user, RABBITMQ_DEFAULT_PASS: password, RABBITMQ_NODENAME: 'rabbit@localhost' }),
  connection: ({ user, password }) => ({ user, password }),
};

export const nats: ServerImage = {
  title: 'NATS',
  image: 'docker.io/library/nats',
  tag: '2-alpine',
  flavour: '-alpine',
  port: 4222,
  data: '/data',
  account: 1000,
  memory: 128,
  ready: 'connects',
  env: ({ told, password }) => ({ NATS_PASSWORD: told.password ? password : '' }),
  arguments: ({ user }) => [
    'sh',
    '-c',
    `[ -z "$NATS_PASSWORD" ] || printf 'authorization { user: ${user}, password: "%s" }\\n' "$NATS_PASSWORD" > /tmp/nats.conf; touch /tmp/nats.conf; exec nats-server -c /tmp/nats.conf -js -sd /data`,
  ],
  connection: ({ told, user, password }) => (told.password ? { user, password } : {}),
};

export const kafka: ServerImage = {
  title: 'Apache Kafka',
  image: 'docker.io/apache/kafka',
  tag: '3.9.1',
  tags: 'complete',
  port: 9092,
  data: '/var/lib/kafka/data',
  below: 'log',
  user: 'root',
  account: 1000,
  writes: ['/opt/kafka/config', '/opt/kafka/logs', '/mnt/shared/config'],
  memory: 1024,
  ready: 'connects',
  env: ({ host, port }) => ({
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${host}:${port}`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    KAFKA_LOG_DIRS: '/var/lib/kafka/data',
    KAFKA_HEAP_OPTS: '-Xmx512m',
  }),
  connection: ({ host, port }) => ({ properties: { url: `${host}:${port}` } }),
};
