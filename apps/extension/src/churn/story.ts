import type { LineStory } from '@groundwork/language-server/protocol';
import * as vscode from 'vscode';

export type Story = NonNullable<LineStory>;

/** The only commands that a link in what the language server says may call. */
export const linkedCommands = ['groundwork.showCommit', 'groundwork.showChurn'] as const;

export function storyMarkdown({ markdown }: Story): vscode.MarkdownString {
  const text = new vscode.MarkdownString(markdown);
  text.isTrusted = { enabledCommands: [...linkedCommands] };
  return text;
}

export type LineOrigins = 'quiet' | 'everywhere' | 'off';

export function lineOriginsSetting(): LineOrigins {
  const set = vscode.workspace.getConfiguration('groundwork').get<string>('lineOrigins');
  return set === 'everywhere' || set === 'off' ? set : 'quiet';
}
