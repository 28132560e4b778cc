import { z } from 'zod';
import { request } from '../define.ts';
import { pathSchema } from './files.ts';

const paths = z.array(pathSchema).min(1).max(10_000);
export const changeKinds = ['added', 'modified', 'deleted', 'renamed', 'copied', 'untracked', 'conflicted', 'type_changed'] as const;

export const changeSchema = z.strictObject({
  path: pathSchema,
  kind: z.enum(changeKinds),
  from: pathSchema.nullable().describe('What a renamed or copied file was called'),
});

export const gitStatusSchema = z.strictObject({
  branch: z.string().nullable().describe('`null` where no branch is checked out'),
  head: z.string().nullable().describe('Commit; `null` before the first one'),
  upstream: z.strictObject({ name: z.string(), ahead: z.int(), behind: z.int() }).nullable(),
  operation: z.enum(['merge', 'rebase', 'cherry-pick', 'revert']).nullable().describe('What is under way'),
  index: z.array(changeSchema),
  worktree: z.array(changeSchema),
});
export type GitStatus = z.infer<typeof gitStatusSchema>;

export const gitRequests = {
  /** `null` where the folder is in no git repository. Paths are relative to the folder that is open. */
  'git/status': request(z.strictObject({}), gitStatusSchema.nullable()),
  'git/init': request(z.strictObject({}), z.null()),
  /** A file as it was: in a commit, or in the index with `:`. `null` where it is not in there. Base64. */
  'git/show': request(
    z.strictObject({ path: pathSchema, revision: z.string().max(200) }),
    z.strictObject({ content: z.string() }).nullable(),
  ),
  'git/stage': request(z.strictObject({ paths }), z.null()),
  'git/unstage': request(z.strictObject({ paths }), z.null()),
  /** Throws away what was changed in the work tree; untracked files are deleted. */
  'git/discard': request(z.strictObject({ paths }), z.null()),
  /** `all` stages what is tracked and changed first. */
  'git/commit': request(
    z.strictObject({ message: z.string().min(1).max(100_000), all: z.boolean().default(false), amend: z.boolean().default(false) }),
    z.strictObject({ commit: z.string() }),
  ),
  'git/branches': request(
    z.strictObject({}),
    z.array(z.strictObject({ name: z.string(), kind: z.enum(['local', 'remote', 'tag']), commit: z.string(), current: z.boolean() })),
  ),
  'git/switch': request(z.strictObject({ name: z.string().min(1).max(500), create: z.boolean().default(false) }), z.null()),
  'git/log': request(
    z.strictObject({ path: pathSchema.nullable().default(null), skip: z.int().min(0).default(0), limit: z.int().min(1).max(1000) }),
    z.array(z.strictObject({ commit: z.string(), author: z.string(), date: z.number(), subject: z.string() })),
  ),
  'git/fetch': request(z.strictObject({}), z.null()),
  'git/pull': request(z.strictObject({}), z.null()),
  'git/push': request(z.strictObject({ setUpstream: z.boolean().default(false) }), z.null()),
};

export const gitNotifications = {
  /** The index, a branch or a file changed: ask for the status again. */
  'git/changed': z.strictObject({}),
};
