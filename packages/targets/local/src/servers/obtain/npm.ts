import { join } from 'node:path';
import { programsOnPath } from '../programs.ts';
import { isObtained, serverFolder } from './obtain.ts';
import type { Obtain } from './schema.ts';

/** A server that is a program of an npm package. */
export interface NpmServer {
  readonly title: string;
  readonly package: string;
  /** Pinned. */
  readonly version: string;
  /** The file that is run, inside the package. */
  readonly entry: string;
}

export interface CarriedByNpm {
  /** Absolute; Node runs it once `obtain` is done. */
  readonly entry: string;
  readonly obtain: Obtain;
}

/** The program in a folder of its own, `null` where there is no npm to fetch it with. Nothing of it runs while it is installed. */
export function carriedByNpm({ title, package: name, version, entry }: NpmServer): CarriedByNpm | null {
  const folder = serverFolder(name, version);
  const npm = isObtained({ folder }) ? 'npm' : programsOnPath('npm')[0];
  if (npm === undefined) return null;
  const options = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  return {
    entry: join(folder, 'node_modules', name, entry),
    obtain: {
      label: `${title} ${version} (npm)`,
      folder,
      commands: [{ argv: [npm, 'install', ...options, `${name}@${version}`] }],
      env: {},
    },
  };
}
