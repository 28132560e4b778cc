import * as vscode from 'vscode';
import type { Command } from '../commands/command.ts';
import type { Current } from '../session/current.ts';
import type { CommitView } from './commit.ts';
import { storyAtCursor } from './line-status.ts';
import type { ChurnPanel } from './panel.ts';

const unknown = 'No commit of this repository has this line.';

export function churnCommands(
  current: Current,
  { panel, commits }: { readonly panel: ChurnPanel; readonly commits: CommitView },
): readonly Command[] {
  return [
    { id: 'groundwork.showChurn', run: () => panel.open() },
    {
      id: 'groundwork.showLineOrigin',
      run: async () => {
        const editor = vscode.window.activeTextEditor;
        const story = await storyAtCursor(current);
        if (!editor || !story) return void vscode.window.showInformationMessage(unknown);
        await current.session().showStory(editor.document.uri, editor.selection.active.line, story);
      },
    },
    {
      id: 'groundwork.showCommit',
      run: async (argument) => {
        if (argument !== undefined) return commits.open(argument);
        const story = await storyAtCursor(current);
        if (story?.commit == null) return void vscode.window.showInformationMessage(unknown);
        await commits.open({ commit: story.commit });
      },
    },
  ];
}
