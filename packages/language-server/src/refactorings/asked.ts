import type { Edit } from '@groundwork/check';
import type { Blueprint, Service } from '@groundwork/blueprint';

/** Where somebody asks what can be written for them. */
export interface Asked {
  readonly blueprint: Blueprint;
  /** The service the file belongs to. */
  readonly service: Service;
  /** Relative to the folder, as everything here. */
  readonly path: string;
  readonly text: string;
  /** From 0. */
  readonly line: number;
  /** A file with what is not saved yet; `null` where there is none. */
  readonly read: (path: string) => string | null;
}

/** Boilerplate that follows from the blueprint, as an edit a person sees before it is theirs. No model is asked. */
export interface Refactoring {
  /** The same for the same thing at the same place, so that it is found again when somebody chose it. */
  readonly id: string;
  readonly title: string;
  /** What is written. It is asked for what was chosen alone: editors ask what there is at each move of the cursor. */
  readonly edits: () => readonly Edit[] | Promise<readonly Edit[]>;
}

export const insertion = (file: string, line: number, text: string): Edit => ({
  file,
  range: { startLine: line, startColumn: 0, endLine: line, endColumn: 0 },
  text,
});

/** A file that is not there is made. */
export const newFile = (file: string, text: string): Edit => insertion(file, 0, text);

export const inFolder = (folder: string, name: string): string => (folder === '.' ? name : `${folder}/${name}`);

/** Lines to insert, with as much room before what follows as the language's style wants. */
export function spaced(lines: readonly string[], next: string, language: string): string {
  const written = lines
    .join('\n')
    .replace(/\n+$/, '')
    .replace(/\n{4,}/g, '\n\n\n');
  const isBlock = language === 'python' && /^ /.test(lines.findLast((line) => line !== '') ?? '');
  return `${written}\n${next.trim() === '' ? '' : isBlock ? '\n\n' : '\n'}`;
}
