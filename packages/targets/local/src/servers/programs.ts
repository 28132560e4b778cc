import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Real paths of a program on PATH, in order. What a package manager put in front of PATH for its own scripts is not the machine's. */
export function programsOnPath(name: string, path = process.env['PATH'] ?? ''): string[] {
  const found = machinePath(path)
    .map((folder) => join(folder, name))
    .filter(isExecutable)
    .map((file) => realpathSync(file));
  return [...new Set(found)];
}

/** The folders of PATH without those that npm, yarn and pnpm add while they run a script. */
export function machinePath(path = process.env['PATH'] ?? ''): string[] {
  return path.split(delimiter).filter((folder) => folder !== '' && !/node_modules[\\/]\.bin[\\/]?$|node-gyp-bin[\\/]?$/.test(folder));
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
