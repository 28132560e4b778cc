import type { ResourceType } from '@groundwork/blueprint';
import type { Library, ResourceChoice } from '../library.ts';

/** What these speak to: a URL here names no cache and no queue. */
const sql: readonly ResourceType[] = ['postgres', 'mysql', 'mssql', 'sqlite'];

const byDialect = (told: string): ResourceChoice => ({
  told,
  contains: {
    postgres: 'postgres',
    pg: 'postgres',
    cockroach: 'postgres',
    mysql: 'mysql',
    mariadb: 'mysql',
    mssql: 'mssql',
    tedious: 'mssql',
    sqlite: 'sqlite',
    mongo: 'mongodb',
  },
});

/** Mappers and query builders: the dialect or the URL tells the database. */
export const ormLibraries: readonly Library[] = [
  {
    language: 'node',
    packages: ['sequelize', 'sequelize-typescript', '@sequelize/core'],
    clients: [
      {
        calls: ['sequelize.Sequelize', 'sequelize', 'sequelize-typescript.Sequelize', '@sequelize/core.Sequelize'],
        resource: 'by-url',
        among: sql,
        silent: null,
        arguments: {
          '0': 'url',
          '1': 'user',
          '2': 'password',
          '3.host': 'host',
          '3.port': 'port',
          '0.host': 'host',
          '0.port': 'port',
          '0.username': 'user',
          '0.password': 'password',
          '0.database': 'database',
          'replication.write.host': 'host',
        },
      },
    ],
  },
  {
    language: 'node',
    packages: ['typeorm'],
    clients: [
      {
        calls: ['typeorm.DataSource', 'typeorm.createConnection', 'typeorm.createConnections', 'typeorm.ConnectionOptions'],
        resource: byDialect('type'),
        among: [...sql, 'mongodb'],
        arguments: { url: 'url', host: 'host', port: 'port', username: 'user', password: 'password', database: 'database' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['knex', 'objection'],
    clients: [
      {
        calls: ['knex', 'knex.knex', 'knex.default'],
        resource: byDialect('client'),
        among: sql,
        arguments: {
          connection: 'url',
          'connection.host': 'host',
          'connection.port': 'port',
          'connection.user': 'user',
          'connection.password': 'password',
          'connection.database': 'database',
          'connection.connectionString': 'url',
          'connection.filename': 'path',
        },
      },
    ],
  },
  {
    language: 'node',
    packages: ['@mikro-orm/core', '@mikro-orm/postgresql', '@mikro-orm/mysql'],
    clients: [
      {
        calls: [
          '@mikro-orm/core.MikroORM.init',
          '@mikro-orm/core.defineConfig',
          '@mikro-orm/postgresql.defineConfig',
          '@mikro-orm/postgresql.MikroORM.init',
          '@mikro-orm/mysql.defineConfig',
        ],
        resource: 'by-url',
        among: [...sql, 'mongodb'],
        arguments: { clientUrl: 'url', host: 'host', port: 'port', user: 'user', password: 'password', dbName: 'database' },
      },
    ],
  },
  { language: 'node', packages: ['@mikro-orm/postgresql', '@prisma/adapter-pg', 'drizzle-orm/node-postgres'], drives: 'postgres' },
  { language: 'node', packages: ['@mikro-orm/mysql', '@mikro-orm/mariadb'], drives: 'mysql' },
  {
    language: 'node',
    packages: ['drizzle-orm', 'drizzle-kit'],
    clients: [
      {
        calls: [
          'drizzle-orm/postgres-js.drizzle',
          'drizzle-orm/node-postgres.drizzle',
          'drizzle-orm/neon-http.drizzle',
          'drizzle-orm/neon-serverless.drizzle',
          'drizzle-orm/vercel-postgres.drizzle',
        ],
        resource: 'postgres',
        arguments: { '0': 'url', connection: 'url', 'connection.connectionString': 'url', 'connection.url': 'url' },
      },
      { calls: ['drizzle-orm/mysql2.drizzle'], resource: 'mysql', arguments: { '0': 'url', connection: 'url', 'connection.uri': 'url' } },
      {
        calls: ['drizzle-kit.defineConfig'],
        resource: byDialect('dialect'),
        among: sql,
        arguments: {
          'dbCredentials.url': 'url',
          'dbCredentials.connectionString': 'url',
          'dbCredentials.host': 'host',
          'dbCredentials.port': 'port',
          'dbCredentials.user': 'user',
          'dbCredentials.password': 'password',
          'dbCredentials.database': 'database',
        },
      },
    ],
  },
  {
    language: 'node',
    packages: ['@prisma/adapter-pg', '@prisma/adapter-neon'],
    clients: [
      {
        calls: ['@prisma/adapter-pg.PrismaPg', '@prisma/adapter-neon.PrismaNeon'],
        resource: 'postgres',
        arguments: { connectionString: 'url' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['@prisma/adapter-mariadb'],
    clients: [
      {
        calls: ['@prisma/adapter-mariadb.PrismaMariaDb'],
        resource: 'mysql',
        arguments: { '0': 'url', host: 'host', port: 'port', user: 'user', password: 'password', database: 'database' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['prisma', '@prisma/client'],
    clients: [
      {
        calls: ['@prisma/client.PrismaClient'],
        resource: 'by-url',
        among: [...sql, 'mongodb'],
        arguments: { datasourceUrl: 'url', 'datasources.db.url': 'url' },
      },
    ],
    settings: [
      {
        path: 'prisma.datasource.url',
        resource: {
          told: 'provider',
          contains: {
            postgres: 'postgres',
            cockroach: 'postgres',
            mysql: 'mysql',
            sqlite: 'sqlite',
            sqlserver: 'mssql',
            mongodb: 'mongodb',
          },
        },
        carries: 'url',
      },
      {
        path: 'prisma.datasource.directUrl',
        resource: { told: 'provider', contains: { postgres: 'postgres', cockroach: 'postgres', mysql: 'mysql' } },
        carries: 'url',
      },
    ],
  },
];
