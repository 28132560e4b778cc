import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

const examples = resolve(import.meta.dirname, '../../../../examples');
const made = new Set(['node_modules', '.groundwork', '.venv', '__pycache__']);

export interface Folder {
  readonly dir: string;
  remove(): void;
}

/** A folder of its own with some files. */
export function folderOf(name: string, files: Readonly<Record<string, string>>): Folder {
  const top = mkdtempSync(join(tmpdir(), 'groundwork-ide-'));
  const dir = join(top, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return { dir, remove: () => rmSync(top, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A copy of one of our examples as a git repository of its own with one commit. */
export function copyOfExample(name: string): Folder {
  const top = mkdtempSync(join(tmpdir(), 'groundwork-ide-'));
  const dir = join(top, name);
  cpSync(join(examples, name), dir, { recursive: true, filter: (path) => !made.has(basename(path)) });
  writeFileSync(join(dir, '.gitignore'), 'node_modules/\n.venv/\n__pycache__/\n');
  git(dir, 'init', '-q', '-b', 'main');
  git(dir, 'config', 'user.name', 'Ada Quay');
  git(dir, 'config', 'user.email', 'ada@example.org');
  git(dir, 'add', '.');
  git(dir, 'commit', '-q', '-m', 'The shop as it is');
  return { dir, remove: () => rmSync(top, { recursive: true, force: true, maxRetries: 5 }) };
}

export function git(dir: string, ...words: readonly string[]): string {
  return execFileSync('git', ['-C', dir, ...words], { encoding: 'utf8' });
}
