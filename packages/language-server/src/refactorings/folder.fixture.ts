import { silentHost } from '@groundwork/host';
import { openFolder } from '@groundwork/scan';
import { scanFolder } from '@groundwork/toolkit';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { refactoringsAt } from './refactorings.ts';

/** A folder of its own for each test. */
export let folder: string;

export function useFolder(): void {
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'quay-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
}

export const at = (path: string): string => join(folder, path);
export const text = (path: string): string => readFileSync(at(path), 'utf8');

export function write(files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
  }
}

/** What is offered on the line that holds some words. */
export async function offered(path: string, words: string) {
  const { blueprint } = await scanFolder(folder, { host: silentHost });
  const line = text(path)
    .split('\n')
    .findIndex((each) => each.includes(words));
  const read = (file: string): string | null => (existsSync(at(file)) ? text(file) : null);
  return refactoringsAt(blueprint, { path, line, text: text(path), read }, openFolder(folder));
}

/** Makes the edits of the one whose title holds some words, as an editor does: from the end of each file. Gives the first file it wrote to. */
export async function make(path: string, words: string, title: string): Promise<string> {
  const all = await offered(path, words);
  const edits = (await all.find((each) => each.title.includes(title))?.edits()) ?? [];
  const [first] = edits;
  if (!first) throw new TypeError(`nothing called ${title} among ${all.map((each) => each.title).join()}`);
  for (const { file, range, text: written } of edits.toReversed()) {
    const lines = existsSync(at(file)) ? text(file).split('\n') : [''];
    const line = lines[range.startLine] ?? '';
    lines[range.startLine] = line.slice(0, range.startColumn) + written + line.slice(range.startColumn);
    write({ [file]: lines.join('\n') });
  }
  return first.file;
}
