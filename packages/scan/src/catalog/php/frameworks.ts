import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, Library, ResourceChoice, SettingRule } from '../library.ts';
import { bySqlDriver } from './databases.ts';

type ToldKeys = Readonly<Record<string, Carries>>;

const keys = (prefix: string, resource: ResourceChoice, told: ToldKeys, more: Partial<SettingRule> = {}): SettingRule[] =>
  Object.entries(told).map(([key, carries]) => ({ path: `${prefix}.${key}`, resource, carries, ...more }));

const sql: readonly ResourceType[] = ['postgres', 'mysql', 'mssql', 'sqlite'];
const account = { username: 'user', user: 'user', password: 'password' } as const;
const optional = { need: 'optional' } as const;

/** Symfony's bundles, by the keys of their configuration files: https://symfony.com/doc/current/reference/index.html. */
const symfony: Library = {
  language: 'php',
  packages: ['symfony/framework-bundle'],
  modules: ['symfony:config'],
  settings: [
    ...['symfony.doctrine.dbal', 'symfony.doctrine.dbal.connections.*'].flatMap((prefix) => [
      { path: `${prefix}.url`, resource: 'by-url', carries: 'url', among: sql } as const,
      ...keys(prefix, bySqlDriver('driver'), { host: 'host', port: 'port', dbname: 'database', ...account }),
    ]),
    ...['server', 'options.username', 'options.password'].map((key, at): SettingRule => ({
      path: `symfony.doctrine_mongodb.connections.*.${key}`,
      resource: 'mongodb',
      carries: (['url', 'user', 'password'] as const)[at] ?? 'url',
    })),
    { path: 'symfony.messenger.*', resource: 'by-url', carries: 'url', among: ['rabbitmq', 'redis', 'sqs', 'kafka'] },
    { path: 'symfony.framework.mailer.dsn', resource: 'smtp', carries: 'url', need: 'optional' },
    { path: 'symfony.framework.mailer.transports.*', resource: 'smtp', carries: 'url', need: 'optional' },
    { path: 'symfony.swiftmailer.url', resource: 'smtp', carries: 'url', need: 'optional' },
    ...keys('symfony.swiftmailer', 'smtp', { host: 'host', port: 'port', ...account }, optional),
    ...[
      'framework.cache.default_redis_provider',
      'framework.cache.pools.*.provider',
      'framework.session.handler_id',
      'framework.lock',
      'framework.lock.*',
      'snc_redis.clients.*.dsn',
    ].map((path): SettingRule => ({ path: `symfony.${path}`, resource: 'by-url', carries: 'url', among: ['redis', 'memcached'] })),
    { path: 'symfony.framework.cache.default_memcached_provider', resource: 'memcached', carries: 'url' },
    ...keys('symfony.old_sound_rabbit_mq.connections.*', 'rabbitmq', { url: 'url', host: 'host', port: 'port', ...account }),
    ...keys('symfony.fos_elastica.clients.*', 'elasticsearch', { url: 'url', host: 'host', port: 'port', hosts: 'url', ...account }),
    ...keys('symfony.meilisearch', 'meilisearch', { url: 'url', api_key: 'apiKey' }),
    { path: 'symfony.openai.api_key', resource: 'llm_api', carries: 'apiKey' },
  ],
};

const yiiClient = (resource: ResourceChoice, calls: readonly string[], args: ToldKeys, more: Partial<ClientRule> = {}): ClientRule => ({
  calls,
  resource,
  arguments: args,
  ...more,
});

/** Yii's components are arrays that name their class: https://www.yiiframework.com/doc/guide/2.0. */
const yii: Library = {
  language: 'php',
  packages: ['yiisoft/yii2'],
  modules: ['yii\\db', 'yii\\web'],
  clients: [
    yiiClient('by-url', ['yii.db.Connection', 'CDbConnection'], { dsn: 'url', connectionString: 'url', ...account }, { among: sql }),
    yiiClient('redis', ['yii.redis.Connection'], { hostname: 'host', port: 'port', password: 'password', database: 'database' }),
    yiiClient('mongodb', ['yii.mongodb.Connection'], { dsn: 'url' }),
    yiiClient('rabbitmq', ['yii.queue.amqp_interop.Queue', 'yii.queue.amqp.Queue'], {
      host: 'host',
      port: 'port',
      user: 'user',
      password: 'password',
      dsn: 'url',
    }),
    yiiClient(
      'smtp',
      ['yii.symfonymailer.Mailer', 'yii.swiftmailer.Mailer'],
      {
        'transport.dsn': 'url',
        'transport.host': 'host',
        'transport.port': 'port',
        'transport.username': 'user',
        'transport.password': 'password',
      },
      optional,
    ),
  ],
};

/** `modules` is what the language's linker notes on the files that are meant, where nothing is installed by Composer. */
const library = (packages: readonly string[], settings: readonly SettingRule[], modules: readonly string[] = []): Library => ({
  language: 'php',
  packages,
  modules,
  settings,
});

/** Frameworks and applications that are told in files of their own. */
export const frameworkLibraries: readonly Library[] = [
  symfony,
  yii,
  // What the linker recognised by its keys alone.
  library(
    ['ext-pdo'],
    ['driver', 'type', 'adapter', 'dbdriver', 'DBDriver', 'engine'].flatMap((told) =>
      keys(
        'connection.*',
        bySqlDriver(told),
        {
          url: 'url',
          dsn: 'url',
          host: 'host',
          hostname: 'host',
          server: 'host',
          port: 'port',
          username: 'user',
          user: 'user',
          password: 'password',
          dbname: 'database',
          database: 'database',
          name: 'database',
        },
        { among: [] },
      ),
    ),
    ['connection:array'],
  ),
  library(
    ['cakephp/cakephp'],
    [
      ...keys('exports.Datasources.default', bySqlDriver('driver'), {
        url: 'url',
        host: 'host',
        port: 'port',
        database: 'database',
        ...account,
      }),
      ...keys(
        'exports.EmailTransport.*',
        'smtp',
        { url: 'url', host: 'host', port: 'port', username: 'user', password: 'password' },
        optional,
      ),
      { path: 'exports.Cache.*.url', resource: 'by-url', carries: 'url', among: ['redis', 'memcached'], need: 'optional' },
    ],
  ),
  library(
    ['codeigniter4/framework', 'codeigniter/framework'],
    [
      // Version 4 lets its .env override a class's field by path; version 3 has an array.
      ...Object.entries({
        hostname: 'host',
        port: 'port',
        username: 'user',
        password: 'password',
        database: 'database',
        DSN: 'url',
      } as const).map(([key, carries]): SettingRule => ({
        path: `Database.default.${key}`,
        resource: bySqlDriver('DBDriver'),
        carries,
        environment: `database.default.${key}`,
      })),
      ...keys('$db.default', bySqlDriver('dbdriver'), {
        hostname: 'host',
        port: 'port',
        username: 'user',
        password: 'password',
        database: 'database',
        dsn: 'url',
      }),
    ],
    ['codeigniter:config'],
  ),
  library(
    ['topthink/framework'],
    [
      ...keys('exports.connections.*', bySqlDriver('type'), {
        hostname: 'host',
        hostport: 'port',
        username: 'user',
        password: 'password',
        database: 'database',
      }),
    ],
  ),
  library(
    ['hyperf/database', 'hyperf/db-connection'],
    [
      ...keys('exports.default', bySqlDriver('driver'), {
        host: 'host',
        port: 'port',
        database: 'database',
        username: 'user',
        password: 'password',
      }),
    ],
  ),
  library(
    ['drupal/core', 'drupal/core-recommended'],
    [
      ...keys('$databases.default.default', bySqlDriver('driver'), {
        host: 'host',
        port: 'port',
        database: 'database',
        username: 'user',
        password: 'password',
      }),
    ],
  ),
  library(
    ['magento/product-community-edition'],
    [...keys('exports.db.connection.default', 'mysql', { host: 'host', dbname: 'database', username: 'user', password: 'password' })],
  ),
  library(
    ['johnpbloch/wordpress', 'roots/wordpress'],
    [
      ...Object.entries({ DB_HOST: 'host', DB_USER: 'user', DB_PASSWORD: 'password', DB_NAME: 'database' } as const).map(
        ([key, carries]): SettingRule => ({ path: `wordpress.${key}`, resource: 'mysql', carries }),
      ),
      { path: 'wordpress.WP_REDIS_HOST', resource: 'redis', carries: 'host', need: 'optional' },
      { path: 'wordpress.WP_REDIS_PORT', resource: 'redis', carries: 'port', need: 'optional' },
      { path: 'wordpress.WP_REDIS_PASSWORD', resource: 'redis', carries: 'password', need: 'optional' },
    ],
    ['wordpress:config'],
  ),
];
