import type * as vscode from 'vscode';
import { act, type Git } from '../act.ts';
import type { Commands } from '../commands.ts';

type Item = vscode.QuickPickItem & { readonly name?: string; readonly create?: true };

export function branchCommands(git: Git): Commands {
  const { connection } = git;
  const switchTo = async (name: string, create: boolean): Promise<boolean> =>
    await act(git, create ? `Create Branch ${name}` : `Checkout ${name}`, (trust) =>
      connection.call('git/switch', { name, create, trust }),
    );
  const branch = async (): Promise<void> => {
    const name = await nameOfBranch(git);
    if (name !== null) await switchTo(name, true);
  };
  return {
    'git.checkout': async (name) => {
      if (typeof name === 'string') return await switchTo(name, false);
      const picked = await pick(git);
      if (picked?.create) await branch();
      else if (picked?.name !== undefined) await switchTo(picked.name, false);
    },
    'git.branch': branch,
  };
}

/** Local branches, those of remotes, tags: as they were last worked on. */
async function pick({ api, connection }: Git): Promise<Item | undefined> {
  const branches = connection.call('git/branches', {});
  const items = branches.then((known): Item[] => {
    const part = (kind: 'local' | 'remote' | 'tag', label: string, icon: string): Item[] => {
      const items = known.filter((each) => each.kind === kind);
      if (items.length === 0) return [];
      const separator = { label, kind: api.QuickPickItemKind.Separator };
      return [
        separator,
        ...items.map(({ name, commit, current }) => ({
          label: `$(${icon}) ${name}`,
          description: `${commit.slice(0, 8)}${current ? ' • current' : ''}`,
          name,
        })),
      ];
    };
    return [
      { label: '$(plus) Create new branch...', create: true },
      ...part('local', 'branches', 'git-branch'),
      ...part('remote', 'remote branches', 'cloud'),
      ...part('tag', 'tags', 'tag'),
    ];
  });
  return await api.window.showQuickPick(items, { placeHolder: 'Select a branch or tag to checkout', matchOnDescription: true });
}

async function nameOfBranch({ api }: Git): Promise<string | null> {
  const name = await api.window.showInputBox({
    placeHolder: 'Branch name',
    prompt: 'Please provide a new branch name',
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^-|[\s~^:?*[\\]|\.\.|@\{|\/$|\.lock$|^\/|\/\/|\.$/.test(value.trim()) ? `'${value}' cannot be the name of a branch` : null,
  });
  return name?.trim() || null;
}
