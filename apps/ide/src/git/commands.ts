import type { Git } from './act.ts';
import { branchCommands } from './commands/branches.ts';
import { commitCommands } from './commands/commit.ts';
import { openCommands } from './commands/open.ts';
import { remoteCommands } from './commands/remote.ts';
import { stageCommands } from './commands/stage.ts';

/** What a command does with what it is called on: resources of the view, a group of them, a document. */
export type Command = (...args: unknown[]) => Promise<unknown>;
export type Commands = Readonly<Record<string, Command>>;

/** Registers every command under the name that VS Code's own git has for it. */
export function registerCommands(git: Git): void {
  const all: Commands = {
    ...stageCommands(git),
    ...commitCommands(git),
    ...openCommands(git),
    ...branchCommands(git),
    ...remoteCommands(git),
  };
  for (const [name, command] of Object.entries(all)) {
    git.api.commands.registerCommand(name, async (...args: unknown[]) => {
      try {
        return await command(...args);
      } catch (cause) {
        git.output.error(String(cause));
        await git.api.window.showErrorMessage(cause instanceof Error ? cause.message : String(cause));
      }
    });
  }
}
