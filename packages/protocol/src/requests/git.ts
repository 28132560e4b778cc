import { z } from 'zod';
import { request } from '../define.ts';
import { pathSchema } from './files.ts';

const paths = z.array(pathSchema).min(1).max(20_000);
/**
 * A repository can name commands of its own: hooks, filters, credential helpers. Reading runs none of them. What would run one fails
 * with `git.trust_needed`, which names them, until the folder is trusted; `trust` says that a person has agreed to it now.
 */
const trust = z.boolean().default(false);
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
  message: z.string().nullable().describe('What git proposes to end a merge with'),
  operation: z.enum(['merge', 'rebase', 'cherry-pick', 'revert']).nullable().describe('What is under way'),
  index: z.array(changeSchema),
  worktree: z.array(changeSchema),
  limited: z.boolean().describe('There are more changes than are listed'),
});
export type GitStatus = z.infer<typeof gitStatusSchema>;

/** A branch, a tag, a commit. */
const revision = z
  .string()
  .max(500)
  .regex(/^[^-:\s\0][^:\s\0]*$/, 'a name of a commit');

export const commitSchema = z.strictObject({
  commit: z.string(),
  parents: z.array(z.string()),
  author: z.string(),
  email: z.string(),
  date: z.number().describe('Milliseconds since 1970'),
  subject: z.string(),
  message: z.string(),
});
export type Commit = z.infer<typeof commitSchema>;

export const gitRequests = {
  /** `null` where the folder is in no git repository. Paths are relative to the folder that is open. */
  'git/status': request(z.strictObject({}), gitStatusSchema.nullable()),
  'git/init': request(z.strictObject({}), z.null()),
  /** Which of these git leaves out (`.gitignore`, `.git/info/exclude`). */
  'git/ignored': request(z.strictObject({ paths }), z.array(pathSchema)),
  /** A file as it was: in a commit, or in the index with `:`. `null` where it is not in there. Base64. */
  'git/show': request(
    z.strictObject({ path: pathSchema, revision: z.string().max(200) }),
    z.strictObject({ content: z.string() }).nullable(),
  ),
  'git/stage': request(z.strictObject({ paths, trust }), z.null()),
  'git/unstage': request(z.strictObject({ paths, trust }), z.null()),
  /** Throws away what was changed in the work tree; untracked files are deleted. */
  'git/discard': request(z.strictObject({ paths, trust }), z.null()),
  /** `all` stages what is tracked and changed first; `signOff` adds a line with the person's name. */
  'git/commit': request(
    z.strictObject({
      message: z.string().min(1).max(100_000),
      all: z.boolean().default(false),
      amend: z.boolean().default(false),
      signOff: z.boolean().default(false),
      empty: z.boolean().default(false).describe('Also when nothing is staged'),
      trust,
    }),
    z.strictObject({ commit: z.string() }),
  ),
  /** Message of the last commit, to be amended. `null` before the first one. */
  'git/lastMessage': request(z.strictObject({}), z.strictObject({ message: z.string() }).nullable()),
  /** Takes the last commit back and leaves what it changed staged. */
  'git/undoCommit': request(z.strictObject({ trust }), z.null()),
  /** Who commits, for all repositories of this person: what `git.no_identity` asks for. */
  'git/identity': request(z.strictObject({ name: z.string().min(1).max(500), email: z.string().min(1).max(500) }), z.null()),
  /** Where the repository is sent and fetched from, as `origin`: what `git.unconnected` asks for. */
  'git/connect': request(
    z.strictObject({
      address: z
        .string()
        .min(1)
        .max(2000)
        // No option, no program of git's (`ext::`), nothing that would end a line of its configuration.
        .regex(/^(?!-)(?!\w+::)[^\p{Cc}]+$/u),
    }),
    z.null(),
  ),
  'git/branches': request(
    z.strictObject({}),
    z.array(z.strictObject({ name: z.string(), kind: z.enum(['local', 'remote', 'tag']), commit: z.string(), current: z.boolean() })),
  ),
  /** A remote branch gets a local one that follows it; a tag or a commit is checked out without a branch. */
  'git/switch': request(z.strictObject({ name: z.string().min(1).max(500), create: z.boolean().default(false), trust }), z.null()),
  /** Commits that a branch or commit leads to, the newest first; of what is checked out where none is named. */
  'git/log': request(
    z.strictObject({
      revisions: z.array(revision).max(500).default([]),
      path: pathSchema.nullable().default(null),
      skip: z.int().min(0).default(0),
      limit: z.int().min(1).max(1000),
    }),
    z.array(commitSchema),
  ),
  /** What a commit changed in the open folder, against one of its parents or, without one, against nothing. */
  'git/changes': request(z.strictObject({ commit: revision, parent: revision.nullable() }), z.array(changeSchema)),
  /** The last commit that all of them lead to. */
  'git/mergeBase': request(
    z.strictObject({ revisions: z.array(revision).min(1).max(500) }),
    z.strictObject({ commit: z.string().nullable() }),
  ),
  /** The three never ask for a password: where one is needed they fail with `git.authentication`. */
  'git/fetch': request(z.strictObject({ trust }), z.null()),
  'git/pull': request(z.strictObject({ trust }), z.null()),
  'git/push': request(z.strictObject({ setUpstream: z.boolean().default(false), trust }), z.null()),
};

export const gitNotifications = {
  /** The index, a branch or a file changed: ask for the status again. */
  'git/changed': z.strictObject({}),
};
