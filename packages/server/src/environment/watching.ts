import type { Blueprint } from '@groundwork/blueprint';
import { GroundworkError, silentHost, type ProgressEvent } from '@groundwork/host';
import { watchFolder, type WatchOptions } from '@groundwork/toolkit';

export interface WatchingOptions {
  readonly dir: string;
  readonly rescan: () => Promise<Blueprint>;
  readonly tell: (event: ProgressEvent) => void;
}

/** Keeps what is up as the files say, whichever windows are open. */
export interface Watching {
  /** `null`: what is up was found, and not brought up from here. */
  begin(blueprint: Blueprint | null, missed?: WatchOptions['missed']): void;
  end(): Promise<void>;
}

export function createWatching({ dir, rescan, tell }: WatchingOptions): Watching {
  let now: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;
  const note = (level: 'info' | 'warning', code: string, message: string, where?: string | null): void =>
    tell({ type: 'note', level, code, message, ...(where ? { where } : {}) });

  const watch = async (blueprint: Blueprint | null, missed: WatchOptions['missed'], signal: AbortSignal): Promise<void> => {
    try {
      await watchFolder({
        dir,
        blueprint,
        ...(missed === undefined ? {} : { missed }),
        rescan,
        // What its supervisor says is read and told for every run alike.
        host: { ...silentHost, notify: tell, signal },
        reacts: ({ files: [first, ...others], restart, differences }) => {
          const what = [...differences, ...(restart.length > 0 ? [`restarting ${restart.join(', ')}`] : [])].join('; ');
          const because = first === undefined ? '' : `${first}${others.length > 0 ? ` and ${others.length} more` : ''}: `;
          note('info', 'watch.reaction', `${because}${what}`);
        },
        settled: () => {},
        failed: ({ code, message, where }) => note('warning', code, message, where),
      });
    } catch (cause) {
      // Whoever watches it in a terminal goes on doing so.
      if (cause instanceof GroundworkError && cause.code === 'watch.elsewhere') return;
      note('warning', 'watch.ended', `Its files are not watched any more: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  };
  const end = async (): Promise<void> => {
    const last = now;
    now = null;
    last?.stop.abort();
    await last?.done;
  };
  return {
    begin: (blueprint, missed) => {
      if (now) return;
      const stop = new AbortController();
      const mine = { stop, done: Promise.resolve() };
      mine.done = watch(blueprint, missed, stop.signal).finally(() => {
        if (now === mine) now = null;
      });
      now = mine;
    },
    end,
  };
}
