import type { Library } from '../library.ts';
import { relational } from './relational.ts';

/** Mappers that are told by URL which database they speak to. */
export const ormLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['sqlalchemy', 'sqlmodel', 'geoalchemy2'],
    modules: ['sqlalchemy', 'sqlmodel'],
    clients: [
      {
        calls: [
          'sqlalchemy.create_engine',
          'sqlalchemy.engine.create_engine',
          'sqlalchemy.engine.create.create_engine',
          'sqlmodel.create_engine',
        ],
        resource: 'by-url',
        arguments: { '0': 'url', url: 'url' },
        among: relational,
        naming: 'driver',
      },
      {
        calls: [
          'sqlalchemy.ext.asyncio.create_async_engine',
          'sqlalchemy.ext.asyncio.engine.create_async_engine',
          'sqlalchemy.ext.asyncio.create_async_pool_from_url',
          'sqlmodel.ext.asyncio.session.create_async_engine',
        ],
        resource: 'by-url',
        arguments: { '0': 'url', url: 'url' },
        among: relational,
        naming: 'asynchronous driver',
      },
      {
        calls: ['sqlalchemy.engine_from_config'],
        resource: 'by-url',
        arguments: { 'sqlalchemy\\.url': 'url' },
        among: relational,
        naming: 'driver',
      },
      {
        calls: ['sqlalchemy.ext.asyncio.async_engine_from_config'],
        resource: 'by-url',
        arguments: { 'sqlalchemy\\.url': 'url' },
        among: relational,
        naming: 'asynchronous driver',
      },
    ],
  },
  {
    language: 'python',
    packages: ['flask-sqlalchemy', 'flask-alchemy', 'quart-sqlalchemy'],
    modules: ['flask_sqlalchemy'],
    settings: [
      { path: '**.SQLALCHEMY_DATABASE_URI', resource: 'by-url', carries: 'url', among: relational, naming: 'driver' },
      { path: '**.SQLALCHEMY_BINDS.*', resource: 'by-url', carries: 'url', among: relational, naming: 'driver' },
    ],
  },
  {
    language: 'python',
    packages: ['fastapi-sqlalchemy', 'fastapi-async-sqlalchemy'],
    clients: [{ calls: ['*.add_middleware'], resource: 'by-url', arguments: { db_url: 'url' }, among: relational }],
  },
  {
    language: 'python',
    packages: ['databases', 'ormar'],
    modules: ['databases'],
    clients: [
      {
        calls: ['databases.Database', 'databases.core.Database', 'ormar.DatabaseConnection'],
        resource: 'by-url',
        arguments: { '0': 'url', url: 'url' },
        among: relational,
      },
    ],
  },
  {
    language: 'python',
    packages: ['tortoise-orm'],
    modules: ['tortoise'],
    clients: [
      {
        calls: [
          'tortoise.Tortoise.init',
          'tortoise.contrib.fastapi.register_tortoise',
          'tortoise.contrib.sanic.register_tortoise',
          'tortoise.contrib.starlette.register_tortoise',
          'tortoise.contrib.quart.register_tortoise',
          'tortoise.contrib.aiohttp.register_tortoise',
          'tortoise.contrib.fastapi.RegisterTortoise',
          'tortoise.contrib.blacksheep.register_tortoise',
        ],
        resource: 'by-url',
        arguments: { db_url: 'url', 'config.connections.default': 'url', '0.connections.default': 'url' },
        among: relational,
      },
    ],
    settings: [
      { path: 'TORTOISE_ORM.connections.*', resource: 'by-url', carries: 'url', among: relational },
      {
        path: 'TORTOISE_ORM.connections.*.credentials.host',
        resource: { told: 'engine', contains: {} },
        carries: 'host',
        among: relational,
      },
      {
        path: 'TORTOISE_ORM.connections.*.credentials.port',
        resource: { told: 'engine', contains: {} },
        carries: 'port',
        among: relational,
      },
      {
        path: 'TORTOISE_ORM.connections.*.credentials.user',
        resource: { told: 'engine', contains: {} },
        carries: 'user',
        among: relational,
      },
      {
        path: 'TORTOISE_ORM.connections.*.credentials.password',
        resource: { told: 'engine', contains: {} },
        carries: 'password',
        among: relational,
      },
      {
        path: 'TORTOISE_ORM.connections.*.credentials.database',
        resource: { told: 'engine', contains: {} },
        carries: 'database',
        among: relational,
      },
    ],
  },
  {
    language: 'python',
    packages: ['peewee', 'peewee-async', 'peewee-aio'],
    modules: ['peewee', 'playhouse', 'peewee_async'],
    clients: [
      ...(['Postgresql', 'MySQL'] as const).map((name) => ({
        calls: [
          `peewee.${name}Database`,
          `playhouse.pool.Pooled${name}Database`,
          `playhouse.pool.Pooled${name}ExtDatabase`,
          `playhouse.postgres_ext.${name}ExtDatabase`,
          `peewee_async.Pooled${name}Database`,
          `peewee_async.${name}Database`,
        ],
        resource: name === 'MySQL' ? ('mysql' as const) : ('postgres' as const),
        arguments: {
          '0': 'database' as const,
          host: 'host' as const,
          port: 'port' as const,
          user: 'user' as const,
          password: 'password' as const,
        },
      })),
      {
        calls: ['peewee.SqliteDatabase', 'playhouse.sqlite_ext.SqliteExtDatabase', 'playhouse.pool.PooledSqliteDatabase'],
        resource: 'sqlite',
        arguments: { '0': 'database' },
      },
      { calls: ['playhouse.db_url.connect', 'playhouse.db_url.parse'], resource: 'by-url', arguments: { '0': 'url' }, among: relational },
    ],
  },
  {
    language: 'python',
    packages: ['pony'],
    modules: ['pony.orm'],
    clients: [
      {
        calls: ['pony.orm.Database', 'pony.orm.Database().bind', 'pony.orm.core.Database'],
        resource: { told: 'provider', contains: { postgres: 'postgres', cockroach: 'postgres', mysql: 'mysql', sqlite: 'sqlite' } },
        arguments: {
          host: 'host',
          port: 'port',
          user: 'user',
          password: 'password',
          passwd: 'password',
          database: 'database',
          db: 'database',
          filename: 'database',
        },
        among: relational,
      },
    ],
  },
  {
    language: 'python',
    packages: ['piccolo'],
    clients: [
      {
        calls: ['piccolo.engine.postgres.PostgresEngine', 'piccolo.engine.PostgresEngine', 'piccolo.engine.cockroach.CockroachEngine'],
        resource: 'postgres',
        arguments: {
          'config.host': 'host',
          'config.port': 'port',
          'config.user': 'user',
          'config.password': 'password',
          'config.database': 'database',
          'config.dsn': 'url',
        },
      },
      { calls: ['piccolo.engine.sqlite.SQLiteEngine'], resource: 'sqlite', arguments: { path: 'database' } },
    ],
  },
  {
    language: 'python',
    packages: ['gino'],
    drives: 'postgres',
    clients: [
      {
        calls: ['gino.create_engine', 'gino.Gino().set_bind', 'gino.ext.starlette.Gino'],
        resource: 'postgres',
        arguments: { '0': 'url', dsn: 'url', host: 'host', port: 'port', user: 'user', password: 'password', database: 'database' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['advanced-alchemy', 'litestar'],
    modules: ['advanced_alchemy', 'litestar.contrib.sqlalchemy', 'litestar.plugins.sqlalchemy'],
    clients: [
      {
        calls: [
          'advanced_alchemy.config.SQLAlchemyAsyncConfig',
          'advanced_alchemy.config.SQLAlchemySyncConfig',
          'litestar.plugins.sqlalchemy.SQLAlchemyAsyncConfig',
          'litestar.plugins.sqlalchemy.SQLAlchemySyncConfig',
          'litestar.contrib.sqlalchemy.plugins.SQLAlchemyAsyncConfig',
          'advanced_alchemy.extensions.litestar.SQLAlchemyAsyncConfig',
          'advanced_alchemy.extensions.fastapi.SQLAlchemyAsyncConfig',
        ],
        resource: 'by-url',
        arguments: { connection_string: 'url' },
        among: relational,
      },
    ],
  },
  {
    language: 'python',
    packages: ['pandas', 'polars', 'connectorx'],
    clients: [
      {
        calls: ['polars.read_database_uri', 'connectorx.read_sql'],
        resource: 'by-url',
        arguments: { uri: 'url', conn: 'url' },
        among: relational,
      },
    ],
  },
  {
    language: 'python',
    packages: ['dataset'],
    clients: [
      {
        calls: ['dataset.connect'],
        resource: 'by-url',
        arguments: { '0': 'url', url: 'url' },
        environment: { DATABASE_URL: 'url' },
        among: relational,
        naming: 'driver',
      },
    ],
  },
  {
    language: 'python',
    packages: ['yoyo-migrations'],
    modules: ['yoyo'],
    clients: [{ calls: ['yoyo.get_backend'], resource: 'by-url', arguments: { '0': 'url' }, among: relational }],
  },
  {
    language: 'python',
    packages: ['apscheduler'],
    clients: [
      {
        calls: ['apscheduler.jobstores.sqlalchemy.SQLAlchemyJobStore'],
        resource: 'by-url',
        arguments: { url: 'url', '0': 'url' },
        among: relational,
      },
      {
        calls: ['apscheduler.jobstores.redis.RedisJobStore'],
        resource: 'redis',
        arguments: { host: 'host', port: 'port', db: 'database', password: 'password' },
      },
      { calls: ['apscheduler.jobstores.mongodb.MongoDBJobStore'], resource: 'mongodb', arguments: { host: 'url' } },
    ],
  },
];
