import type { Library, SettingRule } from '../library.ts';
import { sqlDrivers } from './databases.ts';

const keys = (
  prefix: string,
  resource: SettingRule['resource'],
  told: Readonly<Record<string, SettingRule['carries']>>,
  need?: 'optional',
): SettingRule[] =>
  Object.entries(told).map(([key, carries]) => ({ path: `${prefix}.${key}`, resource, carries, ...(need ? { need } : {}) }));

const server = { url: 'url', host: 'host', port: 'port', username: 'user', password: 'password', database: 'database' } as const;
const aws = { key: 'accessKey', secret: 'secretKey', region: 'region', endpoint: 'url' } as const;

/** Laravel's configuration, under the names its files and keys have: https://laravel.com/docs/configuration. */
export const laravelLibrary: Library = {
  language: 'php',
  packages: ['laravel/framework', 'laravel/lumen-framework'],
  modules: ['laravel:config'],
  settings: [
    ...keys(
      'laravel.database.connections.*',
      { told: 'driver', contains: { ...sqlDrivers, mongodb: 'mongodb', clickhouse: 'clickhouse' } },
      { ...server, dsn: 'url' },
    ),
    ...keys('laravel.redis.*', 'redis', server),
    ...keys('laravel.queue.sqs.*', 'sqs', { ...aws, prefix: 'url', queue: 'queue' }),
    ...keys('laravel.queue.rabbitmq.*', 'rabbitmq', {
      host: 'host',
      port: 'port',
      user: 'user',
      login: 'user',
      password: 'password',
      dsn: 'url',
    }),
    ...keys('laravel.cache.memcached.*', 'memcached', { host: 'host', port: 'port' }),
    ...keys('laravel.cache.dynamodb.*', 'dynamodb', { ...aws, table: 'table' }),
    ...keys('laravel.filesystems.s3.*', 'object_storage', { ...aws, bucket: 'bucket' }),
    ...keys('laravel.filesystems.gcs.*', 'object_storage', { bucket: 'bucket' }),
    ...keys('laravel.mail.*', 'smtp', { host: 'host', port: 'port', username: 'user', password: 'password', url: 'url' }, 'optional'),
    ...keys('laravel.scout.meilisearch', 'meilisearch', { host: 'url', key: 'apiKey' }),
    ...keys('laravel.scout.typesense', 'typesense', { host: 'host', port: 'port', api_key: 'apiKey' }),
    ...keys('laravel.openai', 'llm_api', { api_key: 'apiKey', organization: 'organization', base_uri: 'url' }),
  ],
};
