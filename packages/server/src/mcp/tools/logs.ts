import { readLogs } from '@groundwork/toolkit';
import { z } from 'zod';
import { defineTool } from '../tool.ts';

/** What an answer holds at most, in characters; one line no more than a part of it. */
const most = 30_000;
const longestLine = 2000;

export const logsTool = defineTool({
  name: 'logs',
  title: 'What services print',
  description: 'The last lines of what a service or resource printed, or of all services.',
  changes: 'nothing',
  input: z.object({
    name: z.string().optional().describe('Service or resource; all services where left out'),
    lines: z.int().min(1).max(2000).default(100).describe('Of each'),
    contains: z.string().optional().describe('Only lines with this text'),
  }),
  output: z.strictObject({
    lines: z.array(z.strictObject({ name: z.string(), text: z.string() })),
    leftOut: z.int().describe('Earlier lines that had no room'),
  }),
  run: async ({ name = null, lines, contains }, { workspace, mask, host: { signal } }) => {
    const all: { name: string; text: string }[] = [];
    for await (const line of readLogs(workspace.dir, { name, lines, follow: false, signal })) {
      const text = mask(line.text).slice(0, longestLine);
      if (contains === undefined || text.includes(contains)) all.push({ name: line.name, text });
    }
    let room = most;
    const from = all.findLastIndex(({ text }) => (room -= text.length + 1) < 0) + 1;
    return { lines: all.slice(from), leftOut: from };
  },
});
