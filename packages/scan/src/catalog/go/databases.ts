import type { Library } from '../library.ts';
import { address, opened, postgresEnvironment } from './sql.ts';

const sqlx = 'github.com/jmoiron/sqlx';
const pgx = 'github.com/jackc/pgx';

/** database/sql and its drivers. */
export const databaseLibraries: readonly Library[] = [
  {
    language: 'go',
    packages: ['database/sql'],
    clients: [opened(['database/sql.Open', 'github.com/XSAM/otelsql.Open', 'github.com/uptrace/opentelemetry-go-extra/otelsql.Open'], 0)],
  },
  {
    language: 'go',
    packages: [sqlx],
    clients: [
      opened([`${sqlx}.Open`, `${sqlx}.Connect`, `${sqlx}.MustConnect`, `${sqlx}.MustOpen`], 0),
      opened([`${sqlx}.ConnectContext`], 1),
    ],
  },
  {
    language: 'go',
    packages: ['github.com/lib/pq'],
    drives: 'postgres',
    clients: [
      {
        calls: ['github.com/lib/pq.NewConnector', 'github.com/lib/pq.Open', 'github.com/lib/pq.ParseURL', 'github.com/lib/pq.NewListener'],
        resource: 'postgres',
        arguments: { '0': 'url' },
        environment: postgresEnvironment,
      },
    ],
  },
  {
    language: 'go',
    packages: [pgx],
    drives: 'postgres',
    clients: [
      {
        calls: [`${pgx}.Connect`, `${pgx}/pgxpool.New`, `${pgx}/pgxpool.Connect`, `${pgx}/pgconn.Connect`],
        resource: 'postgres',
        arguments: { '1': 'url' },
        environment: postgresEnvironment,
      },
      {
        calls: [
          `${pgx}.ParseConfig`,
          `${pgx}/pgxpool.ParseConfig`,
          `${pgx}/pgconn.ParseConfig`,
          `${pgx}.ParseConnectionString`,
          `${pgx}.ParseURI`,
        ],
        resource: 'postgres',
        arguments: { '0': 'url' },
        environment: postgresEnvironment,
      },
      {
        calls: [`${pgx}.ConnConfig`, `${pgx}/pgconn.Config`],
        resource: 'postgres',
        arguments: { Host: 'host', Port: 'port', User: 'user', Password: 'password', Database: 'database' },
      },
    ],
  },
  { language: 'go', packages: ['github.com/jackc/pgx-zap', 'github.com/jackc/pgxlisten'], drives: 'postgres' },
  {
    language: 'go',
    packages: ['github.com/go-sql-driver/mysql'],
    drives: 'mysql',
    named: 'go-sql-driver',
    clients: [
      {
        calls: ['github.com/go-sql-driver/mysql.Config'],
        resource: 'mysql',
        arguments: { Addr: address, User: 'user', Passwd: 'password', DBName: 'database' },
      },
      { calls: ['github.com/go-sql-driver/mysql.ParseDSN'], resource: 'mysql', arguments: { '0': 'url' }, naming: 'driver' },
    ],
    settings: (['github.com/go-sql-driver/mysql.NewConfig()', 'github.com/go-sql-driver/mysql.Config()'] as const).flatMap((made) => [
      { path: `${made}.Addr`, resource: 'mysql' as const, carries: address },
      { path: `${made}.User`, resource: 'mysql' as const, carries: 'user' as const },
      { path: `${made}.Passwd`, resource: 'mysql' as const, carries: 'password' as const },
      { path: `${made}.DBName`, resource: 'mysql' as const, carries: 'database' as const },
    ]),
  },
  {
    language: 'go',
    packages: [
      'github.com/mattn/go-sqlite3',
      'modernc.org/sqlite',
      'github.com/glebarez/go-sqlite',
      'github.com/ncruces/go-sqlite3',
      'zombiezen.com/go/sqlite',
      'crawshaw.io/sqlite',
      'github.com/tursodatabase/libsql-client-go',
      'github.com/tursodatabase/go-libsql',
    ],
    drives: 'sqlite',
    clients: [
      {
        calls: ['zombiezen.com/go/sqlite.OpenConn', 'zombiezen.com/go/sqlite/sqlitex.NewPool', 'crawshaw.io/sqlite.OpenConn'],
        resource: 'sqlite',
        arguments: { '0': 'path' },
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/microsoft/go-mssqldb', 'github.com/denisenkom/go-mssqldb'],
    drives: 'mssql',
    clients: [
      {
        calls: ['github.com/microsoft/go-mssqldb.NewConnector', 'github.com/denisenkom/go-mssqldb.NewConnector'],
        resource: 'mssql',
        arguments: { '0': 'url' },
      },
    ],
  },
];
