import type { MessageOf, NotificationName } from '@groundwork/protocol';
import type { WindowContext } from './context.ts';
import type { Workspace } from './workspace.ts';

/** The windows that are connected now. */
export interface Windows {
  readonly workspace: Workspace;
  add(window: WindowContext): void;
  remove(window: WindowContext): void;
  tell<Name extends NotificationName>(name: Name, message: MessageOf<Name>): void;
  readonly count: number;
}

export interface OpenWorkspace extends Workspace {
  /** Runs what the domains asked for at the end, each for as long as it takes, and all of it although one fails. */
  close(): Promise<void>;
}

type Given = Pick<Workspace, 'dir' | 'name' | 'host' | 'command' | 'version' | 'server' | 'example'>;

export function openWorkspace(given: Given): { readonly workspace: OpenWorkspace; readonly windows: Windows } {
  const known = new Set<WindowContext>();
  const endings: (() => Promise<void> | void)[] = [];
  const closing = new AbortController();
  const tell = <Name extends NotificationName>(name: Name, message: MessageOf<Name>): void => {
    for (const window of known) window.tell(name, message);
  };
  const workspace: OpenWorkspace = {
    ...given,
    signal: closing.signal,
    tell,
    onClose: (callback) => void endings.push(callback),
    close: async () => {
      closing.abort();
      await Promise.allSettled(endings.map(async (end) => await end()));
    },
  };
  return {
    workspace,
    windows: {
      workspace,
      tell,
      add: (window) => void known.add(window),
      remove: (window) => void known.delete(window),
      get count() {
        return known.size;
      },
    },
  };
}
