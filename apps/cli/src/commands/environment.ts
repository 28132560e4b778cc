import { cloudTargets } from '@groundwork/blueprint';
import { listEnvironments } from '@groundwork/toolkit';

/** Whether a name means an environment of a cloud or cluster; any other is one of this machine, with data of its own. */
export function isCloudEnvironment(dir: string, name: string): boolean {
  if (name === 'local') return false;
  return cloudTargets.some((target) => target === name) || listEnvironments(dir).some((each) => each.name === name);
}
