import type * as vscode from 'vscode';
import { z } from 'zod';

/** Where the workspace server of a folder listens, and what it wants to hear. */
export const endpointSchema = z.object({ origin: z.url(), token: z.string().min(1) });
export type Endpoint = z.infer<typeof endpointSchema>;

/** Finds or starts the server of one folder. Called again when it was lost for good. */
export interface ServerSource {
  endpoint(folder: Pick<vscode.Uri, 'fsPath'>): Promise<Endpoint>;
  dispose(): void;
}

/** Address of a WebSocket of the server. */
export function socketAddress({ origin, token }: Endpoint, path: string): string {
  const url = new URL(path, origin);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('token', token);
  return url.href;
}
