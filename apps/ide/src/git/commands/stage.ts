import { act, type Git } from '../act.ts';
import type { Commands } from '../commands.ts';
import { withIgnored } from '../ignored.ts';
import { isResource, type GroupId, type Resource } from '../view.ts';
import { isGroup, pathsOf, selected } from './selection.ts';

const unstaged: readonly GroupId[] = ['merge', 'workingTree', 'untracked'];
const inWorktree: readonly GroupId[] = ['workingTree', 'untracked'];
/** A conflict that is still marked as one. */
const marker = /^<{7}(?: |$)[\s\S]*^>{7}(?: |$)/m;

export function stageCommands(git: Git): Commands {
  const { connection, view, api } = git;

  const stage = async (resources: readonly Resource[]): Promise<void> => {
    const unresolved = await stillMarked(git, resources);
    if (unresolved !== null && !(await agreed(git, `${unresolved} has merge conflicts. Stage it as it is?`, 'Stage'))) return;
    const paths = pathsOf(resources);
    if (paths.length > 0) await act(git, 'Stage', (trust) => connection.call('git/stage', { paths, trust }));
  };
  const unstage = async (resources: readonly Resource[]): Promise<void> => {
    const paths = pathsOf(resources);
    if (paths.length > 0) await act(git, 'Unstage', (trust) => connection.call('git/unstage', { paths, trust }));
  };
  const discard = async (resources: readonly Resource[]): Promise<void> => {
    if (resources.length === 0 || !(await agreedToLose(git, resources))) return;
    const paths = pathsOf(resources);
    await act(git, 'Discard', (trust) => connection.call('git/discard', { paths, trust }));
  };
  const groups = (names: readonly GroupId[]): Resource[] => names.flatMap((name) => view.resourcesOf(name));
  const given = (args: readonly unknown[], names: readonly GroupId[]): Resource[] => {
    const [group] = args;
    return isGroup(group) ? view.resourcesOf(group) : groups(names);
  };

  return {
    'git.stage': async (...args) => await stage(selected(git, args, unstaged)),
    'git.stageAll': async (...args) => await stage(given(args, unstaged)),
    'git.stageAllMerge': async (...args) => await stage(given(args, ['merge'])),
    'git.unstage': async (...args) => await unstage(selected(git, args, ['index'])),
    'git.unstageAll': async () => await unstage(view.resourcesOf('index')),
    'git.clean': async (...args) => await discard(selected(git, args, inWorktree)),
    'git.cleanAll': async (...args) => await discard(given(args, inWorktree)),
    'git.ignore': async (...args) => {
      const paths = pathsOf(args.flat().filter(isResource));
      if (paths.length > 0) await ignore(git, paths);
    },
    'git.refresh': async () =>
      await api.window.withProgress({ location: { viewId: 'workbench.scm' } }, async () => await git.repository.refresh()),
  };
}

/** Discarding cannot be undone, and a file git does not know is gone for good: said by name. */
async function agreedToLose(git: Git, resources: readonly Resource[]): Promise<boolean> {
  const untracked = resources.filter(({ change }) => change.kind === 'untracked');
  const [only] = resources;
  const name = resources.length === 1 && only ? `'${only.change.path.split('/').at(-1)}'` : `${resources.length} files`;
  if (untracked.length === resources.length) {
    const warning = `Are you sure you want to DELETE the following untracked ${resources.length === 1 ? 'file' : 'files'}: ${name}?`;
    return await agreed(
      git,
      `${warning}\n\nThis is IRREVERSIBLE!`,
      resources.length === 1 ? 'Delete File' : `Delete All ${resources.length} Files`,
    );
  }
  const more =
    untracked.length === 0
      ? ''
      : `\n\nThis will DELETE ${untracked.length} untracked ${untracked.length === 1 ? 'file' : 'files'}: they are lost forever.`;
  const button = resources.length === 1 ? 'Discard File' : `Discard All ${resources.length} Files`;
  return await agreed(git, `Are you sure you want to discard changes in ${name}?${more}`, button);
}

export async function agreed({ api }: Git, message: string, button: string): Promise<boolean> {
  const [first = '', ...rest] = message.split('\n\n');
  return (await api.window.showWarningMessage(first, { modal: true, detail: rest.join('\n\n') }, button)) === button;
}

/** The first conflicted file whose text still has its markers. */
async function stillMarked({ api }: Git, resources: readonly Resource[]): Promise<string | null> {
  for (const { change, resourceUri } of resources.filter(({ change: { kind } }) => kind === 'conflicted')) {
    const bytes = await Promise.resolve(api.workspace.fs.readFile(resourceUri)).catch(() => new Uint8Array());
    if (marker.test(new TextDecoder().decode(bytes))) return change.path;
  }
  return null;
}

async function ignore({ api, folder }: Git, paths: readonly string[]): Promise<void> {
  const uri = folder.uriOf('.gitignore');
  const before = await Promise.resolve(api.workspace.fs.readFile(uri)).catch(() => new Uint8Array());
  await api.workspace.fs.writeFile(uri, new TextEncoder().encode(withIgnored(new TextDecoder().decode(before), paths)));
}
