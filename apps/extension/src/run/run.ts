import { GroundworkError } from '@groundwork/host';
import type { EnvironmentStatus } from '@groundwork/protocol';
import * as vscode from 'vscode';
import { activityText } from '../model/activities.ts';
import { summaryOf } from '../model/summary.ts';
import type { Current } from '../session/current.ts';
import { failureOf } from './failure.ts';

export interface UpOptions {
  /** The person agreed to what was shown. */
  readonly trust: boolean;
  /** Servers that are missing may be installed. */
  readonly install: boolean;
}

/** Brings everything up, and says how it went. Cancelling stops it. */
export async function bringUp(current: Current, options: UpOptions): Promise<void> {
  const session = current.session();
  if (session.snapshot.busy !== null) return;
  const stop = new AbortController();
  session.update({ busy: 'up' });
  try {
    const { well, status } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `Starting ${session.snapshot.name}`, cancellable: true },
      async (progress, token) => {
        token.onCancellationRequested(() => stop.abort());
        const watch = session.onChange(() => progress.report({ message: goingOn(current) }));
        try {
          return await session.window.call('environment/up', options, stop.signal);
        } finally {
          watch.dispose();
        }
      },
    );
    session.update({ busy: null, activities: [], status });
    // Said without being waited for: whoever asked goes on.
    if (well) void sayUp(status, session.snapshot.name);
    else void sayFailed(status);
  } catch (cause) {
    session.update({ busy: null, activities: [] });
    // Asked to stop: the server stops what nobody else waits for.
    if (stop.signal.aborted) return;
    // The server went away: it goes on with it when it comes back, and says how it went.
    if (cause instanceof GroundworkError && cause.code === 'window.lost') return;
    if (cause instanceof GroundworkError && cause.code === 'trust.needed') await vscode.commands.executeCommand('groundwork.showPlan');
    else throw cause;
  } finally {
    void session.refresh();
  }
}

function goingOn({ snapshot }: Current): string {
  const { text } = summaryOf(snapshot);
  const last = snapshot.activities.at(-1);
  return [text, ...(last ? [activityText(last)] : [])].join(' · ');
}

async function sayUp({ services }: EnvironmentStatus, name: string): Promise<void> {
  const open = services.filter(({ url }) => url !== null).slice(0, 3);
  const chosen = await vscode.window.showInformationMessage(`${name} is up`, ...open.map((each) => `Open ${each.name}`));
  const service = open.find((each) => chosen === `Open ${each.name}`);
  if (service) await vscode.commands.executeCommand('groundwork.openService', { name: service.name });
}

async function sayFailed(status: EnvironmentStatus): Promise<void> {
  const failure = failureOf(status);
  if (!failure) return;
  const chosen = await vscode.window.showErrorMessage(failure.message, ...failure.actions.map(({ title }) => title));
  const action = failure.actions.find(({ title }) => title === chosen);
  if (action) await vscode.commands.executeCommand(action.command, action.argument);
}

/** Stops and starts one service; what it waits for and how it went is seen where it stands. */
export async function restart(current: Current, service: string): Promise<void> {
  const session = current.session();
  const status = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: `Restarting ${service}` }, () =>
    session.window.call('environment/restart', { service }),
  );
  session.update({ status });
  const failed = status.services.find(({ name, state }) => name === service && state === 'failed');
  if (failed) void sayFailed({ ...status, services: [failed], resources: [] });
}

/** Stops everything, with its data for `reset`. */
export async function putAway(current: Current, how: 'down' | 'reset'): Promise<void> {
  const session = current.session();
  session.update({ busy: how });
  try {
    const title = how === 'down' ? 'Stopping' : 'Stopping, and deleting the data of';
    const status = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `${title} ${session.snapshot.name}` },
      () =>
        how === 'down'
          ? session.window.call('environment/down', {})
          : session.window.call('environment/reset', { confirm: 'delete the data' }),
    );
    session.update({ status });
  } finally {
    session.update({ busy: null, activities: [] });
  }
}
