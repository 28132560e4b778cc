import type { Library, SettingRule } from '../library.ts';
import { relational } from './relational.ts';

/** Django's ENGINE names the backend's module. */
const engines = {
  told: 'ENGINE',
  contains: {
    postg: 'postgres',
    psqlextra: 'postgres',
    timescale: 'postgres',
    mysql: 'mysql',
    mariadb: 'mysql',
    mssql: 'mssql',
    sql_server: 'mssql',
    sqlite: 'sqlite',
    spatialite: 'sqlite',
    djongo: 'mongodb',
    mongodb: 'mongodb',
    cockroach: 'postgres',
    spanner: 'spanner',
    clickhouse: 'clickhouse',
  },
} as const;

/** Where Django's DATABASES dictionary stands: the setting, and dictionaries that are put into it. */
const databases = (key: string, carries: SettingRule['carries']): SettingRule => ({
  path: `**.DATABASES.*.${key}`,
  resource: engines,
  carries,
  among: relational,
});

/** Django's settings. */
export const djangoLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['django'],
    settings: [
      databases('HOST', 'host'),
      databases('PORT', 'port'),
      databases('USER', 'user'),
      databases('PASSWORD', 'password'),
      databases('NAME', 'database'),
      { path: '**.DATABASES.*', resource: 'by-url', carries: 'url', among: relational },
      ...(['default', 'primary', 'replica'] as const).map((name): SettingRule => ({
        path: `DATABASES.${name}`,
        resource: 'by-url',
        carries: 'url',
        among: relational,
      })),
      {
        path: '**.CACHES.*.LOCATION',
        resource: { told: 'BACKEND', contains: { redis: 'redis', valkey: 'redis', memcached: 'memcached' } },
        carries: 'url',
        among: ['redis', 'memcached'],
      },
      { path: '**.CACHES.*.OPTIONS.PASSWORD', resource: 'redis', carries: 'password' },
      { path: '**.CACHES.*', resource: 'by-url', carries: 'url', among: ['redis', 'memcached'] },
      {
        path: '**.CHANNEL_LAYERS.*.CONFIG.hosts',
        resource: { told: 'BACKEND', contains: { redis: 'redis', rabbit: 'rabbitmq' } },
        carries: 'url',
        among: ['redis', 'rabbitmq'],
      },
      { path: '**.EMAIL_HOST', resource: 'smtp', carries: 'host' },
      { path: '**.EMAIL_PORT', resource: 'smtp', carries: 'port' },
      { path: '**.EMAIL_HOST_USER', resource: 'smtp', carries: 'user' },
      { path: '**.EMAIL_HOST_PASSWORD', resource: 'smtp', carries: 'password' },
    ],
  },
];
