import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, Library, ResourceChoice } from '../library.ts';

/** How adapters are named in connection settings. */
export const byAdapter = (told: string): ResourceChoice => ({
  told,
  contains: {
    postgres: 'postgres',
    postgis: 'postgres',
    mysql: 'mysql',
    trilogy: 'mysql',
    sqlite: 'sqlite',
    sqlserver: 'mssql',
    tinytds: 'mssql',
    mongo: 'mongodb',
  },
});

const sql: readonly ResourceType[] = ['postgres', 'mysql', 'mssql', 'sqlite'];

export const server = {
  url: 'url',
  host: 'host',
  port: 'port',
  username: 'user',
  user: 'user',
  password: 'password',
  database: 'database',
} as const satisfies Readonly<Record<string, Carries>>;

const driver = (
  drives: ResourceType,
  packages: readonly string[],
  modules: readonly string[],
  clients: readonly ClientRule[] = [],
): Library => ({
  language: 'ruby',
  packages,
  modules,
  drives,
  clients,
});

const database = 'yaml.database.production';

export const databaseLibraries: readonly Library[] = [
  driver(
    'postgres',
    ['pg', 'activerecord-postgis-adapter'],
    ['PG'],
    [
      {
        calls: ['PG.connect', 'PG.Connection', 'PG.Connection.open'],
        resource: 'postgres',
        arguments: { '0': 'url', ...server, hostaddr: 'host', dbname: 'database' },
        environment: { PGHOST: 'host', PGPORT: 'port', PGUSER: 'user', PGPASSWORD: 'password', PGDATABASE: 'database' },
      },
    ],
  ),
  driver(
    'mysql',
    ['mysql2', 'trilogy', 'activerecord-trilogy-adapter'],
    ['Mysql2', 'Trilogy'],
    [{ calls: ['Mysql2.Client', 'Trilogy'], resource: 'mysql', arguments: server }],
  ),
  driver('sqlite', ['sqlite3'], ['SQLite3'], [{ calls: ['SQLite3.Database'], resource: 'sqlite', arguments: { '0': 'path' } }]),
  driver(
    'mssql',
    ['tiny_tds', 'activerecord-sqlserver-adapter'],
    ['TinyTds'],
    [{ calls: ['TinyTds.Client'], resource: 'mssql', arguments: server }],
  ),
  {
    language: 'ruby',
    packages: [
      'rails',
      'activerecord',
      'railties',
      'sinatra-activerecord',
      'standalone_migrations',
      'otr-activerecord',
      'grape-activerecord',
    ],
    modules: ['ActiveRecord', 'OTR'],
    clients: [
      {
        calls: ['ActiveRecord.Base.establish_connection', 'ApplicationRecord.establish_connection'],
        resource: byAdapter('adapter'),
        arguments: { '0': 'url', ...server },
        among: sql,
      },
    ],
    // https://guides.rubyonrails.org/configuring.html#configuring-a-database; several databases have a name each.
    settings: ['', '.*'].flatMap((below) =>
      Object.entries(server).map(([key, carries]) => ({
        path: `${database}${below}.${key}`,
        resource: byAdapter('adapter'),
        carries,
        among: sql,
      })),
    ),
  },
  {
    language: 'ruby',
    packages: ['sequel', 'sequel_pg', 'hanami-db', 'rom-sql', 'hanami-model'],
    modules: ['Sequel', 'ROM', 'DataMapper'],
    clients: [
      {
        calls: ['Sequel.connect', 'DataMapper.setup'],
        resource: byAdapter('adapter'),
        arguments: { '0': 'url', '1': 'url', ...server },
        among: sql,
      },
      ...['postgres', 'mysql2', 'sqlite'].map((name): ClientRule => ({
        calls: [`Sequel.${name}`],
        resource: ({ postgres: 'postgres', mysql2: 'mysql', sqlite: 'sqlite' } as const)[name] ?? 'postgres',
        arguments: { '0': 'database', ...server },
      })),
      { calls: ['ROM.container', 'ROM.Configuration'], resource: 'by-url', arguments: { '1': 'url' }, among: sql },
    ],
  },
  {
    language: 'ruby',
    packages: ['mongoid', 'mongo', 'mongo_mapper'],
    modules: ['Mongoid', 'Mongo', 'MongoMapper'],
    drives: 'mongodb',
    clients: [
      {
        calls: ['Mongo.Client', 'Mongoid.Clients', 'Mongoid.connect_to'],
        resource: 'mongodb',
        arguments: { '0': 'url', '0.0': { property: 'host', form: 'host:port' }, ...server },
      },
    ],
    settings: ['clients', 'sessions'].flatMap((clients) =>
      (
        [
          ['uri', 'url'],
          ['database', 'database'],
          ['hosts', 'host'],
          ['options.user', 'user'],
          ['options.password', 'password'],
        ] as const
      ).map(([key, carries]) => ({ path: `yaml.mongoid.production.${clients}.*.${key}`, resource: 'mongodb' as const, carries })),
    ),
  },
  driver(
    'cassandra',
    ['cassandra-driver'],
    ['Cassandra'],
    [
      {
        calls: ['Cassandra.cluster'],
        resource: 'cassandra',
        arguments: { hosts: 'host', port: 'port', username: 'user', password: 'password' },
      },
    ],
  ),
  driver(
    'clickhouse',
    ['clickhouse-activerecord', 'click_house'],
    ['ClickHouse'],
    [
      {
        calls: ['ClickHouse.Connection', 'ClickHouse.Config'],
        resource: 'clickhouse',
        arguments: { url: 'url', host: 'host', database: 'database' },
      },
    ],
  ),
  driver(
    'neo4j',
    ['neo4j-ruby-driver', 'activegraph'],
    ['Neo4j', 'ActiveGraph'],
    [{ calls: ['Neo4j.Driver.GraphDatabase.driver', 'ActiveGraph.Base.driver'], resource: 'neo4j', arguments: { '0': 'url' } }],
  ),
  { language: 'ruby', packages: ['neighbor', 'pgvector'], modules: ['Neighbor', 'Pgvector'], drives: 'pgvector', alone: 'required' },
];
