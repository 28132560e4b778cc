import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, Library } from '../library.ts';
import { address, byDriver, opened, sqlTypes } from './sql.ts';

/** What is built on the drivers of relational databases. */
export const ormLibraries: readonly Library[] = [
  ...gormDrivers(),
  {
    language: 'go',
    packages: ['github.com/jinzhu/gorm'],
    clients: [opened(['github.com/jinzhu/gorm.Open'], 0)],
  },
  { language: 'go', packages: ['github.com/jinzhu/gorm/dialects/mysql'], drives: 'mysql', named: 'go-sql-driver' },
  { language: 'go', packages: ['github.com/jinzhu/gorm/dialects/postgres'], drives: 'postgres' },
  { language: 'go', packages: ['github.com/jinzhu/gorm/dialects/sqlite'], drives: 'sqlite' },
  { language: 'go', packages: ['github.com/jinzhu/gorm/dialects/mssql'], drives: 'mssql' },
  {
    language: 'go',
    packages: ['xorm.io/xorm', 'github.com/go-xorm/xorm'],
    clients: [opened(['xorm.io/xorm.NewEngine', 'github.com/go-xorm/xorm.NewEngine'], 0)],
  },
  {
    language: 'go',
    packages: ['entgo.io/ent'],
    clients: [
      opened(['entgo.io/ent/dialect/sql.Open'], 0),
      // The client is generated into the application; the driver's name says that it opens a database.
      {
        calls: ['*.Open'],
        when: { argument: '0', oneOf: ['postgres', 'pgx', 'mysql', 'sqlite3', 'sqlite'] },
        resource: byDriver('0'),
        arguments: { '1': 'url' },
        among: sqlTypes,
        naming: 'driver',
      },
    ],
    settings: [],
  },
  {
    language: 'go',
    packages: ['github.com/uptrace/bun'],
    modules: ['github.com/uptrace/bun/driver/pgdriver'],
    drives: 'postgres',
    clients: [
      option('github.com/uptrace/bun/driver/pgdriver.WithDSN', 'url'),
      option('github.com/uptrace/bun/driver/pgdriver.WithAddr', address),
      option('github.com/uptrace/bun/driver/pgdriver.WithUser', 'user'),
      option('github.com/uptrace/bun/driver/pgdriver.WithPassword', 'password'),
      option('github.com/uptrace/bun/driver/pgdriver.WithDatabase', 'database'),
    ],
  },
  {
    language: 'go',
    packages: ['github.com/go-pg/pg'],
    drives: 'postgres',
    clients: [
      {
        calls: ['github.com/go-pg/pg.Options'],
        resource: 'postgres',
        arguments: { Addr: address, User: 'user', Password: 'password', Database: 'database' },
        silent: 'localhost:5432',
      },
      option('github.com/go-pg/pg.ParseURL', 'url'),
    ],
  },
  {
    language: 'go',
    packages: ['github.com/upper/db'],
    modules: ['github.com/upper/db/adapter/postgresql', 'github.com/upper/db/adapter/mysql'],
    clients: (['postgresql', 'mysql'] as const).map((adapter) => ({
      calls: [`github.com/upper/db/adapter/${adapter}.ConnectionURL`],
      resource: adapter === 'mysql' ? ('mysql' as const) : ('postgres' as const),
      arguments: { Host: address, User: 'user' as const, Password: 'password' as const, Database: 'database' as const },
    })),
  },
  {
    language: 'go',
    packages: ['github.com/beego/beego', 'github.com/astaxie/beego'],
    modules: ['github.com/beego/beego/client/orm', 'github.com/astaxie/beego/orm'],
    clients: [
      {
        calls: ['github.com/beego/beego/client/orm.RegisterDataBase', 'github.com/astaxie/beego/orm.RegisterDataBase'],
        resource: byDriver('1'),
        arguments: { '2': 'url' },
        among: sqlTypes,
        naming: 'driver',
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/golang-migrate/migrate', 'github.com/xo/dburl', 'github.com/amacneil/dbmate'],
    clients: [
      {
        calls: ['github.com/golang-migrate/migrate.New', 'github.com/golang-migrate/migrate.NewWithSourceInstance'],
        resource: 'by-url',
        arguments: { '1': 'url', '2': 'url' },
        among: sqlTypes,
      },
      { calls: ['github.com/xo/dburl.Open'], resource: 'by-url', arguments: { '0': 'url' }, among: sqlTypes },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/pressly/goose'],
    clients: [opened(['github.com/pressly/goose.OpenDBWithDriver'], 0)],
  },
  {
    language: 'go',
    packages: ['github.com/riverqueue/river', 'github.com/vgarvardt/gue', 'github.com/bgentry/que-go'],
    modules: ['github.com/riverqueue/river/riverdriver/riverpgxv5', 'github.com/vgarvardt/gue', 'github.com/bgentry/que-go'],
    drives: 'postgres',
  },
  {
    language: 'go',
    packages: ['github.com/pgvector/pgvector-go'],
    drives: 'pgvector',
    clients: [
      {
        calls: ['github.com/pgvector/pgvector-go.NewVector', 'github.com/pgvector/pgvector-go/pgx.RegisterTypes'],
        resource: 'pgvector',
        arguments: {},
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/pocketbase/pocketbase'],
    drives: 'sqlite',
    clients: [
      {
        calls: ['github.com/pocketbase/pocketbase.New', 'github.com/pocketbase/pocketbase.NewWithConfig'],
        resource: 'sqlite',
        arguments: {},
      },
    ],
  },
];

function option(call: string, carries: Carries): ClientRule {
  return { calls: [call], resource: 'postgres', arguments: { '0': carries } };
}

/** GORM's dialects: `postgres.Open(dsn)`, `postgres.New(postgres.Config{DSN: dsn})`. */
function gormDrivers(): Library[] {
  const dialects: readonly (readonly [module: string, type: ResourceType])[] = [
    ['gorm.io/driver/postgres', 'postgres'],
    ['gorm.io/driver/mysql', 'mysql'],
    ['gorm.io/driver/sqlite', 'sqlite'],
    ['github.com/glebarez/sqlite', 'sqlite'],
    ['github.com/libtnb/sqlite', 'sqlite'],
    ['gorm.io/driver/sqlserver', 'mssql'],
    ['gorm.io/driver/clickhouse', 'clickhouse'],
  ];
  return dialects.map(([module, type]) => ({
    language: 'go',
    packages: [module],
    drives: type,
    ...(type === 'mysql' ? { named: 'go-sql-driver' } : {}),
    clients: [
      {
        calls: [`${module}.Open`, `${module}.New`],
        resource: type,
        arguments: { '0': type === 'sqlite' ? 'path' : 'url', DSN: 'url' },
        naming: 'driver',
      },
    ],
  }));
}
