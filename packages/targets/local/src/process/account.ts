import { exitCodes, GroundworkError } from '@groundwork/host';
import { chownSync, cpSync, existsSync, lchownSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Account } from './group.ts';

/** Where servers keep data when we are root: their account cannot enter root's home, nor a private project folder. */
export const sharedRoot = '/var/lib/groundwork';

export const isRoot = (): boolean => process.getuid?.() === 0;

/** The account a server runs as: `null` for our own, which is right unless we are root. The first name there is wins. */
export function serverAccount(names: readonly string[]): Account | null {
  if (!isRoot()) return null;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of [...names, 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { name, uid: Number(fields[2]), gid: Number(fields[3]), home: fields[5] ?? '/' };
  }
  throw new GroundworkError({
    code: 'account.none',
    message: 'A server must not run as root, and this machine has no account `nobody` to run it as',
    fix: 'useradd --system --no-create-home nobody',
    exit: exitCodes.notPossibleHere,
  });
}

/** Makes a private folder that the account owns; its parents can be passed through, not listed. */
export function makeOwnFolder(path: string, account: Account | null): void {
  if (!account) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return;
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chownSync(path, account.uid, account.gid);
}

/** Writes a private file into a folder of the account; made anew, so that no link left there is followed. */
export function writeOwnFile(path: string, text: string, account: Account | null): void {
  rmSync(path, { force: true });
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  if (account) lchownSync(path, account.uid, account.gid);
}

/** A folder of programs the account can run: the one given, or a copy of it where a parent is closed to others. */
export function runnableBy(folder: string, account: Account | null, label: string): string {
  if (!account || isOpenToAll(folder)) return folder;
  const copy = join(sharedRoot, 'servers', label);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
  cpSync(folder, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, copy);
  } catch {
    // Another process was faster: the same files.
    rmSync(partial, { recursive: true, force: true });
  }
  return copy;
}

/** Whether every account of the machine can read and run what is in a folder. */
export function isOpenToAll(path: string): boolean {
  if ((statSync(path).mode & 0o005) !== 0o005) return false;
  for (let parent = dirname(path); basename(parent) !== ''; parent = dirname(parent)) {
    if ((statSync(parent).mode & 0o001) === 0) return false;
  }
  return true;
}
