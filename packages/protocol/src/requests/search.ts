import { z } from 'zod';
import { request } from '../define.ts';
import { pathSchema } from './files.ts';

const globs = z.array(z.string().max(1000)).max(500).default([]);
const scope = { include: globs, exclude: globs, useIgnoreFiles: z.boolean().default(true), limit: z.int().min(1).max(20_000) };

/** Lines and columns count from 0, columns in UTF-16 units, as editors count them. */
const range = z.strictObject({ startLine: z.int(), startColumn: z.int(), endLine: z.int(), endColumn: z.int() });

export const textMatchSchema = z.strictObject({
  path: pathSchema,
  ranges: z.array(range),
  preview: z.string().describe('The line, shortened around the match where it is very long'),
  previewRanges: z.array(range),
});

export const searchRequests = {
  /** Paths that match a fuzzy pattern, all of them when it is empty. */
  'search/files': request(
    z.strictObject({ pattern: z.string().max(1000), ...scope }),
    z.strictObject({ paths: z.array(pathSchema), limited: z.boolean() }),
  ),
  /** Matches arrive as `search/matches` with the same id while it runs. Cancelled like any request. */
  'search/text': request(
    z.strictObject({
      id: z.string(),
      pattern: z.string().min(1).max(10_000),
      isRegExp: z.boolean(),
      isCaseSensitive: z.boolean(),
      isWordMatch: z.boolean(),
      isMultiline: z.boolean().default(false),
      ...scope,
    }),
    z.strictObject({ limited: z.boolean() }),
  ),
};

export const searchNotifications = {
  'search/matches': z.strictObject({ id: z.string(), matches: z.array(textMatchSchema) }),
};
