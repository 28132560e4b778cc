import { environmentFolder, holderOf } from '@groundwork/provision';
import { currentState, runningLaunch } from '@groundwork/target-local';
import { localEnvironment } from '../folder.ts';

/**
 * Whether an environment was brought up to be watched and nobody does: who watched it was killed. One that ends with its terminal is
 * watched from there.
 */
export function isLeftAlone(dir: string): boolean {
  const folder = environmentFolder(dir, localEnvironment);
  const launch = runningLaunch(folder);
  if (launch === null || launch.purpose !== 'up' || !launch.watched || launch.attached) return false;
  return currentState(dir, localEnvironment)?.phase !== 'starting' && holderOf(folder.watchLock) === null;
}
