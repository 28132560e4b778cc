import type { Carries, Library } from '../library.ts';

const sql = { host: 'host', port: 'port', user: 'user', password: 'password', database: 'database' } as const satisfies Readonly<
  Record<string, Carries>
>;

/** Drivers that speak SQL. */
export const databaseLibraries: readonly Library[] = [
  {
    language: 'node',
    packages: ['pg', 'pg-pool', 'pg-native', '@types/pg'],
    modules: ['pg', 'pg-pool'],
    drives: 'postgres',
    clients: [
      {
        calls: ['pg.Pool', 'pg.Client', 'pg-pool', 'pg.native.Client', 'pg.default.Pool'],
        resource: 'postgres',
        arguments: { '0': 'url', connectionString: 'url', ...sql },
        environment: { PGHOST: 'host', PGPORT: 'port', PGUSER: 'user', PGPASSWORD: 'password', PGDATABASE: 'database' },
        silent: 'postgres://localhost:5432',
      },
    ],
  },
  {
    language: 'node',
    packages: ['postgres'],
    drives: 'postgres',
    clients: [
      {
        calls: ['postgres'],
        resource: 'postgres',
        arguments: { '0': 'url', host: 'host', port: 'port', username: 'user', user: 'user', password: 'password', database: 'database' },
        environment: { PGHOST: 'host', PGPORT: 'port', PGUSER: 'user', PGPASSWORD: 'password', PGDATABASE: 'database' },
        silent: 'postgres://localhost:5432',
      },
    ],
  },
  {
    language: 'node',
    packages: ['pg-promise'],
    drives: 'postgres',
    clients: [{ calls: ['pg-promise()'], resource: 'postgres', arguments: { '0': 'url', connectionString: 'url', ...sql } }],
  },
  {
    language: 'node',
    packages: ['slonik'],
    drives: 'postgres',
    clients: [{ calls: ['slonik.createPool'], resource: 'postgres', arguments: { '0': 'url' } }],
  },
  {
    language: 'node',
    packages: ['@neondatabase/serverless'],
    drives: 'postgres',
    clients: [
      {
        calls: ['@neondatabase/serverless.neon', '@neondatabase/serverless.Pool', '@neondatabase/serverless.Client'],
        resource: 'postgres',
        arguments: { '0': 'url', connectionString: 'url' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['@vercel/postgres'],
    drives: 'postgres',
    clients: [
      {
        calls: ['@vercel/postgres.sql', '@vercel/postgres.createPool', '@vercel/postgres.createClient'],
        resource: 'postgres',
        arguments: { connectionString: 'url' },
        environment: { POSTGRES_URL: 'url' },
        silent: null,
      },
    ],
  },
  {
    language: 'node',
    packages: ['mysql2', 'mysql', 'mariadb', 'promise-mysql'],
    modules: ['mysql2', 'mysql2/promise', 'mysql', 'mariadb', 'promise-mysql'],
    drives: 'mysql',
    clients: [
      {
        calls: [
          'mysql2.createConnection',
          'mysql2.createPool',
          'mysql2/promise.createConnection',
          'mysql2/promise.createPool',
          'mysql.createConnection',
          'mysql.createPool',
          'mariadb.createPool',
          'mariadb.createConnection',
          'promise-mysql.createConnection',
          'promise-mysql.createPool',
          'mysql2.createPoolCluster',
          'mysql.createPoolCluster',
        ],
        resource: 'mysql',
        arguments: { '0': 'url', uri: 'url', ...sql },
      },
    ],
  },
  {
    language: 'node',
    packages: ['mssql', 'tedious'],
    drives: 'mssql',
    clients: [
      {
        calls: ['mssql.connect', 'mssql.ConnectionPool', 'tedious.Connection'],
        resource: 'mssql',
        arguments: {
          '0': 'url',
          server: 'host',
          port: 'port',
          user: 'user',
          password: 'password',
          database: 'database',
          'authentication.options.userName': 'user',
          'authentication.options.password': 'password',
          'options.database': 'database',
        },
      },
    ],
  },
  {
    language: 'node',
    packages: ['better-sqlite3', 'sqlite3', 'sqlite', 'node:sqlite', 'sql.js'],
    drives: 'sqlite',
    clients: [
      {
        calls: ['better-sqlite3', 'sqlite3.Database', 'sqlite.open', 'sqlite.DatabaseSync'],
        resource: 'sqlite',
        arguments: { '0': 'path', filename: 'path' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['@libsql/client'],
    drives: 'sqlite',
    clients: [{ calls: ['@libsql/client.createClient'], resource: 'sqlite', arguments: { url: 'url' } }],
  },
];
