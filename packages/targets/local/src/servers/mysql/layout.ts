import { join } from 'node:path';
import type { MysqlServer } from './schema.ts';

/** Where the data is; what is not finished has another name. */
export const dataFolder = ({ folder, flavour }: Pick<MysqlServer, 'folder' | 'flavour'>): string => join(folder, flavour);

export const configurationFile = ({ folder }: Pick<MysqlServer, 'folder'>): string => join(folder, 'server.cnf');

/** The only folder it reads files from and writes them to where anybody is its administrator. */
export const filesFolder = ({ folder }: Pick<MysqlServer, 'folder'>): string => join(folder, 'files');

/** Statements the server runs before it lets anybody in. */
export const startFile = ({ folder }: Pick<MysqlServer, 'folder'>): string => join(folder, 'start.sql');

/** Read by the server and by what makes its data folder, instead of the machine's own configuration. */
export function configurationOf(server: MysqlServer): string {
  const lines = [
    '[mysqld]',
    ...(server.home === null ? [] : [`basedir=${server.home}`]),
    `port=${server.port}`,
    'bind-address=127.0.0.1',
    // In the data folder, which is private; a whole path may be too long for a socket.
    'socket=server.sock',
    'pid-file=server.pid',
    'skip-name-resolve',
    'character-set-server=utf8mb4',
    'max_allowed_packet=64M',
    // No replica will ever read it, and with it a trigger needs more than an owner's rights.
    'skip-log-bin',
    'performance_schema=OFF',
    'loose-mysqlx=OFF',
    // MySQL 8.4 has it, but off; clients of its time and before know nothing else.
    'loose-mysql_native_password=ON',
    ...(server.flavour === 'mariadb' ? ['innodb_log_file_size=48M'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** One statement a line. Run at every start, so that being killed in between leaves nothing half made. */
export function startStatements(server: MysqlServer): string {
  const { flavour, user, password, database, adminPassword, open } = server;
  const owner = `${text(user)}@'%'`;
  const secret = identified(server, password);
  const made = `CREATE DATABASE IF NOT EXISTS ${name(database)} CHARACTER SET utf8mb4`;
  if (open) return `${made};\n`;
  const statements = [
    made,
    `CREATE USER IF NOT EXISTS ${owner} ${secret}`,
    `ALTER USER ${owner} ${secret}`,
    // Its own, and what test runners and migration tools make beside it.
    ...[database, `${database}_%`, 'test_%', 'prisma_migrate_%'].map(
      (pattern) => `GRANT ALL PRIVILEGES ON ${granted(pattern)}.* TO ${owner}`,
    ),
    `ALTER USER 'root'@'localhost' ${flavour === 'mariadb' ? `IDENTIFIED BY ${text(adminPassword)}` : identified(server, adminPassword)}`,
    // Code that reads its password out of a secret's file often has this user written in it; names are not resolved here.
    `CREATE USER IF NOT EXISTS 'root'@'127.0.0.1' ${identified(server, adminPassword)}`,
    `ALTER USER 'root'@'127.0.0.1' ${identified(server, adminPassword)}`,
    `GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION`,
  ];
  return `${statements.join(';\n')};\n`;
}

/** The older way to log in where there is one: every client knows it. */
function identified({ flavour, version }: MysqlServer, password: string): string {
  const native = flavour === 'mysql' && Number(version.split('.')[0]) < 9 ? 'WITH mysql_native_password ' : '';
  return `IDENTIFIED ${native}BY ${text(password)}`;
}

const text = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

const name = (value: string): string => `\`${value.replaceAll('`', '``')}\``;

/** In a grant an underscore stands for any character unless it is escaped. */
const granted = (pattern: string): string => name(pattern.replaceAll('_', '\\_'));
