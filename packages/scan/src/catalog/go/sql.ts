import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, ResourceChoice } from '../library.ts';

/** libpq's variables, which every driver of Postgres here reads by itself. */
export const postgresEnvironment: Readonly<Record<string, Carries>> = {
  PGHOST: 'host',
  PGPORT: 'port',
  PGUSER: 'user',
  PGPASSWORD: 'password',
  PGDATABASE: 'database',
};

export const address: Carries = { property: 'host', form: 'host:port' };

export const sqlTypes: readonly ResourceType[] = ['postgres', 'mysql', 'sqlite', 'mssql', 'clickhouse'];

/** Names that drivers are registered under with database/sql. */
export const byDriver = (told: string): ResourceChoice => ({
  told,
  contains: {
    postgres: 'postgres',
    pgx: 'postgres',
    cloudsqlpostgres: 'postgres',
    mysql: 'mysql',
    sqlite: 'sqlite',
    libsql: 'sqlite',
    sqlserver: 'mssql',
    mssql: 'mssql',
    azuresql: 'mssql',
    clickhouse: 'clickhouse',
  },
});

export const opened = (calls: readonly string[], driver: number): ClientRule => ({
  calls,
  resource: byDriver(String(driver)),
  arguments: { [String(driver + 1)]: 'url' },
  among: sqlTypes,
  naming: 'driver',
});
