import type { Carries, Library } from '../library.ts';

const mongo: Readonly<Record<string, Carries>> = { '0': 'url', host: 'url', port: 'port', username: 'user', password: 'password' };

/** Document, column and graph databases. */
export const documentLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['pymongo', 'motor'],
    modules: ['pymongo', 'motor'],
    drives: 'mongodb',
    clients: [
      {
        calls: [
          'pymongo.MongoClient',
          'pymongo.AsyncMongoClient',
          'pymongo.mongo_client.MongoClient',
          'motor.motor_asyncio.AsyncIOMotorClient',
          'motor.motor_tornado.MotorClient',
          'motor.MotorClient',
          'motor.core.AgnosticClient',
        ],
        resource: 'mongodb',
        arguments: mongo,
        silent: 'localhost:27017',
      },
      {
        calls: ['pymongo.MongoClient()', 'pymongo.AsyncMongoClient()', 'motor.motor_asyncio.AsyncIOMotorClient()'].flatMap((client) => [
          `${client}.get_database`,
          `${client}.[]`,
        ]),
        resource: 'mongodb',
        arguments: { '0': 'database', name: 'database' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['mongoengine'],
    drives: 'mongodb',
    clients: [
      {
        calls: ['mongoengine.connect', 'mongoengine.connection.connect', 'mongoengine.register_connection', 'mongoengine.connect_async'],
        resource: 'mongodb',
        arguments: { '0': 'database', db: 'database', name: 'database', host: 'url', port: 'port', username: 'user', password: 'password' },
        silent: 'localhost:27017',
      },
    ],
  },
  {
    language: 'python',
    packages: ['beanie', 'odmantic', 'umongo'],
    drives: 'mongodb',
    clients: [{ calls: ['beanie.init_beanie'], resource: 'mongodb', arguments: { connection_string: 'url' } }],
  },
  {
    language: 'python',
    packages: ['flask-pymongo', 'flask-mongoengine'],
    modules: ['flask_pymongo', 'flask_mongoengine'],
    drives: 'mongodb',
    clients: [
      { calls: ['flask_pymongo.PyMongo', 'flask_pymongo.PyMongo().init_app'], resource: 'mongodb', arguments: { uri: 'url', '1': 'url' } },
    ],
    settings: [
      { path: '**.MONGO_URI', resource: 'mongodb', carries: 'url' },
      { path: '**.MONGODB_SETTINGS.host', resource: 'mongodb', carries: 'url' },
      { path: '**.MONGODB_SETTINGS.db', resource: 'mongodb', carries: 'database' },
      { path: '**.MONGODB_SETTINGS.port', resource: 'mongodb', carries: 'port' },
      { path: '**.MONGODB_SETTINGS.username', resource: 'mongodb', carries: 'user' },
      { path: '**.MONGODB_SETTINGS.password', resource: 'mongodb', carries: 'password' },
    ],
  },
  {
    language: 'python',
    packages: ['djongo', 'django-mongodb-backend'],
    modules: ['djongo', 'django_mongodb_backend'],
    drives: 'mongodb',
    clients: [{ calls: ['django_mongodb_backend.parse_uri'], resource: 'mongodb', arguments: { '0': 'url' } }],
  },
  {
    language: 'python',
    packages: ['clickhouse-connect', 'clickhouse-driver', 'asynch', 'aiochclient', 'clickhouse-sqlalchemy', 'infi.clickhouse-orm'],
    modules: ['clickhouse_connect', 'clickhouse_driver', 'asynch', 'aiochclient', 'clickhouse_sqlalchemy', 'infi.clickhouse_orm'],
    drives: 'clickhouse',
    clients: [
      {
        calls: [
          'clickhouse_connect.get_client',
          'clickhouse_connect.get_async_client',
          'clickhouse_connect.create_client',
          'clickhouse_connect.driver.create_client',
        ],
        resource: 'clickhouse',
        arguments: { host: 'host', port: 'port', username: 'user', user: 'user', password: 'password', database: 'database', dsn: 'url' },
        silent: 'localhost:8123',
      },
      {
        calls: [
          'clickhouse_driver.Client',
          'clickhouse_driver.client.Client',
          'clickhouse_driver.connect',
          'clickhouse_driver.dbapi.connect',
          'asynch.connect',
          'asynch.Connection',
        ],
        resource: 'clickhouse',
        arguments: { '0': 'host', host: 'host', port: 'port', user: 'user', password: 'password', database: 'database', dsn: 'url' },
      },
      { calls: ['clickhouse_driver.Client.from_url'], resource: 'clickhouse', arguments: { '0': 'url' } },
      {
        calls: ['infi.clickhouse_orm.Database', 'infi.clickhouse_orm.database.Database'],
        resource: 'clickhouse',
        arguments: { '0': 'database', db_url: 'url', username: 'user', password: 'password' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['cassandra-driver', 'scylla-driver', 'aiocassandra'],
    modules: ['cassandra'],
    drives: 'cassandra',
    clients: [
      {
        calls: ['cassandra.cluster.Cluster'],
        resource: 'cassandra',
        arguments: { '0': 'host', contact_points: 'host', port: 'port' },
        silent: '127.0.0.1:9042',
      },
      {
        calls: ['cassandra.auth.PlainTextAuthProvider'],
        resource: 'cassandra',
        arguments: { username: 'user', password: 'password', '0': 'user', '1': 'password' },
      },
      {
        calls: ['cassandra.cqlengine.connection.setup'],
        resource: 'cassandra',
        arguments: { '0': 'host', hosts: 'host', '1': 'database' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['neo4j', 'neo4j-driver', 'neomodel', 'py2neo', 'langchain-neo4j', 'llama-index-graph-stores-neo4j', 'neo4j-graphrag'],
    modules: [
      'neo4j',
      'neomodel',
      'py2neo',
      'langchain_neo4j',
      'langchain_community.graphs',
      'langchain_community.vectorstores.neo4j_vector',
      'langchain.graphs',
      'langchain.vectorstores.neo4j_vector',
      'llama_index.graph_stores.neo4j',
    ],
    drives: 'neo4j',
    clients: [
      {
        calls: ['neo4j.GraphDatabase.driver', 'neo4j.AsyncGraphDatabase.driver'],
        resource: 'neo4j',
        arguments: { '0': 'url', uri: 'url', 'auth.0': 'user', 'auth.1': 'password' },
      },
      { calls: ['neo4j.basic_auth'], resource: 'neo4j', arguments: { '0': 'user', '1': 'password' } },
      {
        calls: [
          'langchain_neo4j.Neo4jGraph',
          'langchain_neo4j.graphs.neo4j_graph.Neo4jGraph',
          'langchain_community.graphs.Neo4jGraph',
          'langchain_community.graphs.neo4j_graph.Neo4jGraph',
          'langchain.graphs.Neo4jGraph',
          'langchain_neo4j.Neo4jVector',
          'langchain_neo4j.Neo4jVector.from_existing_index',
          'langchain_neo4j.Neo4jVector.from_existing_graph',
          'langchain_neo4j.Neo4jVector.from_documents',
          'langchain_community.vectorstores.Neo4jVector.from_existing_index',
          'langchain_community.vectorstores.Neo4jVector.from_existing_graph',
          'langchain_community.vectorstores.Neo4jVector.from_documents',
          'langchain_community.vectorstores.neo4j_vector.Neo4jVector.from_existing_index',
          'langchain.vectorstores.neo4j_vector.Neo4jVector.from_existing_index',
          'langchain.vectorstores.neo4j_vector.Neo4jVector.from_texts',
          'llama_index.graph_stores.neo4j.Neo4jGraphStore',
          'llama_index.graph_stores.neo4j.Neo4jPropertyGraphStore',
        ],
        resource: 'neo4j',
        arguments: { url: 'url', '0': 'url', username: 'user', password: 'password', database: 'database' },
        environment: { NEO4J_URI: 'url', NEO4J_USERNAME: 'user', NEO4J_PASSWORD: 'password', NEO4J_DATABASE: 'database' },
      },
      {
        calls: ['py2neo.Graph'],
        resource: 'neo4j',
        arguments: { '0': 'url', 'auth.0': 'user', 'auth.1': 'password', password: 'password' },
      },
      { calls: ['neomodel.db.set_connection'], resource: 'neo4j', arguments: { '0': 'url' } },
    ],
    settings: [
      { path: 'neomodel.config.DATABASE_URL', resource: 'neo4j', carries: 'url' },
      { path: '**.NEOMODEL_NEO4J_BOLT_URL', resource: 'neo4j', carries: 'url' },
    ],
  },
];
