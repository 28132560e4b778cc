import { environmentFolder, isRunning } from '@groundwork/provision';
import { lastRuns } from '@groundwork/target-local';
import { join } from 'node:path';
import { localEnvironment } from '../folder.ts';
import { createStateReader, stampOf } from './state.ts';

/**
 * Gives something that differs from the last time when anything that `status` tells of an environment may differ, also because
 * something was killed. Cheap enough to be asked all the time: files are read only when they were written to.
 */
export function createStateVersion(dir: string): () => string {
  const folder = environmentFolder(dir, localEnvironment);
  const readState = createStateReader(folder);
  let known: string | null = null;
  let runs: ReturnType<typeof lastRuns> = new Map();
  return () => {
    const stamps = [folder.state, join(folder.root, 'runs')].map(stampOf);
    if (stamps[1] !== known) runs = lastRuns(folder, { own: false });
    known = stamps[1] ?? null;
    const state = readState();
    const processes = [
      state?.supervisor ?? null,
      ...[...(state?.services ?? []), ...(state?.resources ?? [])].map(({ process }) => process),
      ...[...runs.values()].flatMap(({ ended, process }) => (ended === null ? [process] : [])),
    ];
    return `${stamps.join()} ${processes.map((process) => (isRunning(process) ? '1' : '0')).join('')}`;
  };
}
