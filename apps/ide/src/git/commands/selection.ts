import type * as vscode from 'vscode';
import type { Git } from '../act.ts';
import { isResource, type GroupId, type Resource } from '../view.ts';

/** What a command is called on: files of the view that are selected, or the document that is open. */
export function selected({ api, folder, view }: Git, args: readonly unknown[], groups: readonly GroupId[]): Resource[] {
  const given = args.flat().filter(isResource);
  if (given.length > 0) return given.filter(({ group }) => groups.includes(group));
  const uri = args.find((each): each is vscode.Uri => each instanceof api.Uri) ?? api.window.activeTextEditor?.document.uri;
  const path = uri ? folder.pathOf(uri.with({ scheme: folder.root.scheme, query: '' })) : null;
  return groups.flatMap((group) => view.resourcesOf(group)).filter(({ change }) => change.path === path);
}

/** A renamed file is two: what it is called and what it was called. */
export function pathsOf(resources: readonly Resource[]): string[] {
  return [...new Set(resources.flatMap(({ change }) => (change.from === null ? [change.path] : [change.path, change.from])))];
}

export function isGroup(value: unknown): value is vscode.SourceControlResourceGroup {
  return typeof value === 'object' && value !== null && 'resourceStates' in value;
}
