import type { Library } from '../library.ts';

/** Documents, wide columns and graphs. */
export const documentLibraries: readonly Library[] = [
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
