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

/** A dictionary that names one of Django's engines is a database's wherever it stands. */
const anywhere = (key: string, carries: SettingRule['carries']): SettingRule => ({
  path: `**.${key}`,
  resource: engines,
  carries,
  among: [],
});

const storages = { s3: 'object_storage', gcloud: 'object_storage', azure: 'object_storage', minio: 'object_storage' } as const;

const parsers = (methods: readonly string[], modules: readonly string[]): string[] => [
  ...modules.flatMap((module) => [`${module}.config`, `${module}.parse`]),
  ...['environ.Env()', 'environ.FileAwareEnv()', 'environs.Env()', 'environs.env'].flatMap((object) =>
    methods.map((method) => `${object}.${method}`),
  ),
];

/** Django's settings, and the parsers of URLs that are written for them. */
export const djangoLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['django'],
    clients: [
      {
        calls: parsers(['db', 'db_url', 'dj_db_url'], ['dj_database_url']),
        resource: 'by-url',
        arguments: { '()': 'url' },
        among: relational,
      },
      {
        calls: parsers(['cache', 'cache_url', 'dj_cache_url'], ['django_cache_url']),
        resource: 'by-url',
        arguments: { '()': 'url' },
        among: ['redis', 'memcached'],
        localWhen: /^(locmem|dummy|file|db)/,
      },
      {
        calls: [
          'django.core.mail.send_mail',
          'django.core.mail.send_mass_mail',
          'django.core.mail.EmailMessage',
          'django.core.mail.EmailMultiAlternatives',
        ],
        resource: 'smtp',
        arguments: {},
        through: { setting: 'EMAIL_BACKEND', usual: /smtp/i },
      },
      {
        calls: parsers(['email', 'email_url', 'dj_email_url'], ['dj_email_url']),
        resource: 'smtp',
        arguments: { '()': 'url' },
        localWhen: /^(console|dummy|file|memory)/,
        need: 'optional',
      },
      { calls: parsers(['channels', 'channels_url'], []), resource: 'redis', arguments: { '()': 'url' }, localWhen: /^inmemory/ },
      { calls: parsers(['search_url'], ['dj_search_url']), resource: 'by-url', arguments: { '()': 'url' }, among: ['elasticsearch'] },
      {
        calls: ['django_heroku.settings', 'django_on_heroku.settings'],
        resource: 'postgres',
        arguments: {},
        environment: { DATABASE_URL: 'url' },
      },
    ],
    settings: [
      databases('HOST', 'host'),
      databases('PORT', 'port'),
      databases('USER', 'user'),
      databases('PASSWORD', 'password'),
      databases('NAME', 'database'),
      anywhere('HOST', 'host'),
      anywhere('PORT', 'port'),
      anywhere('USER', 'user'),
      anywhere('PASSWORD', 'password'),
      anywhere('NAME', 'database'),
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
      { path: '**.EMAIL_HOST', resource: 'smtp', carries: 'host', need: 'optional' },
      { path: '**.EMAIL_PORT', resource: 'smtp', carries: 'port', need: 'optional' },
      { path: '**.EMAIL_HOST_USER', resource: 'smtp', carries: 'user', need: 'optional' },
      { path: '**.EMAIL_HOST_PASSWORD', resource: 'smtp', carries: 'password', need: 'optional' },
      // Django 6.1
      ...Object.entries({ host: 'host', port: 'port', username: 'user', password: 'password' } as const).map(
        ([key, carries]): SettingRule => ({
          path: `**.MAILERS.*.OPTIONS.${key}`,
          resource: 'smtp',
          carries,
          need: 'optional',
        }),
      ),
      {
        path: '**.DEFAULT_FILE_STORAGE',
        resource: { told: 'DEFAULT_FILE_STORAGE', contains: storages },
        carries: { property: 'endpoint', form: 'choice' },
        among: [],
      },
      {
        path: '**.STORAGES.default.BACKEND',
        resource: { told: 'BACKEND', contains: storages },
        carries: { property: 'endpoint', form: 'choice' },
        among: [],
      },
    ],
  },
];
