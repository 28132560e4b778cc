import { GroundworkError } from '@groundwork/host';
import * as vscode from 'vscode';
import { endpointSchema, type Endpoint } from './endpoint.ts';

const shellCommand = '_groundwork.endpoint';

/** The server this very page came from, where the built-in shell is the editor. */
export async function endpointOfShell(): Promise<Endpoint | null> {
  const known = await vscode.commands.getCommands(false);
  if (!known.includes(shellCommand)) return null;
  return endpointSchema.parse(await vscode.commands.executeCommand(shellCommand));
}

export function noServerHere(): GroundworkError {
  return new GroundworkError({
    code: 'extension.no_server',
    message: 'A browser alone cannot start the workspace server',
    fix: 'Open the folder with `groundwork` on the machine it is on, or in a desktop editor',
  });
}
