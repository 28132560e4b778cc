import type { Shell } from '../shell.ts';

/** Extensions find the server that this page came from by a command. */
export function startEndpoint({ api, origin, token }: Shell): void {
  api.commands.registerCommand('_groundwork.endpoint', () => ({ origin, token }));
}
