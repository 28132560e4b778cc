import type { Handlers } from '@groundwork/protocol';
import { isTrusted, trustFolder } from '@groundwork/toolkit';
import type { WindowContext } from '../rpc/context.ts';
import { changesOf } from '../files/changes.ts';
import { perWorkspace, type Workspace } from '../rpc/workspace.ts';
import type { Trust } from './access.ts';
import { Git } from './git.ts';
import { GitWatch } from './watch.ts';

type Names = Extract<keyof Handlers, `git/${string}`>;

/** The repository of the workspace, and whoever wants to hear of it. */
export const repositoryOf = perWorkspace((workspace) => {
  const listeners = new Set<() => void>();
  const git = new Git({ dir: workspace.dir, env: process.env, trust: trustOf(workspace) });
  const watch = new GitWatch(() => {
    workspace.tell('git/changed', {});
    for (const listener of listeners) listener();
  });
  const files = changesOf(workspace).on(() => watch.touch());
  workspace.onClose(() => {
    files.dispose();
    watch.close();
  });
  return {
    git,
    watch,
    /** Commits, branches and the index are watched from now on, also where no window asked for the status. */
    follow: async (): Promise<void> => watch.follow(workspace.dir, await git.place().catch(() => null)),
    /** Something of the repository or of the work tree changed. */
    onChange: (listener: () => void): { dispose(): void } => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
  };
});

/** Agreed to once for the whole folder, by a commit as well as by bringing it up. */
function trustOf({ dir, example }: Workspace): Trust {
  return {
    isGiven: async () => example || isTrusted(dir),
    give: async () => await trustFolder(dir),
  };
}

export function gitHandlers({ workspace }: WindowContext): Handlers<Names> {
  const { git, watch } = repositoryOf(workspace);
  return {
    'git/status': async (_, signal) => await git.status({ signal, found: (place) => watch.follow(workspace.dir, place) }),
    'git/ignored': async ({ paths }) => await git.ignored(paths),
    'git/init': async () => done(git.init()),
    'git/show': async (params) => {
      const content = await git.show(params);
      return content === null ? null : { content: content.toString('base64') };
    },
    'git/stage': async ({ paths, trust }) => done(git.stage(paths, trust)),
    'git/unstage': async ({ paths, trust }) => done(git.unstage(paths, trust)),
    'git/discard': async ({ paths, trust }) => done(git.discard(paths, trust)),
    'git/commit': async (params) => ({ commit: await git.commit(params) }),
    'git/lastMessage': async () => {
      const message = await git.lastMessage();
      return message === null ? null : { message };
    },
    'git/undoCommit': async ({ trust }) => done(git.undoCommit(trust)),
    'git/identity': async (params) => done(git.setIdentity(params)),
    'git/connect': async ({ address }) => done(git.connect(address)),
    'git/branches': async () => await git.branches(),
    'git/switch': async (params) => done(git.switch(params)),
    'git/log': async (params) => await git.log(params),
    'git/changes': async (params) => await git.changes(params),
    'git/mergeBase': async ({ revisions }) => ({ commit: await git.mergeBase(revisions) }),
    'git/fetch': async ({ trust }, signal) => done(git.fetch(trust, signal)),
    'git/pull': async ({ trust }, signal) => done(git.pull(trust, signal)),
    'git/push': async (params, signal) => done(git.push(params, signal)),
  };
}

async function done(work: Promise<void>): Promise<null> {
  await work;
  return null;
}
