import { environmentFolder, isRunning, readState, type EnvironmentState } from '@groundwork/provision';

/** The state of an environment as it is now: what a killed supervisor last wrote is not believed. */
export function currentState(dir: string, environment: string): EnvironmentState | null {
  const state = readState(environmentFolder(dir, environment));
  if (state === null) return null;
  const alive = isRunning(state.supervisor);
  const services = state.services.map((each) => {
    const process = isRunning(each.process) ? each.process : null;
    return { ...each, process, state: alive || ended.has(each.state) ? each.state : ('stopped' as const) };
  });
  const resources = state.resources.map((each) => {
    const process = isRunning(each.process) ? each.process : null;
    return { ...each, process, state: alive || each.state === 'failed' ? each.state : ('stopped' as const) };
  });
  return {
    ...state,
    services,
    resources,
    supervisor: alive ? state.supervisor : null,
    phase: alive || state.phase === 'failed' ? state.phase : 'stopped',
  };
}

const ended = new Set(['done', 'failed']);
