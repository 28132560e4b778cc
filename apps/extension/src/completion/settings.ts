import * as vscode from 'vscode';

/** What a person set for completion, as the language server reads it. The model is a setting of the machine: no repository chooses it. */
export function completionSettings(): { groundwork: { model: string; completion: object } } {
  const settings = vscode.workspace.getConfiguration('groundwork');
  return {
    groundwork: {
      model: settings.get<string>('model') ?? '',
      completion: {
        enabled: settings.get<boolean>('completion.enabled') ?? true,
        endpoint: settings.get<string>('completion.endpoint') ?? 'auto',
      },
    },
  };
}

export const isCompletionSetting = (change: vscode.ConfigurationChangeEvent): boolean =>
  change.affectsConfiguration('groundwork.model') || change.affectsConfiguration('groundwork.completion');
