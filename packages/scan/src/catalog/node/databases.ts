import type { Carries, Library, ResourceChoice } from '../library.ts';

const sql = { host: 'host', port: 'port', user: 'user', password: 'password', database: 'database' } as const satisfies Readonly<
  Record<string, Carries>
>;

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
  {
    language: 'node',
    packages: ['mongoose', 'mongodb', 'mongoist', 'monk', '@typegoose/typegoose'],
    drives: 'mongodb',
    clients: [
      {
        calls: [
          'mongoose.connect',
          'mongoose.createConnection',
          'mongodb.MongoClient',
          'mongodb.MongoClient.connect',
          'monk',
          'mongoose.default.connect',
        ],
        resource: 'mongodb',
        arguments: { '0': 'url', user: 'user', pass: 'password', dbName: 'database' },
      },
      { calls: ['@nestjs/mongoose.MongooseModule.forRoot'], resource: 'mongodb', arguments: { '0': 'url', uri: 'url' } },
    ],
  },
  {
    language: 'node',
    packages: ['parse-server'],
    clients: [{ calls: ['parse-server.ParseServer', 'parse-server'], resource: 'mongodb', arguments: { databaseURI: 'url' } }],
  },
  {
    language: 'node',
    packages: ['connect-mongo'],
    clients: [{ calls: ['connect-mongo.create', 'connect-mongo'], resource: 'mongodb', arguments: { mongoUrl: 'url', url: 'url' } }],
  },
  {
    language: 'node',
    packages: ['sequelize', 'sequelize-typescript', '@sequelize/core'],
    clients: [
      {
        calls: ['sequelize.Sequelize', 'sequelize', 'sequelize-typescript.Sequelize', '@sequelize/core.Sequelize'],
        resource: 'by-url',
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
    packages: ['typeorm', '@nestjs/typeorm'],
    clients: [
      {
        calls: ['typeorm.DataSource', 'typeorm.createConnection', '@nestjs/typeorm.TypeOrmModule.forRoot', 'typeorm.ConnectionOptions'],
        resource: byDialect('type'),
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
  {
    language: 'node',
    packages: ['@clickhouse/client', 'clickhouse'],
    drives: 'clickhouse',
    clients: [
      {
        calls: ['@clickhouse/client.createClient', 'clickhouse.ClickHouse'],
        resource: 'clickhouse',
        arguments: { url: 'url', host: 'url', username: 'user', password: 'password', database: 'database' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['cassandra-driver'],
    drives: 'cassandra',
    clients: [
      {
        calls: ['cassandra-driver.Client'],
        resource: 'cassandra',
        arguments: { contactPoints: 'host', keyspace: 'database', 'credentials.username': 'user', 'credentials.password': 'password' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['neo4j-driver'],
    drives: 'neo4j',
    clients: [
      {
        calls: ['neo4j-driver.driver', 'neo4j-driver.default.driver'],
        resource: 'neo4j',
        arguments: { '0': 'url', '1.0': 'user', '1.1': 'password' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['firebase-admin', '@google-cloud/firestore'],
    clients: [
      {
        calls: ['@google-cloud/firestore.Firestore', 'firebase-admin.firestore', 'firebase-admin/firestore.getFirestore'],
        resource: 'firestore',
        arguments: { projectId: 'project' },
        environment: { GOOGLE_CLOUD_PROJECT: 'project', FIRESTORE_EMULATOR_HOST: 'host' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['@google-cloud/spanner'],
    clients: [{ calls: ['@google-cloud/spanner.Spanner'], resource: 'spanner', arguments: { projectId: 'project' } }],
  },
];
