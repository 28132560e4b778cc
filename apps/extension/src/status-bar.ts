import * as vscode from 'vscode';
import { summaryOf, type Summary } from './model/summary.ts';
import type { Current } from './session/current.ts';

const icons: Record<Summary['kind'], string> = {
  none: '$(loading~spin)',
  stopped: '$(debug-start)',
  starting: '$(sync~spin)',
  up: '$(pass-filled)',
  failed: '$(error)',
  lost: '$(debug-disconnect)',
};

/** `local up`, always in sight; a click opens what can be done now. */
export function showStatusBar(current: Current): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('groundwork.status', vscode.StatusBarAlignment.Left, 50);
  item.name = 'Groundwork';
  item.command = 'groundwork.menu';

  const show = (): void => {
    const { kind, text, tooltip } = summaryOf(current.snapshot);
    item.text = `${icons[kind]} ${text}`;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: `Groundwork: ${text}`, role: 'button' };
    item.backgroundColor = kind === 'failed' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    item.show();
  };
  show();
  return vscode.Disposable.from(item, current.onChange(show));
}
