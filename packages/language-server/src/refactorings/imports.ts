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
    const isImport = language === 'python' ? /^(import|from)\s/.test(line) : /^(import\b|(const|let|var)\s.*\brequire\()/.test(line);
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
      const ends = language === 'python' ? ['(', ')'] : ['{', '}'];
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
