import { execFileSync } from 'node:child_process';
import { existsSync, globSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isExecutable, serverPrograms } from '../programs.ts';

/** A complete MySQL or MariaDB: the server and what makes its data folder. */
export interface MysqlInstallation {
  readonly program: string;
  readonly flavour: 'mariadb' | 'mysql';
  readonly version: string;
  readonly home: string | null;
  readonly installer: string | null;
  readonly timeZones: string | null;
}

/** In the order they are tried. A MariaDB without the script that makes its data folder is none. */
export function findMysql(): MysqlInstallation[] {
  const programs = [...serverPrograms('mariadbd'), ...serverPrograms('mysqld'), ...globSync(elsewhere).filter(isExecutable)];
  const seen = new Set<string>();
  return programs.flatMap((program) => {
    const file = realpathSync(program);
    if (seen.has(file)) return [];
    seen.add(file);
    return installationOf(program) ?? [];
  });
}

/** Where packages put servers that are on nobody's PATH. */
const elsewhere = [
  '/usr/libexec/{mariadbd,mysqld}',
  '/opt/homebrew/opt/{mariadb,mysql}@*/bin/{mariadbd,mysqld}',
  '/usr/local/opt/{mariadb,mysql}@*/bin/{mariadbd,mysqld}',
  '/usr/local/mysql/bin/mysqld',
];

export function installationOf(program: string): MysqlInstallation | null {
  const read = versionOf(program);
  if (read === null) return null;
  const folders = placesOf(program);
  const find = (names: readonly string[]): string | null =>
    names.flatMap((name) => [...folders.map((folder) => join(folder, name)), ...serverPrograms(name)]).find(isExecutable) ?? null;
  const installer = read.flavour === 'mariadb' ? find(['mariadb-install-db', 'mysql_install_db']) : null;
  if (read.flavour === 'mariadb' && installer === null) return null;
  return {
    ...read,
    program,
    home: homeOf(program),
    installer,
    timeZones: find(read.flavour === 'mariadb' ? ['mariadb-tzinfo-to-sql', 'mysql_tzinfo_to_sql'] : ['mysql_tzinfo_to_sql']),
  };
}

/** Folders beside the server where its other programs are. */
function placesOf(program: string): string[] {
  const folder = dirname(realpathSync(program));
  return [folder, join(folder, '..', 'bin'), join(folder, '..', 'scripts')];
}

/** An archive unpacked somewhere has its messages beside the programs; a package of the system has them where it was compiled for. */
function homeOf(program: string): string | null {
  const home = dirname(dirname(realpathSync(program)));
  const own = ['share/english/errmsg.sys', 'share/mysql/english/errmsg.sys', 'share/mariadb/english/errmsg.sys'];
  return home !== '/usr' && own.some((file) => existsSync(join(home, file))) ? home : null;
}

/** `mysqld  Ver 10.11.6-MariaDB-0+deb12u1 for ...`, `mysqld  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)`. */
function versionOf(program: string): Pick<MysqlInstallation, 'flavour' | 'version'> | null {
  try {
    const text = execFileSync(program, ['--no-defaults', '--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const version = /\bVer (\d+(?:\.\d+)+)/.exec(text)?.[1];
    return version === undefined ? null : { flavour: /mariadb/i.test(text) ? 'mariadb' : 'mysql', version };
  } catch {
    return null;
  }
}
