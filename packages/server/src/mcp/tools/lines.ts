import { lineOrigins, type Written } from '@groundwork/toolkit';
import { z } from 'zod';
import { noneOf } from '../none.ts';
import { pageInput, pageOf, pageOutput } from '../pages.ts';
import { defineTool } from '../tool.ts';

export const linesTool = defineTool({
  name: 'lines',
  title: 'Where lines come from',
  description:
    'Who wrote the lines of a file first and last, in which commit, and how old they are, at the last commit: runs of lines with one origin are one entry. Old lines have held; young ones that change often deserve care. Its first call reads the whole history, which can take a while.',
  changes: 'nothing',
  input: z.object({
    file: z.string().describe('From the root of the git repository'),
    from: z.int().min(1).default(1).describe('First line'),
    to: z.int().min(1).optional().describe('Last line'),
    ...pageInput(200, 60),
  }),
  output: z.strictObject({
    runs: z.array(
      z.strictObject({
        from: z.int(),
        to: z.int(),
        ageDays: z.int(),
        author: z.string(),
        commit: z.string(),
        subject: z.string(),
        lastTouched: z.string().nullable().describe('Commit that moved or indented them since; null where none did'),
      }),
    ),
    ...pageOutput,
  }),
  run: async ({ file, from, to = Infinity, ...page }, { workspace, host }) => {
    const origins = await lineOrigins(workspace.dir, file, { host });
    if (origins === null) throw noneOf('committed text file', file, []);
    const { items, total, next } = pageOf(runsOf(origins.filter(({ line }) => line >= from && line <= to)), page);
    return { runs: [...items], total, next };
  },
});

interface Run {
  readonly from: number;
  readonly to: number;
  readonly ageDays: number;
  readonly author: string;
  readonly commit: string;
  readonly subject: string;
  readonly lastTouched: string | null;
}

type Origin = { readonly line: number; readonly last: Written; readonly first: Written; readonly ageDays: number };

function runsOf(origins: readonly Origin[]): Run[] {
  const runs: Run[] = [];
  for (const { line, last, first, ageDays } of origins) {
    const before = runs.at(-1);
    const lastTouched = last.commit === first.commit ? null : last.commit;
    if (before?.commit === first.commit && before.lastTouched === lastTouched && before.to === line - 1) {
      runs[runs.length - 1] = { ...before, to: line };
      continue;
    }
    const { commit, subject, author } = first;
    runs.push({ from: line, to: line, ageDays, author: author.name, commit, subject, lastTouched });
  }
  return runs;
}
