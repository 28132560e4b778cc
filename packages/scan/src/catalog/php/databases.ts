import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, Library, ResourceChoice } from '../library.ts';

const account = { username: 'user', user: 'user', password: 'password' } as const;

/** Connection arrays of Doctrine, Illuminate, Medoo and their like. */
const connection: ClientRule['arguments'] = {
  url: 'url',
  dsn: 'url',
  host: 'host',
  port: 'port',
  ...account,
  dbname: 'database',
  database: 'database',
  database_name: 'database',
};

const sql: readonly ResourceType[] = ['postgres', 'mysql', 'mssql', 'sqlite'];

/** How drivers are named in connection arrays: `pdo_pgsql`, `MySQLi`, `Cake\\Database\\Driver\\Postgres`. */
export const sqlDrivers = {
  pgsql: 'postgres',
  postgre: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlite: 'sqlite',
  sqlsrv: 'mssql',
  sqlserver: 'mssql',
  mssql: 'mssql',
} as const satisfies Readonly<Record<string, ResourceType>>;

export const bySqlDriver = (told: string): ResourceChoice => ({ told, contains: sqlDrivers });

const drives = (drives: ResourceType, ...packages: readonly string[]): Library => ({ language: 'php', packages, modules: [], drives });

const client = (
  resource: ResourceType,
  packages: readonly string[],
  modules: readonly string[],
  calls: readonly string[],
  args: Readonly<Record<string, Carries>>,
): Library => ({ language: 'php', packages, modules, drives: resource, clients: [{ calls, resource, arguments: args }] });

export const databaseLibraries: readonly Library[] = [
  drives('postgres', 'ext-pdo_pgsql'),
  drives('mysql', 'ext-pdo_mysql'),
  drives('mssql', 'ext-pdo_sqlsrv', 'ext-pdo_dblib'),
  drives('sqlite', 'ext-pdo_sqlite'),
  {
    language: 'php',
    packages: ['ext-pdo'],
    modules: ['PDO'],
    clients: [
      { calls: ['PDO'], resource: 'by-url', among: sql, arguments: { '0': 'url', dsn: 'url', '1': 'user', '2': 'password', ...account } },
    ],
  },
  {
    language: 'php',
    packages: ['ext-mysqli'],
    modules: ['mysqli'],
    drives: 'mysql',
    clients: [
      {
        calls: ['mysqli', 'mysqli_connect', 'mysql_connect', 'mysqli().connect', 'mysqli().real_connect'],
        resource: 'mysql',
        arguments: {
          '0': 'host',
          '1': 'user',
          '2': 'password',
          '3': 'database',
          '4': 'port',
          hostname: 'host',
          database: 'database',
          port: 'port',
          ...account,
        },
      },
      {
        calls: ['mysqli_real_connect'],
        resource: 'mysql',
        arguments: { '1': 'host', '2': 'user', '3': 'password', '4': 'database', '5': 'port' },
      },
      { calls: ['mysql_select_db', 'mysqli().select_db'], resource: 'mysql', arguments: { '0': 'database' } },
      { calls: ['mysqli_select_db'], resource: 'mysql', arguments: { '1': 'database' } },
    ],
  },
  client('postgres', ['ext-pgsql'], ['pg_connect'], ['pg_connect', 'pg_pconnect'], { '0': 'url' }),
  client('sqlite', ['ext-sqlite3'], ['SQLite3'], ['SQLite3'], { '0': 'path' }),
  client('mssql', ['ext-sqlsrv'], ['sqlsrv_connect'], ['sqlsrv_connect'], {
    '0': 'host',
    '1.Database': 'database',
    '1.UID': 'user',
    '1.PWD': 'password',
  }),
  {
    language: 'php',
    packages: ['doctrine/dbal', 'doctrine/orm'],
    modules: ['Doctrine\\DBAL', 'Doctrine\\ORM'],
    clients: [
      { calls: ['Doctrine.DBAL.DriverManager.getConnection'], resource: bySqlDriver('driver'), arguments: connection },
      { calls: ['Doctrine.ORM.EntityManager.create'], resource: bySqlDriver('driver'), arguments: connection },
    ],
    // The container definitions of Slim and Mezzio skeletons: `'doctrine' => ['connection' => ['driver' => …]]`.
    settings: Object.entries(connection).flatMap(([key, carries]) =>
      ['**.doctrine.connection', '**.doctrine.connection.*.params'].map((path) => ({
        path: `${path}.${key}`,
        resource: bySqlDriver('driver'),
        carries,
      })),
    ),
  },
  {
    language: 'php',
    packages: ['illuminate/database'],
    modules: ['Illuminate\\Database'],
    // Inside Laravel, whose configuration tells where the database is, every model imports it.
    words: ['Illuminate\\Database\\Capsule'],
    clients: [{ calls: ['Illuminate.Database.Capsule.Manager().addConnection'], resource: bySqlDriver('driver'), arguments: connection }],
  },
  {
    language: 'php',
    packages: ['catfan/medoo'],
    modules: ['Medoo'],
    clients: [
      {
        calls: ['Medoo.Medoo'],
        resource: bySqlDriver('type'),
        arguments: { ...connection, server: 'host', database: 'database' },
      },
    ],
  },
  {
    language: 'php',
    packages: [
      'propel/propel',
      'laminas/laminas-db',
      'nette/database',
      'cycle/database',
      'dibi/dibi',
      'aura/sql',
      'paris/idiorm',
      'gabordemooij/redbean',
    ],
    modules: ['Laminas\\Db', 'Nette\\Database', 'Cycle\\Database', 'Dibi', 'Aura\\Sql', 'RedBeanPHP', 'R::setup'],
    clients: [
      { calls: ['Laminas.Db.Adapter.Adapter'], resource: bySqlDriver('driver'), arguments: { ...connection, hostname: 'host' } },
      {
        calls: ['Nette.Database.Connection', 'Aura.Sql.ExtendedPdo', 'R.setup', 'RedBeanPHP.R.setup', 'RedBeanPHP.Facade.setup'],
        resource: 'by-url',
        among: sql,
        arguments: { '0': 'url', '1': 'user', '2': 'password' },
      },
      { calls: ['Dibi.Connection', 'dibi.connect'], resource: bySqlDriver('driver'), arguments: connection },
    ],
  },
  client('mongodb', ['mongodb/mongodb', 'ext-mongodb'], ['MongoDB'], ['MongoDB.Client', 'MongoDB.Driver.Manager', 'MongoClient'], {
    '0': 'url',
    uri: 'url',
    '1.username': 'user',
    '1.password': 'password',
  }),
  {
    language: 'php',
    packages: ['mongodb/mongodb'],
    modules: ['MongoDB'],
    clients: [
      {
        calls: ['MongoDB.Client().selectDatabase', 'MongoDB.Client().selectCollection', 'MongoDB.Client().getDatabase'],
        resource: 'mongodb',
        arguments: { '0': 'database' },
      },
    ],
  },
  drives('mongodb', 'mongodb/laravel-mongodb', 'jenssegers/mongodb', 'doctrine/mongodb-odm', 'doctrine/mongodb-odm-bundle'),
  client('clickhouse', ['smi2/phpclickhouse'], ['ClickHouseDB'], ['ClickHouseDB.Client'], {
    host: 'host',
    port: 'port',
    ...account,
  }),
  client('cassandra', ['ext-cassandra'], ['Cassandra'], ['Cassandra.cluster'], { '.withContactPoints.0': 'host', '.withPort.0': 'port' }),
  client('neo4j', ['laudis/neo4j-php-client'], ['Laudis\\Neo4j'], ['Laudis.Neo4j.ClientBuilder.create'], { '.withDriver.1': 'url' }),
];
