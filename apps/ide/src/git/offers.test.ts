import type { GitStatus } from '@groundwork/protocol';
import { describe, expect, it } from 'vitest';
import { actionButton, statusBar } from './offers.ts';

const status: GitStatus = {
  branch: 'main',
  head: '0123456789abcdef',
  upstream: { name: 'origin/main', ahead: 0, behind: 0 },
  message: null,
  operation: null,
  index: [],
  worktree: [],
  limited: false,
};
const changed = { path: 'rye.md', kind: 'modified', from: null } as const;
const titles = (each: GitStatus): string[] => statusBar(each).map(({ title }) => title);

describe('the status bar', () => {
  it('shows the branch, what changed, and what is to be sent and fetched', () => {
    expect(titles(status)).toEqual(['$(git-branch) main', '$(sync)']);
    expect(titles({ ...status, worktree: [changed], index: [changed], upstream: { name: 'origin/main', ahead: 2, behind: 1 } })).toEqual([
      '$(git-branch) main*+',
      '$(sync) 1↓ 2↑',
    ]);
  });

  it('offers to publish what is nowhere else, and nothing where there is nothing to send', () => {
    expect(titles({ ...status, upstream: null })).toEqual(['$(git-branch) main', '$(cloud-upload)']);
    expect(titles({ ...status, head: null, upstream: null })).toEqual(['$(git-branch) main']);
    expect(titles({ ...status, branch: null, operation: 'rebase' })).toEqual(['$(git-commit) 01234567 (rebase)']);
  });
});

describe('the button', () => {
  const command = (each: GitStatus): readonly [string, boolean] => [
    actionButton(each).command.command,
    actionButton(each).enabled ?? false,
  ];

  it('commits while there is something to commit', () => {
    expect(command({ ...status, worktree: [changed] })).toEqual(['git.commit', true]);
    expect(command({ ...status, operation: 'merge' })).toEqual(['git.commit', true]);
    expect(command(status)).toEqual(['git.commit', false]);
  });

  it('sends what was committed', () => {
    expect(command({ ...status, upstream: { name: 'origin/main', ahead: 1, behind: 0 } })).toEqual(['git.sync', true]);
    expect(command({ ...status, upstream: null })).toEqual(['git.publish', true]);
  });
});
