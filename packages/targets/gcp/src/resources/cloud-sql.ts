import { databaseOf, userOf, type DeployedResource, type Reach } from '@groundwork/provision';
import { nameOf } from '../names.ts';
import type { Context, Made, SqlUser } from '../render/context.ts';
import { addressOf, labelOf, resource as block } from '../terraform/block.ts';
import { Expression, expression, type Body } from '../terraform/value.ts';
import { sqlQuantities } from './cloud-sql-size.ts';

interface Flavour {
  readonly server: SqlUser['server'];
  readonly title: string;
  readonly port: number;
  /** The newest that is asked for where the code asks for none. */
  readonly version: (asked: string | null) => string;
  readonly tier: string;
  readonly flags: Readonly<Record<string, string>>;
  readonly backup: Body;
  /** Names the server keeps for itself. */
  readonly free: readonly string[];
  readonly instance?: Body;
}

/** Versions Cloud SQL has: https://cloud.google.com/sql/docs/db-versions */
const postgresVersions = ['12', '13', '14', '15', '16', '17', '18'];

export const flavours: Readonly<Record<SqlUser['server'], Flavour>> = {
  postgres: {
    server: 'postgres',
    title: 'PostgreSQL',
    port: 5432,
    version: (asked) => `POSTGRES_${postgresVersions.find((each) => each === asked?.split('.')[0]) ?? '17'}`,
    tier: 'db-f1-micro',
    flags: {
      log_checkpoints: 'on',
      log_connections: 'on',
      log_disconnections: 'on',
      log_duration: 'on',
      log_hostname: 'on',
      log_lock_waits: 'on',
      log_min_duration_statement: '-1',
      log_min_error_statement: 'error',
      log_min_messages: 'error',
      log_statement: 'ddl',
      log_temp_files: '0',
      'cloudsql.enable_pgaudit': 'on',
    },
    backup: { point_in_time_recovery_enabled: true },
    free: [],
  },
  mysql: {
    server: 'mysql',
    title: 'MySQL',
    port: 3306,
    version: (asked) => (asked?.startsWith('5.7') ? 'MYSQL_5_7' : asked?.startsWith('8.0') ? 'MYSQL_8_0' : 'MYSQL_8_4'),
    tier: 'db-f1-micro',
    flags: { local_infile: 'off', skip_show_database: 'on' },
    backup: { binary_log_enabled: true },
    free: [],
  },
  mssql: {
    server: 'mssql',
    title: 'SQL Server',
    port: 1433,
    version: (asked) => (asked?.startsWith('2019') ? 'SQLSERVER_2019_EXPRESS' : 'SQLSERVER_2022_EXPRESS'),
    tier: 'db-custom-1-3840',
    flags: {
      '3625': 'on',
      'contained database authentication': 'off',
      'cross db ownership chaining': 'off',
      'external scripts enabled': 'off',
    },
    backup: {},
    free: [],
    // It has to have one when it is made, which Terraform keeps in its state: chance, and of no use once the engine has set another.
    instance: { root_password: new Expression('${uuid()}Aa1!'), lifecycle: { ignore_changes: ['root_password'] } },
  },
};

/**
 * A database of Cloud SQL with an address in the environment's network alone. Its user is made by the engine, or by `secrets.tf.json`:
 * Terraform would keep a password in its state.
 */
export function cloudSql(deployed: DeployedResource, context: Context, server: SqlUser['server']): Made {
  const { deployment } = context;
  const { id, settings, told, resource } = deployed;
  const flavour = flavours[server];
  const label = labelOf(id);
  const name = nameOf(deployment, id, 80);
  const project = deployment.name;
  const database = databaseOf({ told, project }, flavour.free);
  const user = userOf({ told, project }, flavour.free);
  const tier = settings.size ?? flavour.tier;
  const storage = settings.storage ?? 10;
  const days = settings.backupDays ?? 7;
  const standby = settings.highAvailability ?? false;
  const instance = block('main', 'google_sql_database_instance', label, {
    name,
    database_version: flavour.version(resource.version),
    // Kept by Terraform and by Cloud SQL itself, until a person names it in `unprotected`.
    deletion_protection: expression(`!contains(var.unprotected, ${JSON.stringify(deployed.name)})`),
    ...flavour.instance,
    settings: {
      tier,
      edition: 'ENTERPRISE',
      availability_type: standby ? 'REGIONAL' : 'ZONAL',
      disk_type: 'PD_SSD',
      disk_size: storage,
      disk_autoresize: true,
      deletion_protection_enabled: expression(`!contains(var.unprotected, ${JSON.stringify(deployed.name)})`),
      ip_configuration: {
        ipv4_enabled: false,
        private_network: expression('google_compute_network.main.id'),
        // Clients that are told nothing of TLS still come in; the network is the environment's own.
        ssl_mode: 'ALLOW_UNENCRYPTED_AND_ENCRYPTED',
      },
      backup_configuration: {
        enabled: days > 0,
        ...(days > 0 ? { ...flavour.backup, backup_retention_settings: { retained_backups: days } } : {}),
      },
      database_flags: Object.entries(flavour.flags).map(([flag, value]) => ({ name: flag, value })),
      maintenance_window: { day: 7, hour: 3, update_track: 'stable' },
    },
    depends_on: ['google_service_networking_connection.services'],
  });
  const address = addressOf(instance);
  const reach: Reach = { port: flavour.port, user: [user], database: [database] };
  return {
    title: `Cloud SQL for ${flavour.title} ${tier}, ${storage} GB${standby ? ' with a standby' : ''}, private, ${days > 0 ? `backups of ${days} days` : 'no backups'}`,
    blocks: [
      instance,
      block('main', 'google_sql_database', label, { name: database, instance: expression(`${address}.name`), deletion_policy: 'ABANDON' }),
    ],
    reach,
    values: { host: expression(`${address}.private_ip_address`), port: String(flavour.port), user, database },
    quantities: sqlQuantities({ server, tier, storage, standby }),
    stateful: true,
    network: 'peered',
    sqlUser: { instance: name, user, server },
    notes: notesOf(deployed, flavour),
  };
}

function notesOf({ name, told, resource }: DeployedResource, { server, title }: Flavour): string[] {
  const notes: string[] = [];
  if (!told.password)
    notes.push(`${name}: no variable tells the code a password of its ${title}, and Cloud SQL lets nobody in without: the code needs one`);
  if (server === 'postgres' && resource.extensions.length > 0)
    notes.push(`${name}: a migration has to make its extensions: CREATE EXTENSION IF NOT EXISTS ${resource.extensions.join(', ')}`);
  return notes;
}
