import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inside } from '../../workbench/places.ts';
import type { FoundToolchain, NotNative } from '../environment.ts';
import { installationOf, programOnPath } from './programs.ts';

/** Any npm brings the version of Node that is asked for, as the package `node`. */
export function findNode(version: string, downloads: string): FoundToolchain | NotNative {
  const npm = programOnPath('npm');
  const node = programOnPath('node');
  if (npm === null || node === null) return { why: 'Node is not installed', fix: 'apt-get install nodejs npm' };
  const tools = `${inside.home}/tools`;
  return {
    readable: [...installationOf(npm), ...installationOf(node)],
    path: [`${tools}/bin`, `${tools}/node_modules/.bin`],
    variables: {
      npm_config_cache: join(downloads, 'npm'),
      npm_config_fund: 'false',
      npm_config_audit: 'false',
      npm_config_update_notifier: 'false',
      YARN_CACHE_FOLDER: join(downloads, 'yarn'),
      YARN_GLOBAL_FOLDER: join(downloads, 'yarn-berry'),
      YARN_ENABLE_TELEMETRY: '0',
      // Browsers are this machine's.
      PUPPETEER_SKIP_DOWNLOAD: 'true',
      PUPPETEER_SKIP_CHROMIUM_DOWNLOAD: 'true',
      PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
      CYPRESS_INSTALL_BINARY: '0',
      HUSKY: '0',
      CHROME_BIN: programOnPath('chromium') ?? programOnPath('google-chrome') ?? '',
      OPENSSL_CONF: '/dev/null',
      CI: 'true',
      FORCE_COLOR: '0',
    },
    setup: [`mkdir -p ${tools}/bin && npm install --silent --prefix ${tools} node@${version}`, 'node --version'],
    offline: { npm_config_offline: 'true' },
  };
}

const machines = '/usr/lib/jvm';

/** A Java of that version or a later one of this machine, and Maven; Gradle comes with the repository. */
export function findJava(version: string, downloads: string): FoundToolchain | NotNative {
  const homes = existsSync(machines) ? readdirSync(machines).filter((name) => existsSync(join(machines, name, 'bin/javac'))) : [];
  const found = homes
    .map((name) => ({ home: join(machines, name), version: Number(/(\d+)/.exec(name)?.[1] ?? 0) }))
    .filter((java) => java.version >= Number(version))
    .toSorted((one, other) => one.version - other.version)[0];
  if (found === undefined)
    return { why: `There is no Java development kit of version ${version} or later`, fix: 'apt-get install default-jdk' };
  if (programOnPath('mvn') === null) return { why: 'Maven is not installed', fix: 'apt-get install maven' };
  const repository = join(downloads, 'maven');
  return {
    readable: ['/usr/share/maven'].filter((folder) => existsSync(folder)),
    path: [join(found.home, 'bin')],
    variables: {
      JAVA_HOME: found.home,
      MAVEN_OPTS: `-Dmaven.repo.local=${repository} -Duser.home=${inside.home}`,
      GRADLE_USER_HOME: join(inside.home, '.gradle'),
    },
    setup: [],
    offline: {},
  };
}
