import { CommandsRegistry } from '@codingame/monaco-vscode-api/vscode/vs/platform/commands/common/commands';
import type { Server } from '../connection/connect.ts';

/** Extensions find the server that this page came from by a command. It is there before any of them starts. */
export function registerEndpoint({ origin, token }: Server): void {
  CommandsRegistry.registerCommand('_groundwork.endpoint', () => ({ origin, token }));
}
