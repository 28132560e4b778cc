import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Note } from './note.ts';

/** Where what was read of a repository is kept: with its work tree, or in the user's cache when it has none. */
export function stateFolder(top: string | null, gitFolder: string): { readonly folder: string | null; readonly notes: readonly Note[] } {
  const folder =
    top === null ? join(userCache(), createHash('sha256').update(gitFolder).digest('hex').slice(0, 16)) : join(top, '.groundwork', 'churn');
  try {
    const made = top === null ? [folder] : [join(top, '.groundwork'), folder];
    for (const path of made) {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      // A link could lead anywhere.
      if (lstatSync(path).isSymbolicLink()) return notKept(path);
    }
    const ignore = top === null ? null : join(top, '.groundwork', '.gitignore');
    if (ignore && !existsSync(ignore)) writeFileSync(ignore, '# State of Groundwork on this machine: secrets, logs and data\n*\n');
    return { folder, notes: [] };
  } catch {
    return notKept(folder);
  }
}

function notKept(folder: string): { readonly folder: null; readonly notes: readonly Note[] } {
  return { folder: null, notes: [{ code: 'not_kept', message: `Nothing can be kept in ${folder}: the next run reads everything again.` }] };
}

function userCache(): string {
  const base =
    process.env['XDG_CACHE_HOME'] ?? (process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache'));
  return join(base, 'groundwork', 'churn');
}

export function temporaryFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-churn-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
