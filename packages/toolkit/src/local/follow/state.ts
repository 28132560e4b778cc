import { readState, type EnvironmentFolder, type EnvironmentState } from '@groundwork/provision';
import { statSync } from 'node:fs';

/** Reads the state of an environment as it was written last, from the disk only when it was written to. */
export function createStateReader(folder: EnvironmentFolder): () => EnvironmentState | null {
  let stamp: string | null = null;
  let state: EnvironmentState | null = null;
  return () => {
    const now = stampOf(folder.state);
    if (now !== stamp) state = readState(folder);
    stamp = now;
    return state;
  };
}

/** Another one whenever a file was written, made or deleted. */
export function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats ? `${stats.ino}:${stats.mtimeMs}:${stats.size}` : '';
}
