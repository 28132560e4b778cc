import { GroundworkError } from '@groundwork/host';
import * as vscode from 'vscode';
import { z } from 'zod';

/** Where the workspace server of a folder listens, and what it wants to hear. */
export const endpointSchema = z.object({ origin: z.url(), token: z.string().min(1) });
export type Endpoint = z.infer<typeof endpointSchema>;

/** Finds or starts the server of one folder. Called again when it was lost for good. */
export interface ServerSource {
  endpoint(folder: vscode.Uri): Promise<Endpoint>;
  dispose(): void;
}

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

/** Address of a WebSocket of the server. */
export function socketAddress({ origin, token }: Endpoint, path: string): string {
  const url = new URL(path, origin);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('token', token);
  return url.href;
}
