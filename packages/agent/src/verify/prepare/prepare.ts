import type { Jail } from '../../jail/jail.ts';
import type { Finished, RunOptions } from '../run/jailed.ts';

/** What a tree was given so that its commands can run. */
export interface Prepared {
  /** For every command: a path with its virtual environment first, say. */
  readonly env: Readonly<Record<string, string>>;
  /** The install that failed, `null` where all passed. */
  readonly failed: Finished | null;
}

/** Installs what the tree in the folder of a jail needs. `folder` is the same folder as this machine sees it. */
export type Prepare = (jail: Jail, folder: string, options: RunOptions) => Promise<Prepared>;

/** For trees that need nothing. */
export const nothingToPrepare: Prepare = async () => ({ env: {}, failed: null });
