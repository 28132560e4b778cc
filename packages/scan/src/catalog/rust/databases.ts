import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, Library } from '../library.ts';

const sqlTypes: readonly ResourceType[] = ['postgres', 'mysql', 'sqlite', 'mssql'];

const postgresEnvironment: Readonly<Record<string, Carries>> = {
  PGHOST: 'host',
  PGPORT: 'port',
  PGUSER: 'user',
  PGPASSWORD: 'password',
  PGDATABASE: 'database',
};

/** Builders of connection options: `PgConnectOptions::new().host(…).password(…)`. */
const options: Readonly<Record<string, Carries>> = {
  '.host.0': 'host',
  '.hostname.0': 'host',
  '.port.0': 'port',
  '.username.0': 'user',
  '.user.0': 'user',
  '.password.0': 'password',
  '.database.0': 'database',
  '.dbname.0': 'database',
};

/** Ways a pool's builder is told: `PgPoolOptions::new().max_connections(5).connect(&url)`. */
const connecting: Readonly<Record<string, Carries>> = {
  '.connect.0': 'url',
  '.connect_lazy.0': 'url',
};

/** One database of sqlx, by the prefix of its types. */
function sqlx(prefix: string, module: string, type: ResourceType): ClientRule[] {
  const environment = type === 'postgres' ? { environment: postgresEnvironment } : {};
  return [
    {
      calls: [`sqlx.${module}.${prefix}PoolOptions.new`, `${prefix}PoolOptions.new`, `sqlx.${prefix}PoolOptions.new`],
      resource: type,
      arguments: connecting,
    },
    {
      calls: ['connect', 'connect_lazy'].flatMap((name) => [
        `sqlx.${prefix}Pool.${name}`,
        `sqlx.${module}.${prefix}Pool.${name}`,
        `sqlx.${prefix}Connection.${name}`,
        `sqlx.${module}.${prefix}Connection.${name}`,
      ]),
      resource: type,
      arguments: { '0': 'url' },
    },
    {
      calls: [`sqlx.${module}.${prefix}ConnectOptions.new`, `sqlx.${module}.${prefix}ConnectOptions.default`],
      resource: type,
      arguments: { ...options, '.filename.0': 'path' },
      ...environment,
    },
    {
      calls: [
        `sqlx.${module}.${prefix}ConnectOptions.from_str`,
        `sqlx.${module}.${prefix}ConnectOptions.parse`,
        `sqlx.${module}.${prefix}ConnectOptions.from_url`,
      ],
      resource: type,
      arguments: { '0': 'url' },
    },
  ];
}

const byUrl = (calls: readonly string[], argument = '0'): ClientRule => ({
  calls,
  resource: 'by-url',
  arguments: { [argument]: 'url' },
  among: sqlTypes,
});

/** Drivers of a crate by the features it is built with. */
const features = (crate: string, drivers: Readonly<Record<string, ResourceType>>): Library[] =>
  Object.entries(drivers).map(([feature, drives]) => ({ language: 'rust', packages: [`${crate}/${feature}`], modules: [], drives }));

/** Relational databases. */
export const databaseLibraries: readonly Library[] = [
  {
    language: 'rust',
    packages: ['sqlx'],
    clients: [
      ...sqlx('Pg', 'postgres', 'postgres'),
      ...sqlx('MySql', 'mysql', 'mysql'),
      ...sqlx('Sqlite', 'sqlite', 'sqlite'),
      byUrl([
        'sqlx.AnyPool.connect',
        'sqlx.any.AnyPool.connect',
        'sqlx.Pool.connect',
        'sqlx.Pool.connect_lazy',
        'sqlx.Connection.connect',
        'sqlx.AnyConnection.connect',
      ]),
      { calls: ['sqlx.any.AnyPoolOptions.new', 'sqlx.pool.PoolOptions.new'], resource: 'by-url', arguments: connecting, among: sqlTypes },
    ],
  },
  ...features('sqlx', { postgres: 'postgres', mysql: 'mysql', sqlite: 'sqlite', mssql: 'mssql' }),
  {
    language: 'rust',
    packages: ['diesel'],
    clients: [
      {
        calls: [
          'diesel.PgConnection.establish',
          'diesel.pg.PgConnection.establish',
          'PgConnection.establish',
          'diesel.prelude.PgConnection.establish',
        ],
        resource: 'postgres',
        arguments: { '0': 'url' },
      },
      {
        calls: ['diesel.MysqlConnection.establish', 'diesel.mysql.MysqlConnection.establish', 'MysqlConnection.establish'],
        resource: 'mysql',
        arguments: { '0': 'url' },
      },
      {
        calls: ['diesel.SqliteConnection.establish', 'diesel.sqlite.SqliteConnection.establish', 'SqliteConnection.establish'],
        resource: 'sqlite',
        arguments: { '0': 'path' },
      },
      byUrl(['diesel.r2d2.ConnectionManager.new', 'r2d2_diesel.ConnectionManager.new', 'ConnectionManager.new']),
    ],
  },
  ...features('diesel', { postgres: 'postgres', mysql: 'mysql', sqlite: 'sqlite', returning_clauses_for_sqlite_3_35: 'sqlite' }),
  {
    language: 'rust',
    packages: ['diesel-async'],
    modules: ['diesel_async'],
    clients: [
      byUrl([
        'diesel_async.pooled_connection.AsyncDieselConnectionManager.new',
        'diesel_async.pooled_connection.AsyncDieselConnectionManager.new_with_config',
        'diesel_async.AsyncConnection.establish',
      ]),
      { calls: ['diesel_async.AsyncPgConnection.establish'], resource: 'postgres', arguments: { '0': 'url' } },
      { calls: ['diesel_async.AsyncMysqlConnection.establish'], resource: 'mysql', arguments: { '0': 'url' } },
    ],
  },
  ...features('diesel-async', { postgres: 'postgres', mysql: 'mysql', sqlite: 'sqlite' }),
  {
    language: 'rust',
    packages: ['sea-orm', 'sea-orm-migration'],
    modules: ['sea_orm', 'sea_orm_migration'],
    clients: [
      byUrl([
        'sea_orm.Database.connect',
        'sea_orm.ConnectOptions.new',
        'sea_orm_migration.sea_orm.Database.connect',
        'Database.connect',
        'ConnectOptions.new',
      ]),
    ],
  },
  ...features('sea-orm', { 'sqlx-postgres': 'postgres', 'sqlx-mysql': 'mysql', 'sqlx-sqlite': 'sqlite' }),
  {
    language: 'rust',
    packages: ['tokio-postgres', 'postgres'],
    modules: ['tokio_postgres', 'postgres'],
    drives: 'postgres',
    clients: [
      {
        calls: ['tokio_postgres.connect', 'postgres.Client.connect', 'tokio_postgres.Config.from_str', 'postgres.Config.from_str'],
        resource: 'postgres',
        arguments: { '0': 'url' },
      },
      {
        calls: ['tokio_postgres.Config.new', 'tokio_postgres.config.Config.new', 'postgres.Config.new', 'postgres.Client.configure'],
        resource: 'postgres',
        arguments: options,
      },
    ],
  },
  {
    language: 'rust',
    packages: ['deadpool-postgres', 'bb8-postgres', 'r2d2_postgres'],
    modules: ['deadpool_postgres', 'bb8_postgres', 'r2d2_postgres'],
    drives: 'postgres',
    clients: [
      {
        calls: ['bb8_postgres.PostgresConnectionManager.new_from_stringlike', 'r2d2_postgres.PostgresConnectionManager.new'],
        resource: 'postgres',
        arguments: { '0': 'url' },
      },
      // A pool is made of the configuration whatever is set on it.
      { calls: ['deadpool_postgres.Config.new', 'deadpool_postgres.Config.default'], resource: 'postgres', arguments: {} },
    ],
    settings: (['host', 'port', 'user', 'password', 'dbname', 'url'] as const).flatMap((key) =>
      ['deadpool_postgres.Config.new()', 'deadpool_postgres.Config.default()'].map((made) => ({
        path: `${made}.${key}`,
        resource: 'postgres' as const,
        carries: key === 'dbname' ? ('database' as const) : key,
      })),
    ),
  },
  {
    language: 'rust',
    packages: ['mysql_async', 'mysql', 'mysql_async_wasi'],
    modules: ['mysql_async', 'mysql'],
    drives: 'mysql',
    clients: [
      {
        calls: [
          'mysql_async.Pool.new',
          'mysql_async.Pool.from_url',
          'mysql.Pool.new',
          'mysql_async.Opts.from_url',
          'mysql.Opts.from_url',
          'mysql.Conn.new',
        ],
        resource: 'mysql',
        arguments: { '0': 'url' },
      },
      {
        calls: ['mysql_async.OptsBuilder.default', 'mysql.OptsBuilder.new'],
        resource: 'mysql',
        arguments: {
          '.ip_or_hostname.0': 'host',
          '.tcp_port.0': 'port',
          '.user.0': 'user',
          '.pass.0': 'password',
          '.db_name.0': 'database',
        },
      },
    ],
  },
  {
    language: 'rust',
    packages: ['rusqlite', 'tokio-rusqlite', 'r2d2_sqlite', 'libsql', 'deadpool-sqlite', 'async-sqlite'],
    modules: ['rusqlite', 'tokio_rusqlite', 'r2d2_sqlite', 'libsql', 'deadpool_sqlite', 'async_sqlite'],
    drives: 'sqlite',
    clients: [
      {
        calls: [
          'rusqlite.Connection.open',
          'rusqlite.Connection.open_with_flags',
          'tokio_rusqlite.Connection.open',
          'r2d2_sqlite.SqliteConnectionManager.file',
          'libsql.Builder.new_local',
          'deadpool_sqlite.Config.new',
        ],
        resource: 'sqlite',
        arguments: { '0': 'path' },
      },
    ],
  },
  {
    language: 'rust',
    packages: ['tiberius'],
    drives: 'mssql',
    clients: [
      { calls: ['tiberius.Config.new'], resource: 'mssql', arguments: { '.host.0': 'host', '.port.0': 'port', '.database.0': 'database' } },
      { calls: ['tiberius.Config.from_ado_string', 'tiberius.Config.from_jdbc_string'], resource: 'mssql', arguments: { '0': 'url' } },
      { calls: ['tiberius.AuthMethod.sql_server'], resource: 'mssql', arguments: { '0': 'user', '1': 'password' } },
    ],
  },
  {
    language: 'rust',
    packages: ['pgvector'],
    drives: 'pgvector',
    clients: [{ calls: ['pgvector.Vector.from'], resource: 'pgvector', arguments: {} }],
  },
];
