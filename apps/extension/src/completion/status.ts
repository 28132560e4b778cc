import * as vscode from 'vscode';
import type { Current } from '../session/current.ts';
import { wordsOf } from './words.ts';

/** Whether completion is off, or which model completes, or that it is silent here; a click switches it. */
export function showCompletionStatus(current: Current): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('groundwork.completion', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Groundwork Completion';
  item.command = 'groundwork.toggleCompletion';
  const show = (): void => {
    const { completion, connection } = current.snapshot;
    void vscode.commands.executeCommand('setContext', 'groundwork.completes', completion !== null && completion.state !== 'off');
    if (!completion || connection !== 'connected') return item.hide();
    const { text, tooltip } = wordsOf(completion, isEnabled());
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: tooltip, role: 'button' };
    item.show();
  };
  show();
  return vscode.Disposable.from(item, current.onChange(show));
}

export const isEnabled = (): boolean => vscode.workspace.getConfiguration('groundwork').get<boolean>('completion.enabled') ?? true;
