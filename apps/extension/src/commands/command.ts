import * as vscode from 'vscode';
import type { Current } from '../session/current.ts';
import { showError } from './errors.ts';

/** One command of the palette, a menu or a key. Its argument comes from anywhere and is parsed by the command. */
export interface Command {
  readonly id: string;
  readonly run: (argument: unknown) => Promise<void> | void;
}

/** What fails is said once, with where and the fix, whoever called. */
export function registerCommands(current: Current, commands: readonly Command[]): vscode.Disposable {
  const registered = commands.map(({ id, run }) =>
    vscode.commands.registerCommand(id, async (argument: unknown) => {
      try {
        await run(argument);
      } catch (cause) {
        if (!(cause instanceof vscode.CancellationError)) await showError(cause, current);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
