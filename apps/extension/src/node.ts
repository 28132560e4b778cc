// oxlint-disable-next-line import/no-unassigned-import -- puts in place what JSON-RPC needs of this platform
import 'vscode-jsonrpc/node';
import * as vscode from 'vscode';
import { activateWith } from './activate.ts';
import type { ServerSource } from './connection/endpoint.ts';
import { endpointOfShell } from './connection/shell.ts';
import { StartedServers } from './connection/started-server.ts';

/** Entry of desktop editors and code-server: starts the workspace server of a folder, unless the shell around it is one. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  void vscode.commands.executeCommand('setContext', 'groundwork.startsServer', true);
  const output = vscode.window.createOutputChannel('Groundwork server');
  context.subscriptions.push(output);
  const started = new StartedServers(
    () => {
      // `gw --engine code-server` names itself: an editor takes PATH from the person's login shell, not from who started it.
      const given = vscode.workspace.getConfiguration('groundwork').get<string>('commandLine') ?? '';
      const path = given || (process.env['GROUNDWORK_COMMAND_LINE'] ?? '');
      return path.endsWith('.js') ? { file: process.execPath, arguments: [path] } : { file: path || 'groundwork', arguments: [] };
    },
    (line) => output.appendLine(line),
  );
  const source: ServerSource = {
    endpoint: async (folder) => (await endpointOfShell()) ?? started.endpoint(folder),
    dispose: () => started.dispose(),
  };
  await activateWith(context, source);
}
