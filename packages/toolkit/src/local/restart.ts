import type { Blueprint } from '@groundwork/blueprint';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { planEnvironment, type EnvironmentState } from '@groundwork/provision';
import { changeEnvironment, currentState } from '@groundwork/target-local';
import { localEnvironment, realFolder } from './folder.ts';

export interface RestartOptions {
  /** What the folder asks for now: the rest of what runs follows it as well. */
  readonly blueprint: Blueprint;
  readonly host: Host;
}

/**
 * Stops and starts one service of what is up. Settles when it came up or failed. Throws `environment.not_up`, `environment.no_service`,
 * and `environment.not_watched` for what cannot be changed.
 */
export async function restartService(folder: string, name: string, { blueprint, host }: RestartOptions): Promise<EnvironmentState> {
  const dir = realFolder(folder);
  const state = currentState(dir, localEnvironment);
  if (!state?.supervisor || state.services.length === 0) throw notUp();
  if (!state.services.some((each) => each.name === name)) throw noService(name, state);
  const plan = planEnvironment(blueprint, { environment: localEnvironment, target: 'local' });
  return changeEnvironment({ dir, blueprint, plan, host, restart: [name], release: false });
}

function notUp(): GroundworkError {
  return new GroundworkError({ code: 'environment.not_up', message: 'Nothing is up that could be started anew', fix: 'gw up' });
}

function noService(name: string, { services }: EnvironmentState): GroundworkError {
  return new GroundworkError({
    code: 'environment.no_service',
    message: `${name} is not among what is up: ${services.map((each) => each.name).join(', ')}`,
    exit: exitCodes.usage,
  });
}
