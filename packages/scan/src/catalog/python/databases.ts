import type { Carries, ClientRule, Library } from '../library.ts';

/** libpq reads these for whatever it is not told; every driver here keeps to them. */
const postgresEnvironment: Readonly<Record<string, Carries>> = {
  PGHOST: 'host',
  PGPORT: 'port',
  PGUSER: 'user',
  PGPASSWORD: 'password',
  PGDATABASE: 'database',
};

const parts: Readonly<Record<string, Carries>> = { host: 'host', port: 'port', user: 'user', password: 'password', database: 'database' };

const postgres = (calls: readonly string[], told: Readonly<Record<string, Carries>>): ClientRule => ({
  calls,
  resource: 'postgres',
  arguments: { ...parts, dbname: 'database', ...told },
  environment: postgresEnvironment,
  silent: 'localhost:5432',
});

const mysql = (calls: readonly string[]): ClientRule => ({
  calls,
  resource: 'mysql',
  arguments: { ...parts, passwd: 'password', db: 'database', '0': 'host', '1': 'user', '2': 'password', '3': 'database' },
  silent: 'localhost:3306',
});

const sqlite = (calls: readonly string[]): ClientRule => ({
  calls,
  resource: 'sqlite',
  arguments: { '0': 'database', database: 'database' },
});

/** Drivers of relational databases. */
export const databaseLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['psycopg', 'psycopg-pool', 'psycopg-binary', 'psycopg-c'],
    modules: ['psycopg', 'psycopg_pool'],
    drives: 'postgres',
    named: 'postgresql+psycopg',
    clients: [
      postgres(
        [
          'psycopg.connect',
          'psycopg.Connection.connect',
          'psycopg.AsyncConnection.connect',
          'psycopg_pool.ConnectionPool',
          'psycopg_pool.AsyncConnectionPool',
          'psycopg_pool.NullConnectionPool',
          'psycopg_pool.AsyncNullConnectionPool',
        ],
        { '0': 'url', conninfo: 'url' },
      ),
      postgres(['psycopg_pool.ConnectionPool', 'psycopg_pool.AsyncConnectionPool'], {
        'kwargs.host': 'host',
        'kwargs.port': 'port',
        'kwargs.user': 'user',
        'kwargs.password': 'password',
        'kwargs.dbname': 'database',
      }),
    ],
    systemPackages: ['libpq5'],
  },
  {
    language: 'python',
    packages: ['psycopg2', 'psycopg2-binary'],
    modules: ['psycopg2'],
    drives: 'postgres',
    clients: [
      postgres(['psycopg2.connect'], { '0': 'url', dsn: 'url' }),
      postgres(['psycopg2.pool.SimpleConnectionPool', 'psycopg2.pool.ThreadedConnectionPool', 'psycopg2.pool.AbstractConnectionPool'], {
        '2': 'url',
        dsn: 'url',
      }),
    ],
    systemPackages: ['libpq5'],
  },
  {
    language: 'python',
    packages: ['asyncpg'],
    drives: 'postgres',
    named: 'postgresql+asyncpg',
    asynchronous: true,
    clients: [
      postgres(['asyncpg.connect', 'asyncpg.create_pool', 'asyncpg.connection.connect', 'asyncpg.pool.create_pool'], {
        '0': 'url',
        dsn: 'url',
      }),
    ],
  },
  {
    language: 'python',
    packages: ['aiopg'],
    drives: 'postgres',
    clients: [postgres(['aiopg.connect', 'aiopg.create_pool', 'aiopg.sa.create_engine'], { '0': 'url', dsn: 'url' })],
    systemPackages: ['libpq5'],
  },
  {
    language: 'python',
    packages: ['pg8000'],
    drives: 'postgres',
    named: 'postgresql+pg8000',
    clients: [
      postgres(['pg8000.connect', 'pg8000.dbapi.connect', 'pg8000.native.Connection'], {
        '0': 'user',
        '1': 'host',
        '2': 'database',
        '3': 'port',
        '4': 'password',
      }),
    ],
  },
  {
    language: 'python',
    packages: ['pygresql'],
    modules: ['pg', 'pgdb'],
    drives: 'postgres',
    clients: [
      postgres(['pgdb.connect'], { '0': 'url' }),
      postgres(['pg.DB', 'pg.connect'], { '0': 'database', '1': 'host', '2': 'port', passwd: 'password' }),
    ],
    systemPackages: ['libpq5'],
  },
  {
    language: 'python',
    packages: ['pgvector'],
    drives: 'pgvector',
    clients: [
      {
        calls: [
          'pgvector.psycopg.register_vector',
          'pgvector.psycopg2.register_vector',
          'pgvector.asyncpg.register_vector',
          'pgvector.psycopg.register_vector_async',
          'pgvector.sqlalchemy.Vector',
          'pgvector.django.VectorField',
          'pgvector.django.VectorExtension',
        ],
        resource: 'pgvector',
        arguments: {},
      },
    ],
  },
  {
    language: 'python',
    packages: ['mysqlclient'],
    modules: ['MySQLdb'],
    drives: 'mysql',
    clients: [mysql(['MySQLdb.connect', 'MySQLdb.connections.Connection'])],
    systemPackages: ['libmariadb3'],
  },
  {
    language: 'python',
    packages: ['pymysql'],
    drives: 'mysql',
    named: 'mysql+pymysql',
    clients: [mysql(['pymysql.connect', 'pymysql.Connect', 'pymysql.connections.Connection'])],
  },
  {
    language: 'python',
    packages: ['aiomysql'],
    drives: 'mysql',
    named: 'mysql+aiomysql',
    asynchronous: true,
    clients: [mysql(['aiomysql.connect', 'aiomysql.create_pool', 'aiomysql.sa.create_engine'])],
  },
  {
    language: 'python',
    packages: ['asyncmy'],
    drives: 'mysql',
    named: 'mysql+asyncmy',
    asynchronous: true,
    clients: [mysql(['asyncmy.connect', 'asyncmy.create_pool'])],
  },
  {
    language: 'python',
    packages: ['mysql-connector-python', 'mysql-connector', 'mysql-connector-python-rf'],
    modules: ['mysql.connector'],
    drives: 'mysql',
    named: 'mysql+mysqlconnector',
    clients: [
      mysql([
        'mysql.connector.connect',
        'mysql.connector.MySQLConnection',
        'mysql.connector.aio.connect',
        'mysql.connector.pooling.MySQLConnectionPool',
      ]),
    ],
  },
  {
    language: 'python',
    packages: ['mariadb'],
    drives: 'mysql',
    named: 'mysql+mariadbconnector',
    clients: [mysql(['mariadb.connect', 'mariadb.ConnectionPool'])],
    systemPackages: ['libmariadb3'],
  },
  {
    language: 'python',
    packages: ['flask-mysqldb', 'flask-mysql'],
    modules: ['flask_mysqldb', 'flaskext.mysql'],
    drives: 'mysql',
    settings: (['MYSQL_', 'MYSQL_DATABASE_'] as const).flatMap((prefix) => [
      { path: `**.${prefix}HOST`, resource: 'mysql' as const, carries: 'host' as const },
      { path: `**.${prefix}PORT`, resource: 'mysql' as const, carries: 'port' as const },
      { path: `**.${prefix}USER`, resource: 'mysql' as const, carries: 'user' as const },
      { path: `**.${prefix}PASSWORD`, resource: 'mysql' as const, carries: 'password' as const },
      { path: `**.${prefix}DB`, resource: 'mysql' as const, carries: 'database' as const },
    ]),
  },
  {
    language: 'python',
    packages: ['pymssql'],
    drives: 'mssql',
    clients: [
      {
        calls: ['pymssql.connect'],
        resource: 'mssql',
        arguments: { ...parts, server: 'host', '0': 'host', '1': 'user', '2': 'password', '3': 'database' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['pyodbc', 'aioodbc'],
    modules: ['pyodbc', 'aioodbc'],
    clients: [
      {
        calls: ['pyodbc.connect', 'aioodbc.connect', 'aioodbc.create_pool'],
        resource: { told: '0', contains: { 'sql server': 'mssql', postgres: 'postgres', mysql: 'mysql', mariadb: 'mysql' } },
        arguments: { '0': 'url', dsn: 'url', server: 'host', uid: 'user', pwd: 'password', database: 'database' },
        among: ['mssql', 'postgres', 'mysql'],
      },
    ],
    systemPackages: ['unixodbc'],
  },
  {
    language: 'python',
    packages: ['mssql-django', 'django-mssql-backend', 'mssql-python'],
    modules: ['mssql', 'sql_server', 'mssql_python'],
    drives: 'mssql',
    systemPackages: ['unixodbc'],
  },
  {
    language: 'python',
    packages: ['sqlite3'],
    standard: true,
    modules: ['sqlite3'],
    drives: 'sqlite',
    clients: [sqlite(['sqlite3.connect', 'sqlite3.dbapi2.connect'])],
  },
  { language: 'python', packages: ['aiosqlite'], drives: 'sqlite', clients: [sqlite(['aiosqlite.connect'])] },
  {
    language: 'python',
    packages: ['sqlite-utils'],
    modules: ['sqlite_utils'],
    drives: 'sqlite',
    clients: [{ calls: ['sqlite_utils.Database'], resource: 'sqlite', arguments: { '0': 'database' } }],
  },
];
