import { lstatSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';

export interface EditInput {
  readonly path: string;
  readonly old_text?: string | null | undefined;
  readonly new_text: string;
}

export interface Edit {
  /** Absolute. */
  readonly path: string;
  /** `null` where the file is made. */
  readonly before: string | null;
  readonly after: string;
  /** Where the change begins, from 1. */
  readonly line: number;
}

/** What a model is told of an edit that cannot be done: what is wrong, and how to say it right. */
export type EditProblem = { readonly problem: string };

/** What an edit would write. Changes nothing. */
export function planEdit(folder: string, { path, old_text: old, new_text: next }: EditInput): Edit | EditProblem {
  const file = resolve(folder, path);
  if (!isWithin(folder, file)) return { problem: `${path} is outside of ${folder}: only files below it can be edited.` };
  const before = readText(file);
  if (typeof before === 'object' && before !== null) return before;
  if (old === undefined || old === null || old === '') {
    if (before !== null && before !== '')
      return { problem: `${path} exists already: give old_text to replace a part of it, or remove it first.` };
    return { path: file, before, after: next, line: 1 };
  }
  if (before === null) return { problem: `There is no file ${path}. To make it, leave old_text out.` };
  // A model writes lines of its own kind; the file keeps those it has.
  const isWindows = before.includes('\r\n') && !old.includes('\r\n');
  const [from, to] = isWindows ? [asWindows(old), asWindows(next)] : [old, next];
  const at = before.indexOf(from);
  if (at === -1) return { problem: notFound(path, before, from) };
  const again = before.indexOf(from, at + 1);
  if (again !== -1) {
    const lines = `${lineAt(before, at)} and ${lineAt(before, again)}`;
    return { problem: `old_text is in ${path} more than once, at lines ${lines}: add lines around it until it is there once.` };
  }
  if (from === to) return { problem: 'old_text and new_text are the same: nothing would change.' };
  return { path: file, before, after: before.slice(0, at) + to + before.slice(at + from.length), line: lineAt(before, at) };
}

export function applyEdit({ path, after }: Edit): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, after);
}

function notFound(path: string, text: string, wanted: string): string {
  const first = wanted.split('\n').find((line) => line.trim() !== '') ?? '';
  const near = text.split('\n').findIndex((line) => line.trim() === first.trim());
  const hint =
    near === -1
      ? 'Read the file again: it has to be there letter for letter.'
      : `A line like its first is at line ${near + 1}; spaces or the lines after it differ.`;
  return `old_text is not in ${path}. ${hint}`;
}

function readText(file: string): string | EditProblem | null {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (!found.isFile()) return { problem: `${file} is not a file.` };
  try {
    return new TextDecoder('utf8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch {
    return { problem: `${file} is not text in UTF-8: change it with a command.` };
  }
}

/** Through links: one that leads out of the folder, or nowhere, is outside. */
function isWithin(folder: string, file: string): boolean {
  let there = file;
  while (lstatSync(there, { throwIfNoEntry: false }) === undefined && dirname(there) !== there) there = dirname(there);
  try {
    const path = relative(realpathSync(folder), realpathSync(there));
    return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  } catch {
    return false;
  }
}

const asWindows = (text: string): string => text.replaceAll('\n', '\r\n');

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;
