import type * as vscode from 'vscode';
import type { Git } from '../act.ts';
import type { Commands } from '../commands.ts';
import { isResource, type GroupId, type Resource } from '../view.ts';
import { isGroup, selected } from './selection.ts';

const all: readonly GroupId[] = ['workingTree', 'index', 'merge', 'untracked'];

/** A file beside what it was. */
interface Comparison {
  readonly left: vscode.Uri | null;
  readonly right: vscode.Uri | null;
  readonly title: string;
}

export function openCommands(git: Git): Commands {
  const { api, folder, view } = git;
  const open = async (uri: vscode.Uri, preview = false): Promise<void> =>
    await api.commands.executeCommand('vscode.open', uri, { preview });

  const openChange = async (resource: Resource, preview: boolean): Promise<void> => {
    const { left, right, title } = comparisonOf(git, resource);
    if (left !== null && right !== null) await api.commands.executeCommand('vscode.diff', left, right, title, { preview });
    else if (left !== null || right !== null) await api.commands.executeCommand('vscode.open', right ?? left, { preview }, title);
  };

  return {
    'git.openResource': async (resource) => isResource(resource) && (await openChange(resource, true)),
    'git.openChange': async (...args) => {
      for (const resource of selected(git, args, all).slice(0, 20)) await openChange(resource, false);
    },
    'git.openFile': async (...args) => {
      const resources = args.flat().filter(isResource);
      const [uri] = args;
      const shown =
        resources.length > 0
          ? resources.map(({ resourceUri }) => resourceUri)
          : [uri instanceof api.Uri ? uri : api.window.activeTextEditor?.document.uri];
      for (const each of shown) if (each) await open(each.with({ scheme: folder.root.scheme, query: '' }));
    },
    'git.openHEADFile': async (...args) => {
      for (const { change } of selected(git, args, all)) await open(folder.then(change.from ?? change.path, 'HEAD'));
    },
    'git.viewChanges': async (group) =>
      await viewTogether(git, 'Git: Changes', isGroup(group) ? view.resourcesOf(group) : view.resourcesOf('workingTree')),
    'git.viewStagedChanges': async () => await viewTogether(git, 'Git: Staged Changes', view.resourcesOf('index')),
  };
}

/** All changes of a group in one editor. */
async function viewTogether(git: Git, title: string, resources: readonly Resource[]): Promise<void> {
  const { api } = git;
  const changes = resources.map((resource) => {
    const { left, right } = comparisonOf(git, resource);
    return [resource.resourceUri, left ?? undefined, right ?? undefined];
  });
  await api.commands.executeCommand('vscode.changes', title, changes);
}

function comparisonOf({ folder }: Git, { change, group, resourceUri }: Resource): Comparison {
  const { path, from, kind } = change;
  const name = path.split('/').at(-1) ?? path;
  if (group === 'index') {
    return {
      left: kind === 'added' ? null : folder.then(from ?? path, 'HEAD'),
      right: kind === 'deleted' ? null : folder.then(path, ':'),
      title: `${name} (Index)`,
    };
  }
  if (kind === 'untracked' || kind === 'conflicted') return { left: null, right: resourceUri, title: name };
  return {
    left: kind === 'added' ? null : folder.then(from ?? path, ':'),
    right: kind === 'deleted' ? null : resourceUri,
    title: `${name} (Working Tree)`,
  };
}
