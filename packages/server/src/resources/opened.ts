import { exitCodes, GroundworkError, silentHost, type Host } from '@groundwork/host';
import { lendResource, runningResource, type LaunchedResource, type LentResource } from '@groundwork/toolkit';
import { blueprintOf } from '../environment/blueprint.ts';
import { environmentOf } from '../environment/environment.ts';
import { perWorkspace, type Workspace } from '../rpc/workspace.ts';
import type { ResourceBrowser } from './browser.ts';
import { kindOf } from './kinds.ts';

/** A window that is loaded again comes back within this time. */
const graceMs = 15_000;

/** The resources that windows of a workspace look at. */
export interface OpenedResources {
  /** Brings it up where it is not, for as long as a window looks at it. */
  open(name: string, window: string): Promise<LaunchedResource>;
  close(name: string, window: string): Promise<void>;
  /** A connection of a window, with what to call when it is gone: the window may come back with another one. */
  join(window: string): () => void;
  browse<T>(name: string, action: (browser: ResourceBrowser) => Promise<T>): Promise<T>;
}

interface Opened {
  readonly windows: Set<string>;
  /** Gives back what was brought up for this alone; `null` where it is up anyway, or not up. */
  lent: LentResource | null;
  /** How its browser was told to reach it: another port or password after a start needs another one. */
  browser: { readonly of: string; readonly made: Promise<ResourceBrowser> } | null;
}

export const openedOf = perWorkspace(createOpened);

function createOpened(workspace: Workspace): OpenedResources {
  const { dir } = workspace;
  const opened = new Map<string, Opened>();
  const lending = new Map<string, Promise<LentResource>>();
  // Progress of servers is told for every start alike.
  const notify: Host['notify'] = (event) => event.type === 'note' && workspace.tell('environment/progress', event);
  const host: Host = { ...silentHost, notify, signal: workspace.signal };

  const lend = async (name: string): Promise<LentResource> => {
    const lent = await lendResource(dir, await blueprintOf(workspace).read(), name, { host, yields: true });
    if (lent.resource.url !== '') return lent;
    // Where nobody can be told of a file, the code opens one of its own, which is not this one.
    await lent.release(1);
    throw ownFile(name);
  };
  /** Brought up once for all windows that ask meanwhile. */
  const lendOnce = (name: string): Promise<LentResource> => {
    const asked = lending.get(name) ?? lend(name).finally(() => lending.delete(name));
    lending.set(name, asked);
    return asked;
  };
  const putAway = async (name: string): Promise<void> => {
    const mine = opened.get(name);
    opened.delete(name);
    const browser = await mine?.browser?.made.catch(() => null);
    await browser?.close().catch(() => {});
    await mine?.lent?.release(0);
  };
  const remove = async (name: string, window: string): Promise<void> => {
    const mine = opened.get(name);
    mine?.windows.delete(window);
    if (mine?.windows.size === 0) await putAway(name);
  };
  /** What was stopped under it, or is up for everybody now, is not kept up for windows any longer. */
  const giveBack = (): void => {
    for (const [name, mine] of opened) {
      const { lent } = mine;
      if (lent === null || runningResource(dir, name)?.purpose === 'run') continue;
      mine.lent = null;
      lent.release(0).catch(() => {});
    }
  };
  /** What is open and up. What was stopped is started again by a person only, and then the same windows see it. */
  const current = (name: string): { readonly mine: Opened; readonly resource: LaunchedResource } => {
    const mine = opened.get(name);
    if (!mine) throw notOpen(name);
    const running = runningResource(dir, name);
    if (running) return { mine, resource: running.resource };
    throw notUp(name);
  };

  const connections = new Map<string, number>();
  environmentOf(workspace).onChange(giveBack);
  const leaving = new Map<string, NodeJS.Timeout>();
  const leave = (window: string): void => {
    connections.set(window, (connections.get(window) ?? 1) - 1);
    if (connections.get(window) !== 0) return;
    connections.delete(window);
    const timer = setTimeout(() => {
      leaving.delete(window);
      for (const name of opened.keys()) void remove(name, window).catch(() => {});
    }, graceMs);
    leaving.set(window, timer.unref());
  };
  workspace.onClose(async () => {
    for (const timer of leaving.values()) clearTimeout(timer);
    await Promise.allSettled([...opened.keys()].map(putAway));
  });
  return {
    open: async (name, window) => {
      giveBack();
      const isKept = opened.get(name)?.lent != null || (opened.has(name) && runningResource(dir, name)?.purpose === 'up');
      const lent = isKept ? null : await lendOnce(name);
      const mine = opened.get(name) ?? { windows: new Set(), lent: null, browser: null };
      opened.set(name, mine);
      if (lent?.lent) mine.lent = lent;
      mine.windows.add(window);
      return current(name).resource;
    },
    close: remove,
    join: (window) => {
      clearTimeout(leaving.get(window));
      connections.set(window, (connections.get(window) ?? 0) + 1);
      return () => leave(window);
    },
    browse: async (name, action) => {
      const { mine, resource } = current(name);
      const kind = kindOf(resource);
      if (!kind) throw notBrowsed(resource);
      const of = JSON.stringify(resource.connection);
      if (mine.browser?.of !== of) {
        const before = mine.browser;
        const made = kind.open(resource);
        mine.browser = { of, made };
        made.catch(() => (mine.browser = null));
        // What it spoke to is gone.
        void before?.made.then((browser) => browser.close()).catch(() => {});
      }
      return action(await mine.browser.made);
    },
  };
}

function notOpen(name: string): GroundworkError {
  return new GroundworkError({
    code: 'resources.not_open',
    message: `${name} is not open in any window`,
    fix: 'Open it',
    exit: exitCodes.usage,
  });
}

function notUp(name: string): GroundworkError {
  return new GroundworkError({ code: 'resources.not_up', message: `${name} is not up any more`, fix: 'Open it again, or run everything' });
}

function ownFile(name: string): GroundworkError {
  return new GroundworkError({
    code: 'connect.own_file',
    message: `${name} is a file in a place that is written in the code`,
    fix: 'The map shows where it is opened',
    exit: exitCodes.notPossibleHere,
  });
}

function notBrowsed({ name, title }: LaunchedResource): GroundworkError {
  return new GroundworkError({
    code: 'resources.not_browsed',
    message: `${name} (${title}) is not looked into from here`,
    fix: `gw connect ${name}`,
    exit: exitCodes.notPossibleHere,
  });
}
