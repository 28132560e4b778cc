import type { Objects } from '../../git/objects.ts';

/** A line that a change brought in, counted from 1 in the file as it is afterwards. */
export interface AddedLine {
  readonly line: number;
  readonly text: string;
}

/** The lines a change added, by file. Binary files have none. */
export async function addedLines(objects: Objects, before: string, after: string): Promise<ReadonlyMap<string, readonly AddedLine[]>> {
  const patch = await objects.run([
    '-c',
    'core.quotePath=false',
    'diff-tree',
    '-r',
    '-p',
    '-U0',
    '--no-renames',
    '--no-textconv',
    '--no-ext-diff',
    '--no-color',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    before,
    after,
  ]);
  return parsePatch(patch.toString('utf8'));
}

export function parsePatch(patch: string): ReadonlyMap<string, readonly AddedLine[]> {
  const files = new Map<string, AddedLine[]>();
  let current: AddedLine[] = [];
  let line = 0;
  let left = { old: 0, now: 0 };
  for (const row of patch.split('\n')) {
    if (left.old > 0 && row.startsWith('-')) left.old -= 1;
    else if (left.now > 0 && row.startsWith('+')) {
      current.push({ line, text: row.slice(1) });
      line += 1;
      left.now -= 1;
    } else if (row.startsWith('+++ ')) {
      current = [];
      files.set(fileOf(row.slice(4)), current);
    } else {
      const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(row);
      if (!hunk) continue;
      line = Number(hunk[2]);
      left = { old: Number(hunk[1] ?? 1), now: Number(hunk[3] ?? 1) };
    }
  }
  files.delete('/dev/null');
  return files;
}

/** Git ends a name with a tab where it holds a space, and puts it in quotes where it holds one of those. */
function fileOf(written: string): string {
  const name = written.replace(/\t$/, '');
  if (!name.startsWith('"')) return name.replace(/^b\//, '');
  const inner = name.slice(1, -1).replace(/\\(["\\])/g, '$1');
  return inner.replace(/^b\//, '');
}
