import type { Shell, Start } from '../shell.ts';
import { startDebugging } from '../debug/start.ts';
import { startLanguages } from '../languages/start.ts';
import { startKeepingOpened } from '../opened/start.ts';
import { startReconnect } from '../reconnect/start.ts';
import { startSearch } from '../search/start.ts';
import { startGit } from '../git/start.ts';
import { startTerminals } from '../terminals/start.ts';
import { startTrust } from '../trust/start.ts';
import { startUserData } from '../user/start.ts';
import { startWelcome } from '../welcome/start.ts';

/** What starts when the workbench stands, in this order. A domain of the shell is a folder and a line here. */
const domains: readonly Start[] = [
  startTrust,
  startKeepingOpened,
  startSearch,
  startTerminals,
  startGit,
  startLanguages,
  startDebugging,
  startReconnect,
  startUserData,
  startWelcome,
];

export async function startDomains(shell: Shell): Promise<void> {
  for (const start of domains) await start(shell);
}
