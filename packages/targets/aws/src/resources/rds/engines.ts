/** Which databases RDS runs, in its own words. */
export interface RdsEngine {
  readonly title: string;
  readonly engine: string;
  readonly port: number;
  /** Taken where the code asks for no version, or for one RDS has not. */
  readonly version: string;
  /** Each version that can be asked for, with the release of it that is made; RDS brings newer ones in by itself. */
  readonly versions: Readonly<Record<string, string>>;
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

/** Releases are among those that cfn-lint 1.58.0 lists from RDS (rule E3691). */
export const rdsEngines: Readonly<Record<RdsType, RdsEngine>> = {
  postgres: {
    title: 'PostgreSQL',
    engine: 'postgres',
    port: 5432,
    version: '17',
    versions: { '14': '14.23', '15': '15.18', '16': '16.14', '17': '17.10', '18': '18.4' },
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
    versions: { '8.0': '8.0.45', '8.4': '8.4.10' },
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
    version: '2022',
    versions: { '2019': '15.00.4455.2.v1', '2022': '16.00.4250.1.v1' },
    size: 'db.t3.small',
    aurora: null,
    price: 'mssql-express',
    namesDatabase: false,
    license: 'license-included',
    logs: ['error'],
  },
};
