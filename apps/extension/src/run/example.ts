import type * as vscode from 'vscode';
import type { Current } from '../session/current.ts';
import { bringUp } from './run.ts';

const stoppedKey = 'groundwork.exampleStopped';

/** An example that ships with us comes up by itself: what it runs is ours. Not again after somebody stopped it. */
export function bringExampleUp(context: vscode.ExtensionContext, current: Current): vscode.Disposable {
  let begun = false;
  let wasRunning = false;
  return current.onChange(({ connection, example, status, busy }) => {
    if (connection !== 'connected' || !example || !status) return;
    if (wasRunning && !status.running && busy === null) void context.workspaceState.update(stoppedKey, true);
    if (!wasRunning && status.running) void context.workspaceState.update(stoppedKey, undefined);
    wasRunning = status.running;
    if (begun) return;
    begun = true;
    if (status.running || context.workspaceState.get(stoppedKey) === true) return;
    bringUp(current, { trust: true, install: false }).catch(() => {});
  });
}
