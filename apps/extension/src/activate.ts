import * as vscode from 'vscode';
import type { ServerSource } from './connection/endpoint.ts';
import { Current } from './session/current.ts';
import { showStatusBar } from './status-bar.ts';

/** The same in every editor; only where the server comes from differs. */
export async function activateWith(context: vscode.ExtensionContext, source: ServerSource): Promise<void> {
  const current = new Current(source);
  context.subscriptions.push(current, showStatusBar(current));
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder) await current.open(folder);
}
