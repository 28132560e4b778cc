import * as vscode from 'vscode';
import { isProgram } from '../model/look.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Looking } from '../resources/looking.ts';
import type { Current } from '../session/current.ts';
import { TreeProvider, type TreeSource } from './provider.ts';
import { questionsTree, secretsTree } from './trees/asked.ts';
import { badgeOf } from './trees/badge.ts';
import { entriesIn, onlyItsClient } from './trees/entries.ts';
import { churnTree } from './trees/churn.ts';
import { environmentsTree } from './trees/environments.ts';
import type { TreeNode } from './trees/node.ts';
import { contentsId, resourcesTree } from './trees/resources.ts';
import { servicesTree } from './trees/services.ts';
import { ticketsTree } from './trees/tickets.ts';

export interface SideBar extends vscode.Disposable {
  /** Tables and keys that are in sight are read again. */
  reloadEntries(): void;
  /** Opens what is in a resource, where a person sees it. */
  revealContents(resource: string): Promise<void>;
}

/** Views whose lines have none below them. */
const flat = new Set(['environments', 'tickets', 'churn']);

/** The native views of the side bar, and the context keys menus and welcomes are switched by. */
export function showSideBar(current: Current, looking: Looking): SideBar {
  const own: vscode.Disposable[] = [];
  const show = (id: string, source: TreeSource): { provider: TreeProvider; view: vscode.TreeView<TreeNode> } => {
    const provider = new TreeProvider(current, source);
    const view = vscode.window.createTreeView(`groundwork.${id}`, {
      treeDataProvider: provider,
      showCollapseAll: !flat.has(id),
    });
    own.push(provider, view);
    return { provider, view };
  };
  const openedHere = new Set<string>();
  looking.shownBy(() => openedHere);
  const services = show('services', { build: servicesTree });
  const resources = show('resources', {
    build: resourcesTree,
    load: async ({ resource, place }) => {
      // Also where the editor opens by itself what was open before a reload.
      openedHere.add(resource);
      const { browse } = await looking.open(resource);
      if (!browse) return onlyItsClient(resource);
      const { entries, more } = await current.session().window.call('resources/list', { name: resource, place: [...place] });
      return entriesIn(resource, place, entries, more);
    },
  });
  own.push(followOpened(resources.view, openedHere, looking));
  show('environments', { build: environmentsTree });
  show('tickets', { build: ticketsTree });
  show('churn', { build: churnTree });
  show('questions', { build: questionsTree });
  show('secrets', { build: secretsTree });

  const keys = new Map<string, unknown>();
  const apply = (snapshot: Snapshot): void => {
    services.view.badge = badgeOf(snapshot) ?? undefined;
    services.view.message = snapshot.connection === 'lost' ? 'The workspace server is gone. Waiting for it to come back ...' : '';
    for (const [key, value] of Object.entries(contextKeys(snapshot))) {
      if (keys.get(key) === value) continue;
      keys.set(key, value);
      void vscode.commands.executeCommand('setContext', `groundwork.${key}`, value);
    }
  };
  apply(current.snapshot);
  own.push(current.onChange(apply));
  return {
    reloadEntries: () => resources.provider.reload(),
    revealContents: async (resource) => {
      const contents = resources.provider.find(contentsId(resource));
      if (contents) await resources.view.reveal(contents, { expand: true, focus: true, select: true });
    },
    dispose: () => vscode.Disposable.from(...own).dispose(),
  };
}

/** Contents that are open in the tree are looked at. */
function followOpened(view: vscode.TreeView<TreeNode>, open: Set<string>, looking: Looking): vscode.Disposable {
  return vscode.Disposable.from(
    view.onDidExpandElement(({ element }) => void (element.inside && open.add(element.inside.resource))),
    view.onDidCollapseElement(({ element: { id, name } }) => {
      if (id !== contentsId(name) && id !== `resource:${name}`) return;
      open.delete(name);
      looking.look();
    }),
  );
}

function contextKeys({ connection, blueprint, status, secrets, busy }: Snapshot): Readonly<Record<string, unknown>> {
  return {
    connection,
    read: blueprint !== null,
    services: (blueprint?.services.length ?? 0) > 0,
    resources: (blueprint?.resources.length ?? 0) > 0,
    questions: (blueprint?.questions.length ?? 0) > 0,
    secrets: secrets.length > 0,
    programs: (blueprint?.services ?? []).some(isProgram),
    running: status?.running ?? false,
    failed: [...(status?.services ?? []), ...(status?.resources ?? [])].some(({ state }) => state === 'failed'),
    busy: busy !== null,
  };
}
