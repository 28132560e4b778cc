import { cacheFolder } from '@groundwork/host/cache';
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Note } from './note.ts';

/**
 * Where what was read of a repository is kept: with its work tree, or in the user's cache when it has none. Its name follows from a key
 * of the user's, so that nothing that comes with a repository is taken for what was read of it.
 */
export function stateFolder(top: string | null, gitFolder: string): { readonly folder: string | null; readonly notes: readonly Note[] } {
  const kept = top === null ? join(cacheFolder(), 'churn') : join(top, '.groundwork', 'churn');
  try {
    const folder = join(kept, nameOf(top ?? gitFolder));
    const made = top === null ? [folder] : [join(top, '.groundwork'), kept, folder];
    for (const path of made) {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      // A link could lead anywhere.
      if (lstatSync(path).isSymbolicLink()) return notKept(path);
    }
    const ignore = top === null ? null : join(top, '.groundwork', '.gitignore');
    if (ignore && !existsSync(ignore)) writeFileSync(ignore, '# State of Groundwork on this machine: secrets, logs and data\n*\n');
    return { folder, notes: [] };
  } catch {
    return notKept(kept);
  }
}

function notKept(folder: string): { readonly folder: null; readonly notes: readonly Note[] } {
  return { folder: null, notes: [{ code: 'not_kept', message: `Nothing can be kept in ${folder}: the next run reads everything again.` }] };
}

function nameOf(place: string): string {
  return createHmac('sha256', userKey()).update(place).digest('hex').slice(0, 16);
}

/** Made once, whole or not at all. */
function userKey(): Buffer {
  const folder = join(cacheFolder(), 'churn');
  const file = join(folder, 'key');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const made = `${file}.${process.pid}`;
    try {
      writeFileSync(made, randomBytes(32), { mode: 0o600 });
      renameSync(made, file);
    } finally {
      rmSync(made, { force: true });
    }
  }
  return readFileSync(file);
}

export function temporaryFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-churn-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
