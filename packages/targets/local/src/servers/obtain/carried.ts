import type { Obtain } from './schema.ts';

/** The program of a server that a package manager carries. */
export interface Carried {
  /** Absolute; there once `obtain` is done. */
  readonly program: string;
  readonly obtain: Obtain;
}
