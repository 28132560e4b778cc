import type { Carries, ClientRule, Library, ResourceChoice } from '../library.ts';

/** The options a module is registered with, told at once or by a factory. */
const inFactory = (told: Readonly<Record<string, Carries>>): Readonly<Record<string, Carries>> =>
  Object.fromEntries(Object.entries(told).map(([path, carries]) => [`useFactory.${path}`, carries]));

/** `X.forRoot(options)` and `X.forRootAsync({ useFactory: () => options })`. */
const registered = (
  calls: readonly string[],
  resource: ResourceChoice,
  told: Readonly<Record<string, Carries>>,
  more: Partial<ClientRule> = {},
): ClientRule[] => [
  { calls: calls.flatMap((name) => [`${name}.forRoot`, `${name}.register`]), resource, arguments: told, ...more },
  {
    calls: calls.flatMap((name) => [`${name}.forRootAsync`, `${name}.registerAsync`]),
    resource: typeof resource === 'object' ? { ...resource, told: `useFactory.${resource.told}` } : resource,
    arguments: inFactory(told),
    ...more,
  },
];

const dialects = {
  postgres: 'postgres',
  cockroach: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
  mssql: 'mssql',
  sqlite: 'sqlite',
  mongo: 'mongodb',
} as const;

const database = {
  url: 'url',
  uri: 'url',
  host: 'host',
  port: 'port',
  username: 'user',
  password: 'password',
  database: 'database',
  'replication.master.host': 'host',
  'replication.master.url': 'url',
} as const;

const redis = {
  redis: 'url',
  url: 'url',
  'redis.host': 'host',
  'redis.port': 'port',
  'redis.password': 'password',
  'connection.host': 'host',
  'connection.port': 'port',
  'connection.username': 'user',
  'connection.password': 'password',
  'connection.url': 'url',
} as const;

const microservice = (resource: 'rabbitmq' | 'kafka' | 'redis' | 'nats', told: Readonly<Record<string, Carries>>): ClientRule => ({
  calls: [
    '@nestjs/core.NestFactory.createMicroservice',
    '@nestjs/microservices.ClientProxyFactory.create',
    '*.connectMicroservice',
    '@nestjs/microservices.ClientsModule.register',
  ],
  resource: 'by-url',
  among: [resource],
  arguments: { ...told, ...Object.fromEntries(Object.entries(told).map(([path, carries]) => [`0.0.${path}`, carries])) },
});

/** Modules of Nest that open connections of their own. */
export const nestLibraries: readonly Library[] = [
  {
    language: 'node',
    packages: ['@nestjs/typeorm'],
    clients: registered(['@nestjs/typeorm.TypeOrmModule'], { told: 'type', contains: dialects }, database, {
      among: ['postgres', 'mysql', 'mssql', 'sqlite', 'mongodb'],
    }),
  },
  {
    language: 'node',
    packages: ['@nestjs/sequelize'],
    clients: registered(['@nestjs/sequelize.SequelizeModule'], { told: 'dialect', contains: dialects }, database, {
      among: ['postgres', 'mysql', 'mssql', 'sqlite'],
    }),
  },
  {
    language: 'node',
    packages: ['@nestjs/mongoose'],
    clients: registered(['@nestjs/mongoose.MongooseModule'], 'mongodb', { '0': 'url', uri: 'url' }),
  },
  {
    language: 'node',
    packages: ['@nestjs/bull', '@nestjs/bullmq'],
    clients: registered(['@nestjs/bull.BullModule', '@nestjs/bullmq.BullModule'], 'redis', redis),
  },
  {
    language: 'node',
    packages: ['@nestjs-modules/ioredis', '@liaoliaots/nestjs-redis', '@songkeys/nestjs-redis', 'nestjs-redis'],
    clients: registered(
      [
        '@nestjs-modules/ioredis.RedisModule',
        '@liaoliaots/nestjs-redis.RedisModule',
        '@songkeys/nestjs-redis.RedisModule',
        'nestjs-redis.RedisModule',
      ],
      'redis',
      {
        url: 'url',
        'config.url': 'url',
        'config.host': 'host',
        'config.port': 'port',
        'config.password': 'password',
        host: 'host',
        port: 'port',
        'options.host': 'host',
      },
    ),
  },
  {
    language: 'node',
    packages: ['@nestjs-modules/mailer'],
    clients: registered(
      ['@nestjs-modules/mailer.MailerModule'],
      'smtp',
      {
        transport: 'url',
        'transport.host': 'host',
        'transport.port': 'port',
        'transport.auth.user': 'user',
        'transport.auth.pass': 'password',
      },
      { need: 'optional' },
    ),
  },
  {
    language: 'node',
    packages: ['@nestjs/elasticsearch'],
    clients: registered(['@nestjs/elasticsearch.ElasticsearchModule'], 'elasticsearch', {
      node: 'url',
      nodes: 'url',
      'auth.username': 'user',
      'auth.password': 'password',
    }),
  },
  {
    language: 'node',
    packages: ['@golevelup/nestjs-rabbitmq'],
    drives: 'rabbitmq',
    clients: registered(['@golevelup/nestjs-rabbitmq.RabbitMQModule'], 'rabbitmq', { '1.uri': 'url', uri: 'url' }),
  },
  {
    language: 'node',
    packages: ['@nestjs/microservices'],
    modules: ['@nestjs/microservices', '@nestjs/core'],
    clients: [
      microservice('rabbitmq', { 'options.urls': 'url', 'options.queue': 'queue' }),
      microservice('kafka', { 'options.client.brokers': 'url' }),
      microservice('nats', { 'options.servers': 'url' }),
      microservice('redis', { 'options.host': 'host', 'options.port': 'port', 'options.password': 'password' }),
    ],
  },
];
