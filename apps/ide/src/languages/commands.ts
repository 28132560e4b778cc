import type { Shell } from '../shell.ts';

/** Types the command that gets a language server into a terminal, and leaves it to the person to run it. */
export const getCommand = 'groundwork.shell.getLanguageServer';
export const restartCommand = 'groundwork.shell.restartLanguageServer';

export function registerCommands({ api }: Shell, restart: (id: string) => Promise<void>): void {
  api.commands.registerCommand(restartCommand, restart);
  api.commands.registerCommand(getCommand, (command: string) => {
    const terminal = api.window.createTerminal('Language server');
    terminal.show();
    terminal.sendText(command, false);
  });
}
