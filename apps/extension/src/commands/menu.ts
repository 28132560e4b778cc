import * as vscode from 'vscode';
import type { Snapshot } from '../model/snapshot.ts';
import type { Current } from '../session/current.ts';
import type { Command } from './command.ts';
import { menuOf } from './menu-items.ts';

export function menuCommands(current: Current): readonly Command[] {
  return [
    {
      id: 'groundwork.menu',
      run: async () => {
        const items = menuOf(current.snapshot).map((each) => ({
          label: `$(${each.icon}) ${each.label}`,
          description: each.description,
          command: each.command,
          argument: each.argument,
        }));
        const picked = await vscode.window.showQuickPick(items, { title: titleOf(current.snapshot), matchOnDescription: true });
        if (picked) await vscode.commands.executeCommand(picked.command, picked.argument);
      },
    },
  ];
}

function titleOf({ name }: Snapshot): string {
  return name === '' ? 'Groundwork' : `Groundwork: ${name}`;
}
