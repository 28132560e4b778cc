import type { Component } from '@groundwork/scan';
import type { Jail } from '../../jail/jail.ts';
import type { Finished, RunOptions } from '../run/jailed.ts';

/** What a tree was given so that its commands can run. */
export interface Prepared {
  /** For every command: a path with its virtual environment first, say. */
  readonly env: Readonly<Record<string, string>>;
  /** The install that failed, `null` where all passed. */
  readonly failed: Finished | null;
}

/** Installs what the tree in the folder of a jail needs, as its manifests say. */
export type Prepare = (jail: Jail, components: readonly Component[], options: RunOptions) => Promise<Prepared>;

/** For trees that need nothing. */
export const nothingToPrepare: Prepare = async () => ({ env: {}, failed: null });
