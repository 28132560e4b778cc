import type { Question } from '@groundwork/blueprint';
import type { Host } from '@groundwork/host';
import type { EnvironmentState, ProcessState, Reason } from '@groundwork/provision';
import { currentState } from '@groundwork/target-local';
import { scanFolder } from '../scan-folder.ts';
import { localEnvironment, realFolder } from './folder.ts';

/** What `gw status --json` prints. */
export interface Status {
  readonly environment: string;
  readonly target: string;
  readonly services: readonly {
    readonly name: string;
    readonly kind: string;
    readonly state: ProcessState;
    readonly url: string | null;
    readonly pid: number | null;
    readonly port: number | null;
    readonly exit: number | null;
    readonly log: string;
    readonly reason: Reason | null;
  }[];
  readonly resources: readonly {
    readonly name: string;
    readonly type: string;
    readonly state: ProcessState;
    readonly server: string | null;
    /** Without its password. */
    readonly url: string | null;
    readonly reason: Reason | null;
  }[];
  readonly questions: readonly Question[];
}

/** What runs of a folder now, with the questions still open. A folder that was never up has all its services stopped. */
export async function status(folder: string, { host }: { readonly host: Host }): Promise<Status> {
  const dir = realFolder(folder);
  const { blueprint } = await scanFolder(dir, { host });
  const state = currentState(dir, localEnvironment);
  if (state) return statusOf(state, blueprint.questions);
  const stopped = { state: 'stopped', url: null, reason: null } as const;
  return {
    environment: localEnvironment,
    target: 'local',
    services: blueprint.services.map(({ name, kind, port }) => ({ ...stopped, name, kind, pid: null, port, exit: null, log: '' })),
    resources: blueprint.resources
      .filter(({ need }) => need === 'required')
      .map(({ name, type }) => ({ ...stopped, name, type, server: null })),
    questions: blueprint.questions,
  };
}

export function statusOf(state: EnvironmentState, questions: readonly Question[]): Status {
  return {
    environment: state.environment,
    target: state.target,
    services: state.services.map(({ name, kind, state: now, url, process, port, exit, log, reason }) => ({
      name,
      kind,
      state: now,
      url: now === 'stopped' ? null : url,
      pid: process?.pid ?? null,
      port,
      exit,
      log,
      reason,
    })),
    resources: state.resources.map(({ name, type, state: now, server, url, reason }) => ({ name, type, state: now, server, url, reason })),
    questions,
  };
}
