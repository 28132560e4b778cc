import type { GitStatus } from '@groundwork/protocol';
import type * as vscode from 'vscode';

/** The branch, and what is to be sent and fetched: in the status bar as people know it. */
export function statusBar({ branch, head, upstream, operation, worktree, index }: GitStatus): vscode.Command[] {
  const name = branch ?? head?.slice(0, 8) ?? 'no branch';
  const dirty = (worktree.length > 0 ? '*' : '') + (index.length > 0 ? '+' : '');
  const doing = operation === null ? '' : ` (${operation})`;
  const icon = branch === null ? '$(git-commit)' : '$(git-branch)';
  const checkout = {
    command: 'git.checkout',
    title: `${icon} ${name}${dirty}${doing}`,
    tooltip: `${name}${doing}, Checkout Branch/Tag...`,
  };
  if (branch === null || head === null) return [checkout];
  if (upstream === null) return [checkout, { command: 'git.publish', title: '$(cloud-upload)', tooltip: 'Publish Branch' }];
  const counts = countsOf(upstream);
  const tooltip = counts === '' ? `Synchronize Changes with ${upstream.name}` : `Pull and push commits (${upstream.name}):${counts}`;
  return [checkout, { command: 'git.sync', title: `$(sync)${counts}`, tooltip }];
}

/** The button below the message: to commit while there is something, else to send what was committed. */
export function actionButton({ branch, head, upstream, worktree, index, operation }: GitStatus): vscode.SourceControlActionButton {
  const changed = worktree.length + index.length > 0 || operation !== null;
  if (!changed && upstream && upstream.ahead + upstream.behind > 0)
    return { command: { command: 'git.sync', title: `$(sync) Sync Changes${countsOf(upstream)}` }, enabled: true };
  if (!changed && upstream === null && branch !== null && head !== null)
    return { command: { command: 'git.publish', title: '$(cloud-upload) Publish Branch' }, enabled: true };
  const more = (command: string, title: string): vscode.Command => ({ command, title });
  return {
    command: {
      command: 'git.commit',
      title: '$(check) Commit',
      tooltip: branch === null ? 'Commit Changes' : `Commit Changes on "${branch}"`,
    },
    secondaryCommands: [[more('git.commit', 'Commit'), more('git.commitAmend', 'Commit (Amend)')], [more('git.commitAll', 'Commit All')]],
    enabled: changed,
  };
}

function countsOf({ ahead, behind }: NonNullable<GitStatus['upstream']>): string {
  return `${behind > 0 ? ` ${behind}↓` : ''}${ahead > 0 ? ` ${ahead}↑` : ''}`;
}
