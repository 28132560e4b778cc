import * as vscode from 'vscode';
import type { Command } from '../commands/command.ts';
import type { Current } from '../session/current.ts';
import { isEnabled } from './status.ts';
import { tallyWords } from './words.ts';

export function completionCommands(current: Current): readonly Command[] {
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('groundwork');
  const enable = (enabled: boolean): Thenable<void> => settings().update('completion.enabled', enabled, vscode.ConfigurationTarget.Global);
  const choose = async (): Promise<void> => {
    const chosen = await vscode.window.showInputBox({
      title: 'Model that completes',
      prompt:
        'As for `gw model use`: ollama/qwen2.5-coder:7b, mistral/codestral-latest, MODEL@http://127.0.0.1:8080/v1. Empty: the one `gw model` says',
      value: settings().get<string>('model') ?? '',
    });
    if (chosen === undefined) return;
    await settings().update('model', chosen.trim(), vscode.ConfigurationTarget.Global);
    if (!isEnabled()) await enable(true);
  };
  return [
    {
      id: 'groundwork.toggleCompletion',
      run: async () => {
        const state = current.snapshot.completion?.state;
        if (isEnabled() && (state === 'off' || state === 'failed')) await choose();
        else await enable(!isEnabled());
      },
    },
    { id: 'groundwork.chooseCompletionModel', run: choose },
    {
      id: 'groundwork.showCompletionTally',
      run: async () => {
        const since = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
        const detail = tallyWords(await current.session().completionDays(), since);
        await vscode.window.showInformationMessage('Completion, the last 30 days', {
          modal: true,
          detail: `${detail}\n\nCounted on this machine, and sent nowhere.`,
        });
      },
    },
    {
      id: 'groundwork.hideSuggestion',
      run: async () => {
        await vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
        const uri = vscode.window.activeTextEditor?.document.uri;
        if (uri) current.session().turnDown(uri);
      },
    },
  ];
}
