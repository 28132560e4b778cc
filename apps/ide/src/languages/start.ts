import type { Shell } from '../shell.ts';
import { registerCommands } from './commands.ts';

/**
 * Language servers of other people, each started when the first file of its language is opened. The code that speaks to them comes
 * once the workbench stands: it is built on the extension API, which is there only then.
 */
export function startLanguages(shell: Shell): void {
  void begin(shell);
}

async function begin(shell: Shell): Promise<void> {
  const { LanguageServers } = await import('./servers.ts');
  const servers = new LanguageServers(shell);
  registerCommands(shell, (id) => servers.restart(id));
  shell.connection.on('languages/changed', () => void servers.look());
  shell.connection.onState((state) => {
    if (state === 'connected') void servers.lookAgain();
  });
  shell.api.workspace.onDidOpenTextDocument((document) => servers.needFor(document));
  await servers.look();
}
