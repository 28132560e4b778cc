import type { Edit } from '@groundwork/check';
import { insertion } from './asked.ts';

const usualImport = /^(import\b|(const|let|var)\s.*\brequire\()/;
/** What stands at the head of a file before its own code. */
const importLines: Readonly<Record<string, RegExp>> = {
  python: /^(import|from)\s/,
  go: /^(package|import)\b/,
  java: /^(package|import)\b/,
  rust: /^(?:pub\s+)?(use|extern crate)\b/,
  ruby: /^require(_relative)?\b/,
};

/** The line after a file's imports; after its first comments and docstring where it has none. */
export function lineAfterImports(text: string, language: string): number {
  const lines = text.split('\n');
  let after = 0;
  let open = '';
  for (const [index, line] of lines.entries()) {
    if (open !== '') {
      if (line.includes(open)) {
        open = '';
        after = index + 1;
      }
      continue;
    }
    const isImport = (importLines[language] ?? usualImport).test(line);
    const isHead = /^(#|\/\/|\s*$|['"]use strict['"])/.test(line);
    const isBlock = language !== 'python' && /^\/\*/.test(line);
    const quoted = language === 'python' && after === 0 ? (/^[rR]?("""|''')/.exec(line)?.[1] ?? null) : null;
    if (quoted !== null) {
      if (line.indexOf(quoted) === line.lastIndexOf(quoted)) open = quoted;
      after = index + 1;
    } else if (isBlock) {
      if (!line.includes('*/')) open = '*/';
      after = index + 1;
    } else if (isImport) {
      const ends = language === 'python' || language === 'go' ? ['(', ')'] : ['{', '}'];
      if (line.includes(ends[0] ?? '') && !line.includes(ends[1] ?? '')) open = ends[1] ?? '';
      after = index + 1;
    } else if (!isHead) break;
    else if (/^#!|^['"]use strict['"]/.test(line)) after = index + 1;
  }
  return after;
}

/** Those of some import lines a file does not have. */
export const missingImports = (text: string, imports: readonly string[]): readonly string[] => {
  const lines = new Set(text.split('\n').map((line) => line.trim()));
  return imports.filter((line) => !lines.has(line.trim()));
};

/** Edits that give a file the imports it does not have yet. In Go a line is the path in quotes. */
export function importEdits(path: string, text: string, language: string, imports: readonly string[]): readonly Edit[] {
  if (language === 'go') return goImports(path, text, imports);
  const missing = missingImports(text, imports);
  return missing.length === 0 ? [] : [insertion(path, lineAfterImports(text, language), `${missing.join('\n')}\n`)];
}

function goImports(path: string, text: string, imports: readonly string[]): readonly Edit[] {
  const missing = imports.filter((each) => !text.includes(each));
  if (missing.length === 0) return [];
  const lines = text.split('\n');
  const group = lines.findIndex((line) => /^import \(/.test(line));
  if (group >= 0) return [insertion(path, group + 1, missing.map((each) => `\t${each}\n`).join(''))];
  const clause = lines.findIndex((line) => /^package \w/.test(line));
  return [insertion(path, clause + 1, `\nimport (\n${missing.map((each) => `\t${each}\n`).join('')})\n`)];
}
