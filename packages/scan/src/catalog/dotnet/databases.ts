import type { ResourceType } from '@groundwork/blueprint';
import type { Library } from '../library.ts';
import { ado, driver, extending, library, methods, properties } from './entry.ts';

const relational: readonly ResourceType[] = ['postgres', 'mysql', 'mssql', 'sqlite'];
const inProcess = /^:memory:|Mode\s*=\s*Memory|Data Source\s*=\s*:memory:/i;
const builder = {
  Host: 'host',
  Server: 'host',
  DataSource: 'host',
  Port: 'port',
  Username: 'user',
  UserID: 'user',
  UserId: 'user',
  Password: 'password',
  Database: 'database',
  InitialCatalog: 'database',
} as const;

/** An ADO.NET provider: its connection, and the object its connection string is built with. */
const provider = (type: ResourceType, packages: readonly string[], namespaces: readonly string[], prefix: string): Library => ({
  language: 'dotnet',
  packages,
  modules: namespaces,
  drives: type,
  clients: namespaces.flatMap((namespace) => [
    {
      calls: [
        `${namespace}.${prefix}Connection`,
        `${namespace}.${prefix}DataSource.Create`,
        `${namespace}.${prefix}DataSourceBuilder`,
        `${namespace}.${prefix}DataSource`,
      ],
      resource: type,
      arguments: { '0': ado, connectionString: ado, ConnectionString: ado },
      localWhen: inProcess,
    },
    { calls: [`${namespace}.${prefix}ConnectionStringBuilder`], resource: type, arguments: { '0': ado, ...builder }, localWhen: inProcess },
  ]),
  settings: namespaces.flatMap((namespace) => [
    ...properties(`${namespace}.${prefix}ConnectionStringBuilder`, type, builder),
    ...properties(`${namespace}.${prefix}Connection`, type, { ConnectionString: ado }),
  ]),
});

const byProvider = (names: readonly string[], type: ResourceType) =>
  methods(names, type, { '0': ado, connectionString: ado }, { localWhen: inProcess });

/** Databases, through their providers, Entity Framework and the libraries above them. */
export const databases: readonly Library[] = [
  provider('postgres', ['Npgsql', 'Npgsql.DependencyInjection'], ['Npgsql'], 'Npgsql'),
  provider(
    'mysql',
    ['MySqlConnector', 'MySqlConnector.DependencyInjection', 'MySql.Data'],
    ['MySqlConnector', 'MySql.Data.MySqlClient'],
    'MySql',
  ),
  provider('mssql', ['Microsoft.Data.SqlClient', 'System.Data.SqlClient'], ['Microsoft.Data.SqlClient', 'System.Data.SqlClient'], 'Sql'),
  provider('sqlite', ['Microsoft.Data.Sqlite', 'Microsoft.Data.Sqlite.Core'], ['Microsoft.Data.Sqlite'], 'Sqlite'),
  provider('sqlite', ['System.Data.SQLite', 'System.Data.SQLite.Core'], ['System.Data.SQLite'], 'SQLite'),
  provider('clickhouse', ['ClickHouse.Client', 'ClickHouse.Driver'], ['ClickHouse.Client.ADO', 'ClickHouse.Driver.ADO'], 'ClickHouse'),
  driver('postgres', [
    'Npgsql.EntityFrameworkCore.PostgreSQL',
    'Npgsql.EntityFrameworkCore.PostgreSQL.NetTopologySuite',
    'Marten',
    'Hangfire.PostgreSql',
    'FluentMigrator.Runner.Postgres',
    'dbup-postgresql',
    'Volo.Abp.EntityFrameworkCore.PostgreSql',
  ]),
  driver('mysql', [
    'Pomelo.EntityFrameworkCore.MySql',
    'MySql.EntityFrameworkCore',
    'Hangfire.MySqlStorage',
    'FluentMigrator.Runner.MySql',
    'dbup-mysql',
    'Volo.Abp.EntityFrameworkCore.MySQL',
  ]),
  driver('mssql', [
    'Microsoft.EntityFrameworkCore.SqlServer',
    'Hangfire.SqlServer',
    'FluentMigrator.Runner.SqlServer',
    'dbup-sqlserver',
    'EntityFramework',
    'Volo.Abp.EntityFrameworkCore.SqlServer',
  ]),
  driver('sqlite', [
    'Microsoft.EntityFrameworkCore.Sqlite',
    'FluentMigrator.Runner.SQLite',
    'dbup-sqlite',
    'sqlite-net-pcl',
    'Volo.Abp.EntityFrameworkCore.Sqlite',
  ]),
  library(
    ['Microsoft.EntityFrameworkCore', 'Microsoft.EntityFrameworkCore.Relational'],
    ['Microsoft.EntityFrameworkCore', ...extending],
    [
      byProvider(['UseNpgsql', 'AddNpgsqlDataSource', 'AddNpgsqlSlimDataSource', 'AddNpgsql'], 'postgres'),
      byProvider(['UseMySql', 'UseMySQL', 'AddMySqlDataSource'], 'mysql'),
      byProvider(['UseSqlServer', 'UseAzureSql', 'AddSqlServer'], 'mssql'),
      byProvider(['UseSqlite', 'AddSqlite'], 'sqlite'),
      methods(['UseMongoDB'], 'mongodb', { '0': 'url', '1': 'database' }),
    ],
  ),
  library(['AspNetCore.HealthChecks.NpgSql', 'AspNetCore.HealthChecks.SqlServer', 'AspNetCore.HealthChecks.MySql'], extending, [
    byProvider(['AddNpgSql'], 'postgres'),
    byProvider(['AddMySql'], 'mysql'),
  ]),
  library(
    ['Marten'],
    ['Marten', ...extending],
    [methods(['AddMarten'], 'postgres', { '0': ado })],
    properties('AddMarten', 'postgres', {}),
  ),
  library(
    ['Marten'],
    ['Marten'],
    [
      methods(['Connection'], 'postgres', { '0': ado }),
      { calls: ['Marten.DocumentStore.For'], resource: 'postgres', arguments: { '0': ado } },
    ],
  ),
  library(
    ['Hangfire.PostgreSql', 'Hangfire.SqlServer', 'Hangfire.MySqlStorage'],
    ['Hangfire', 'Hangfire.PostgreSql', 'Hangfire.SqlServer', 'Hangfire.MySql'],
    [
      byProvider(['UsePostgreSqlStorage', 'UseNpgsqlConnection'], 'postgres'),
      byProvider(['UseSqlServerStorage'], 'mssql'),
      { calls: ['Hangfire.PostgreSql.PostgreSqlStorage'], resource: 'postgres', arguments: { '0': ado } },
      { calls: ['Hangfire.SqlServer.SqlServerStorage'], resource: 'mssql', arguments: { '0': ado } },
      { calls: ['Hangfire.MySql.MySqlStorage'], resource: 'mysql', arguments: { '0': ado } },
    ],
  ),
  library(['Quartz'], ['Quartz'], [byProvider(['UsePostgres'], 'postgres'), byProvider(['UseMySql', 'UseMySqlConnector'], 'mysql')]),
  library(
    ['FluentMigrator.Runner'],
    ['FluentMigrator.Runner'],
    [methods(['WithGlobalConnectionString'], 'by-url', { '0': ado }, { among: relational })],
  ),
  library(
    ['dbup', 'dbup-core'],
    ['DbUp'],
    [byProvider(['PostgresqlDatabase'], 'postgres'), byProvider(['SqlDatabase'], 'mssql'), byProvider(['MySqlDatabase'], 'mysql')],
  ),
  library(
    ['linq2db', 'linq2db.AspNet'],
    ['LinqToDB', 'LinqToDB.AspNetCore', 'LinqToDB.Data'],
    [byProvider(['UsePostgreSQL'], 'postgres'), byProvider(['UseMySql', 'UseMySqlConnector'], 'mysql')],
  ),
  library(
    ['SqlSugarCore'],
    ['SqlSugar'],
    [{ calls: ['SqlSugar.ConnectionConfig'], resource: 'by-url', arguments: { ConnectionString: ado }, among: relational }],
    properties('SqlSugar.ConnectionConfig', 'by-url', { ConnectionString: ado }),
  ),
  library(['FreeSql'], ['FreeSql'], [methods(['UseConnectionString'], 'by-url', { '1': ado }, { among: relational })]),
  driver('mongodb', ['MongoDB.EntityFrameworkCore', 'MongoDB.Entities', 'Hangfire.Mongo']),
  {
    ...library(
      ['MongoDB.Driver', 'MongoDB.Driver.Core'],
      ['MongoDB.Driver'],
      [
        {
          calls: [
            'MongoDB.Driver.MongoClient',
            'MongoDB.Driver.MongoUrl',
            'MongoDB.Driver.MongoUrl.Create',
            'MongoDB.Driver.MongoUrlBuilder',
            'MongoDB.Driver.MongoClientSettings.FromConnectionString',
            'MongoDB.Driver.MongoClientSettings.FromUrl',
          ],
          resource: 'mongodb',
          arguments: { '0': 'url' },
          silent: 'mongodb://localhost:27017',
        },
        { calls: ['MongoDB.Driver.MongoServerAddress'], resource: 'mongodb', arguments: { '0': 'host', '1': 'port' } },
        {
          calls: ['MongoDB.Driver.MongoClient().GetDatabase', 'MongoDB.Driver.IMongoClient().GetDatabase'],
          resource: 'mongodb',
          arguments: { '0': 'database' },
        },
        { calls: ['MongoDB.Driver.MongoCredential.CreateCredential'], resource: 'mongodb', arguments: { '1': 'user', '2': 'password' } },
      ],
    ),
    drives: 'mongodb',
  },
  library(
    ['MongoDB.Entities'],
    ['MongoDB.Entities'],
    [
      {
        calls: ['MongoDB.Entities.DB.InitAsync'],
        resource: 'mongodb',
        arguments: { '0': 'database', '1': 'host', '2': 'port' },
        silent: 'localhost',
      },
    ],
  ),
  library(['AspNetCore.HealthChecks.MongoDb'], extending, [
    methods(['AddMongoDb'], 'mongodb', { '0': 'url', mongodbConnectionString: 'url' }),
  ]),
  library(
    ['CassandraCSharpDriver'],
    ['Cassandra'],
    [
      {
        calls: ['Cassandra.Cluster.Builder'],
        resource: 'cassandra',
        arguments: {
          '.AddContactPoint.0': 'host',
          '.AddContactPoints.0': 'host',
          '.WithPort.0': 'port',
          '.WithCredentials.0': 'user',
          '.WithCredentials.1': 'password',
          '.WithDefaultKeyspace.0': 'database',
        },
      },
    ],
  ),
  library(
    ['Neo4j.Driver', 'Neo4j.Driver.Simple', 'Neo4jClient'],
    ['Neo4j.Driver', 'Neo4jClient'],
    [
      {
        calls: ['Neo4j.Driver.GraphDatabase.Driver', 'Neo4jClient.BoltGraphClient', 'Neo4jClient.GraphClient'],
        resource: 'neo4j',
        arguments: { '0': 'url' },
      },
      { calls: ['Neo4j.Driver.AuthTokens.Basic'], resource: 'neo4j', arguments: { '0': 'user', '1': 'password' } },
    ],
  ),
];
