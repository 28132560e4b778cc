import { z } from 'zod';
import { request } from '../define.ts';

/** A path inside a root: relative, forward slashes, no `..`; empty for the root itself. */
export const pathSchema = z
  .string()
  .max(4096)
  .refine((path) => !path.startsWith('/') && !path.includes('\0') && !path.split('/').includes('..'), 'a path inside the folder');

const place = { root: z.string().default('workspace'), path: pathSchema };

export const entryKinds = ['file', 'folder', 'link', 'other'] as const;
export const entrySchema = z.strictObject({
  kind: z.enum(entryKinds).describe('What a link leads to is said by `target`'),
  target: z.enum(['file', 'folder']).nullable(),
  size: z.number(),
  created: z.number().describe('Milliseconds since 1970'),
  modified: z.number().describe('Milliseconds since 1970'),
  readonly: z.boolean(),
});
export type Entry = z.infer<typeof entrySchema>;

/** What a reader saw of a file: a write that names it fails with `files.changed` when the file is not that one any more. */
const version = z.string();
const base64 = z.string().describe('Base64');

export const filesRequests = {
  'files/stat': request(z.strictObject(place), entrySchema),
  'files/list': request(z.strictObject(place), z.array(z.strictObject({ name: z.string(), ...entrySchema.shape }))),
  'files/read': request(z.strictObject(place), z.strictObject({ content: base64, version, modified: z.number(), size: z.number() })),
  'files/write': request(
    z.strictObject({ ...place, content: base64, create: z.boolean(), overwrite: z.boolean(), version: version.optional() }),
    z.strictObject({ version, modified: z.number(), size: z.number() }),
  ),
  'files/makeFolder': request(z.strictObject(place), z.null()),
  'files/delete': request(z.strictObject({ ...place, recursive: z.boolean() }), z.null()),
  'files/rename': request(z.strictObject({ from: pathSchema, to: pathSchema, overwrite: z.boolean() }), z.null()),
  'files/copy': request(z.strictObject({ from: pathSchema, to: pathSchema, overwrite: z.boolean() }), z.null()),
};

export const filesNotifications = {
  /** The whole workspace is watched for every window; `.git` and folders of installed libraries are left out. */
  'files/changed': z.strictObject({
    changes: z.array(z.strictObject({ path: pathSchema, kind: z.enum(['added', 'changed', 'deleted']) })),
    /** Too much changed to say what: read again whatever is shown. */
    overflow: z.boolean(),
  }),
  /** The environment of a service was installed: there are more sources of libraries to look at now. */
  'files/roots': z.strictObject({ roots: z.array(z.strictObject({ id: z.string(), path: z.string(), writable: z.boolean() })) }),
};
