import type { Library } from '../library.ts';
import { keys } from './spring.ts';

const account = { username: 'user', password: 'password' } as const;

/** Configuration keys of Quarkus, Micronaut and Ktor. */
export const otherFrameworks: readonly Library[] = [
  {
    language: 'java',
    packages: ['io.quarkus:quarkus-agroal', 'io.quarkus:quarkus-hibernate-orm'],
    modules: [],
    settings: ['quarkus.datasource', 'quarkus.datasource.*'].flatMap((prefix) =>
      keys(prefix, 'by-url', { 'jdbc.url': 'url', 'reactive.url': 'url', ...account }),
    ),
  },
  {
    language: 'java',
    packages: ['io.quarkus:quarkus-redis-client'],
    modules: [],
    settings: keys('quarkus.redis', 'redis', { hosts: 'url', password: 'password' }),
  },
  {
    language: 'java',
    packages: ['io.quarkus:quarkus-mongodb-client'],
    modules: [],
    settings: keys('quarkus.mongodb', 'mongodb', {
      'connection-string': 'url',
      hosts: 'host',
      database: 'database',
      'credentials.username': 'user',
      'credentials.password': 'password',
    }),
  },
  {
    language: 'java',
    packages: ['io.quarkus:quarkus-elasticsearch-rest-client'],
    modules: [],
    settings: keys('quarkus.elasticsearch', 'elasticsearch', { hosts: 'host', ...account }),
  },
  {
    language: 'java',
    packages: ['io.quarkus:quarkus-mailer'],
    modules: [],
    settings: keys('quarkus.mailer', 'smtp', { host: 'host', port: 'port', ...account }, 'optional'),
  },
  {
    language: 'java',
    packages: ['io.quarkus:quarkus-neo4j', 'io.quarkiverse.neo4j:quarkus-neo4j'],
    modules: [],
    settings: keys('quarkus.neo4j', 'neo4j', { uri: 'url', 'authentication.username': 'user', 'authentication.password': 'password' }),
  },
  {
    language: 'java',
    packages: ['io.quarkiverse.minio:quarkus-minio'],
    modules: [],
    settings: keys('quarkus.minio', 'object_storage', { url: 'url', 'access-key': 'accessKey', 'secret-key': 'secretKey' }),
  },
  {
    language: 'java',
    packages: ['io.quarkus:quarkus-amazon-s3', 'io.quarkiverse.amazonservices:quarkus-amazon-s3'],
    modules: [],
    settings: keys('quarkus.s3', 'object_storage', { 'endpoint-override': 'url', 'aws.region': 'region' }),
  },
  {
    language: 'java',
    packages: ['io.quarkiverse.langchain4j:quarkus-langchain4j-openai'],
    modules: [],
    settings: [
      { path: 'quarkus.langchain4j.openai.api-key', resource: 'llm_api', carries: 'apiKey' },
      { path: 'quarkus.langchain4j.openai.base-url', resource: 'llm_api', carries: 'url' },
      { path: 'quarkus.langchain4j.ollama.base-url', resource: 'ollama', carries: 'url' },
    ],
  },
  {
    language: 'java',
    packages: ['io.quarkus:quarkus-messaging-kafka', 'io.quarkus:quarkus-kafka-client', 'io.micronaut.kafka:micronaut-kafka'],
    modules: [],
    settings: [
      { path: 'kafka.bootstrap.servers', resource: 'kafka', carries: { property: 'url', form: 'host:port' } },
      { path: 'quarkus.kafka-streams.bootstrap-servers', resource: 'kafka', carries: { property: 'url', form: 'host:port' } },
      {
        path: 'mp.messaging.connector.smallrye-kafka.bootstrap.servers',
        resource: 'kafka',
        carries: { property: 'url', form: 'host:port' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['io.quarkus:quarkus-messaging-rabbitmq'],
    modules: [],
    settings: [
      { path: 'rabbitmq-host', resource: 'rabbitmq', carries: 'host' },
      { path: 'rabbitmq-port', resource: 'rabbitmq', carries: 'port' },
      { path: 'rabbitmq-username', resource: 'rabbitmq', carries: 'user' },
      { path: 'rabbitmq-password', resource: 'rabbitmq', carries: 'password' },
    ],
  },
  {
    language: 'java',
    packages: ['io.micronaut:micronaut-http-server-netty', 'io.micronaut.sql:micronaut-jdbc-hikari'],
    modules: [],
    settings: [
      ...keys('datasources.*', 'by-url', { url: 'url', ...account }),
      ...keys('r2dbc.datasources.*', 'by-url', { url: 'url', ...account }),
    ],
  },
  {
    language: 'java',
    packages: ['io.micronaut.redis:micronaut-redis-lettuce'],
    modules: [],
    settings: keys('redis', 'redis', { uri: 'url' }),
  },
  {
    language: 'java',
    packages: ['io.micronaut.mongodb:micronaut-mongo-sync'],
    modules: [],
    settings: keys('mongodb', 'mongodb', { uri: 'url' }),
  },
  {
    language: 'java',
    packages: ['io.micronaut.rabbitmq:micronaut-rabbitmq'],
    modules: [],
    settings: keys('rabbitmq', 'rabbitmq', { uri: 'url' }),
  },
  {
    language: 'java',
    packages: ['net.logstash.logback:logstash-logback-encoder'],
    modules: [],
    settings: [
      { path: 'logstash.destination', resource: 'logstash', carries: { property: 'url', form: 'host:port' }, need: 'optional' },
      { path: 'logstash.remoteHost', resource: 'logstash', carries: 'host', need: 'optional' },
    ],
  },
];
