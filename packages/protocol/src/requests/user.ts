import { z } from 'zod';
import { request } from '../define.ts';

/** What a person set up for all their folders: `settings.json`, `keybindings.json`, `tasks.json`, and snippets. No other name is one. */
export const userFileSchema = z.union([
  z.enum(['settings.json', 'keybindings.json', 'tasks.json']),
  z.string().regex(/^snippets\/[^./\\\0][^/\\\0]{0,99}\.(?:json|code-snippets)$/),
]);

const seen = { version: z.string(), modified: z.number().describe('Milliseconds since 1970'), size: z.number() };
const content = z.string().describe('Base64');

export const userRequests = {
  'user/list': request(
    z.strictObject({}),
    z.array(z.strictObject({ name: userFileSchema, created: z.number(), modified: z.number(), size: z.number() })),
  ),
  'user/read': request(z.strictObject({ name: userFileSchema }), z.strictObject({ content, ...seen })),
  'user/write': request(
    z.strictObject({
      name: userFileSchema,
      content,
      version: z
        .string()
        .nullable()
        .optional()
        .describe('What is to be replaced, `null` for nothing: fails with `files.changed` when it is another. Left out, whatever is there'),
    }),
    z.strictObject(seen),
  ),
  'user/delete': request(z.strictObject({ name: userFileSchema }), z.null()),
};

export const userNotifications = {
  /** By whichever window, server or editor. */
  'user/changed': z.strictObject({
    changes: z.array(z.strictObject({ name: userFileSchema, kind: z.enum(['added', 'changed', 'deleted']) })),
  }),
};
