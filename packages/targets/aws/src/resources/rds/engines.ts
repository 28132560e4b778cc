/** Which databases RDS runs, in its own words. */
export interface RdsEngine {
  readonly title: string;
  readonly engine: string;
  readonly port: number;
  /** Taken where the code asks for no version, or for one RDS has not. */
  readonly version: string;
  /** Versions that are asked for, as RDS writes them. A major alone takes the newest minor. */
  readonly versions: RegExp;
  /** Smallest size that is offered with encryption. */
  readonly size: string;
  /** Aurora's engine, `null` where it has none. */
  readonly aurora: string | null;
  readonly price: string;
  /** SQL Server takes no database name when it is made. */
  readonly namesDatabase: boolean;
  readonly license: string | null;
  readonly logs: readonly string[];
}

export type RdsType = 'postgres' | 'mysql' | 'mssql';

export const rdsEngines: Readonly<Record<RdsType, RdsEngine>> = {
  postgres: {
    title: 'PostgreSQL',
    engine: 'postgres',
    port: 5432,
    version: '17',
    versions: /^1[4-8]$/,
    size: 'db.t4g.micro',
    aurora: 'aurora-postgresql',
    price: 'postgres',
    namesDatabase: true,
    license: null,
    logs: ['postgresql', 'upgrade'],
  },
  mysql: {
    title: 'MySQL',
    engine: 'mysql',
    port: 3306,
    version: '8.4',
    versions: /^8\.[04]$/,
    size: 'db.t4g.micro',
    aurora: 'aurora-mysql',
    price: 'mysql',
    namesDatabase: true,
    license: null,
    logs: ['error', 'slowquery'],
  },
  mssql: {
    title: 'SQL Server Express',
    engine: 'sqlserver-ex',
    port: 1433,
    version: '16.00',
    versions: /^1[456]\.00$/,
    size: 'db.t3.small',
    aurora: null,
    price: 'mssql-express',
    namesDatabase: false,
    license: 'license-included',
    logs: ['error'],
  },
};
