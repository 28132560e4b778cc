import type { Shell, Start } from '../shell.ts';
import { startEndpoint } from '../extension/endpoint.ts';
import { startSearch } from '../search/start.ts';

/** What starts when the workbench stands, in this order. A domain of the shell is a folder and a line here. */
const domains: readonly Start[] = [startEndpoint, startSearch];

export async function startDomains(shell: Shell): Promise<void> {
  for (const start of domains) await start(shell);
}
