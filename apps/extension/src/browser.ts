// oxlint-disable-next-line import/no-unassigned-import -- puts in place what JSON-RPC needs of this platform
import 'vscode-jsonrpc/browser';
import type * as vscode from 'vscode';
import { activateWith } from './activate.ts';
import type { ServerSource } from './connection/endpoint.ts';
import { endpointOfShell, noServerHere } from './connection/shell.ts';

/** Entry of the built-in shell and of editors in a browser: the server is already there, or there is none. */
const shell: ServerSource = {
  endpoint: async () => {
    const endpoint = await endpointOfShell();
    if (!endpoint) throw noServerHere();
    return endpoint;
  },
  dispose: () => {},
};

export function activate(context: vscode.ExtensionContext): Promise<void> {
  return activateWith(context, shell);
}
