import { isExecutable } from '@groundwork/host/programs';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** Where a program of this machine is; shims of version managers stand for no program and are left out. */
export function programOnPath(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '' && !folder.endsWith('/shims'));
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

/** Programs in folders that a version manager named after versions: `~/.pyenv/versions/3.9.18/bin/python3.9`. */
export function managedPrograms(folder: string, begins: string, program: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(begins))
    .map((name) => join(folder, name, program))
    .filter(isExecutable);
}

/** What has to be readable for a program to run where the system's own folders are: none for a program of the system. */
export function installationOf(program: string): readonly string[] {
  const folder = dirname(dirname(realpathSync(program)));
  return folder === '/usr' || folder.startsWith('/usr/') ? [] : [folder];
}

export const inHome = (...words: readonly string[]): string => join(homedir(), ...words);
